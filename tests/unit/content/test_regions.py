"""Cards cite what they need; the region says which article answers it, and nothing of another region is read."""

from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.loader import load_content
from handbook.content.regions import resolved
from handbook.content.yaml_reader import Value
from handbook.document.composing import Composing
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.region import LACKING, UNCONFIRMED, Role
from tests.unit.content.content_sample import write
from tests.unit.content.region_sample import (
    ALL_SILENT,
    CITY,
    PROVINCE,
    SILENT,
    article,
    regional,
    regional_files,
)


def read(root: Path, region: str = "") -> Handbook:
    return load_content(root, region=region).handbook


def card(handbook: Handbook) -> Procedure:
    found = handbook.get("proc-sample")
    assert isinstance(found, Procedure)
    return found


def words(handbook: Handbook, cited: str) -> str:
    return "".join(span.text for span in Composing(handbook).article(cited))


def test_a_role_is_answered_by_the_region_and_where_it_has_nothing_by_its_parent(tmp_path: Path) -> None:
    root = regional(tmp_path)
    assert card(read(root, PROVINCE)).citations == ("reg-bj-9", "reg-bj-12")
    assert card(read(root, CITY)).citations == ("reg-lz-3", "reg-bj-12")


def test_values_are_those_of_the_nearest_region(tmp_path: Path) -> None:
    root = regional(tmp_path)
    assert read(root, PROVINCE).value_by_key["legal_min_temp"].value == "17.3"
    assert read(root, CITY).value_by_key["legal_min_temp"].value == "18.1"


def test_nothing_of_another_region_is_read(tmp_path: Path) -> None:
    other = {
        "regions/nanling/region.yaml": "id: nanling\nname: 南岭省\ncities: [南岭]\nroles: {退费: [reg-nl-1]}\n"
        "silent: {室温底线: 没写, 停热申请: 没写, 供热期: 没写}\n",
        **article("nanling", "reg-nl-1", 1, "别处的退钱", place="南岭"),
    }
    handbook = read(regional(tmp_path, other), CITY)
    assert handbook.get("reg-nl-1") is None
    assert "南岭" not in "".join(str(entry) for entry in handbook)
    assert handbook.region_names == {PROVINCE: "北江省", CITY: "北江(临州)", "nanling": "南岭省"}


def test_what_nothing_answers_claims_nothing_and_says_so(tmp_path: Path) -> None:
    bare = {f"regions/{PROVINCE}/region.yaml": f"id: {PROVINCE}\nname: 北江省\ncities: [北江]\n{ALL_SILENT}"}
    loaded = load_content(regional(tmp_path, bare), region=PROVINCE)
    assert [p for p in loaded.problems if p.rule == "dangling-link"] == []
    assert card(loaded.handbook).citations == ("室温底线", "退费")
    assert words(loaded.handbook, "退费") == f"退费:{LACKING}"


def test_the_site_chooses_and_what_nobody_chose_is_not_confirmed(tmp_path: Path) -> None:
    files = {
        name.replace(PROVINCE, "harbin"): text.replace(PROVINCE, "harbin")
        for name, text in regional_files().items()
    }
    root = regional(tmp_path / "content", files)
    unchosen = read(root)
    assert unchosen.region is not None
    assert (unchosen.region.id, unchosen.region.words) == ("harbin", f"{UNCONFIRMED}(按北江)")
    assert words(unchosen, "reg-bj-9").endswith(f"〔{UNCONFIRMED}〕")
    site = tmp_path / "site"
    site.mkdir()
    row = f"{{key: region, label: 地区, value: {CITY}, scope: 公司, source: 本单位, confidence: 高}}"
    (site / "values.yaml").write_text(f"values:\n  - {row}\n", encoding="utf-8")
    chosen = load_content(root, site).handbook
    assert chosen.region is not None
    assert (chosen.region.id, chosen.edition.endswith(" 北江(临州)")) == (CITY, True)
    assert UNCONFIRMED not in words(chosen, "reg-lz-3")


def test_an_unknown_region_is_told_and_the_content_is_read_all_the_same(tmp_path: Path) -> None:
    loaded = load_content(regional(tmp_path), region="beijang")
    assert [p.rule for p in loaded.problems if "beijang" in p.message] == ["unknown-region"]
    assert card(loaded.handbook).title


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({f"regions/{CITY}/region.yaml": "id: elsewhere\nname: 乙\ncities: [乙]\n"}, "id-not-file-name"),
        (
            {f"regions/{CITY}/region.yaml": f"id: {CITY}\nname: 乙\ncities: [乙]\nparent: nowhere\n"},
            "bad-region",
        ),
        (
            {f"regions/{CITY}/region.yaml": f"id: {CITY}\nname: 乙\ncities: [乙]\nparent: {CITY}\n"},
            "bad-region",
        ),
        (
            {
                f"regions/{CITY}/region.yaml": f"id: {CITY}\nname: 乙\ncities: [乙]\nroles: {{退钱: [reg-lz-3]}}\n"
            },
            "",
        ),
        ({f"regions/{CITY}/region.yaml": "id: [\n"}, ""),
    ],
)
def test_a_region_that_cannot_be_used_is_told_with_its_file(
    tmp_path: Path, change: dict[str, str], rule: str
) -> None:
    loaded = load_content(regional(tmp_path, change), region=CITY)
    told = [p for p in loaded.problems if p.file == f"regions/{CITY}/region.yaml"]
    assert told
    assert not rule or rule in {p.rule for p in told}


def test_links_of_texts_lead_to_the_article_or_say_that_it_is_lacking() -> None:
    roles = {Role.REFUND: ("reg-bj-12",)}
    text: Value = {
        "body": "看[退费条文](entry:退费)和[罚多少](entry:处罚)",
        "related": ["退费", "处罚", "proc-x"],
        "citations": ["处罚"],
    }
    assert resolved(text, roles) == {
        "body": f"看[退费条文](entry:reg-bj-12)和罚多少({LACKING})",
        "related": ["reg-bj-12", "proc-x"],
        "citations": ["处罚"],
    }


def test_a_region_needs_yaml_alone(tmp_path: Path) -> None:
    """The folders of the sample are all that was written for 北江省: no line of code names it."""
    code = Path(__file__).parents[3] / "handbook"
    assert [f for f in code.rglob("*.py") if PROVINCE in f.read_text(encoding="utf-8")] == []
    assert card(read(regional(tmp_path), CITY)).citations


def test_a_folder_without_its_region_file_is_told_once(tmp_path: Path) -> None:
    more = article("nanling", "reg-nl-1", 1, "别处的退钱") | article("nanling", "reg-nl-2", 2, "别处的底线")
    loaded = load_content(regional(tmp_path, more), region=CITY)
    assert [p.rule for p in loaded.problems if "nanling" in p.message] == ["unread-file"]


def test_a_region_that_lacks_what_a_desk_needs_cannot_be_chosen(tmp_path: Path) -> None:
    parent = f"id: {PROVINCE}\nname: 北江省\ncities: [北江]\nroles:\n  室温底线: [reg-bj-9]\n  供热期: [reg-bj-12]\n"
    city = f"id: {CITY}\nname: 北江(临州)\ncities: [临州]\nparent: {PROVINCE}\nroles:\n  退费: [reg-lz-3]\nsilent: {{停热申请: 全文没有写}}\n"
    root = regional(
        tmp_path, {f"regions/{PROVINCE}/region.yaml": parent, f"regions/{CITY}/region.yaml": city}
    )
    loaded = load_content(root, region=PROVINCE)
    (problem,) = [p for p in loaded.problems if p.rule == "region-not-ready"]
    assert problem.file == f"regions/{PROVINCE}/region.yaml"
    for word in ("北江省", "退费、停热申请", "silent", "下面的市"):
        assert word in problem.message
    assert loaded.handbook.region is None  # nothing of it is read as if it had been chosen
    # What the province leaves out its city answers, and its full text is said to be silent on the rest.
    chosen = load_content(root, region=CITY)
    assert [p for p in chosen.problems if p.rule == "region-not-ready"] == []
    assert chosen.handbook.region is not None
    assert chosen.handbook.region_names == {CITY: "北江(临州)"}
    assert words(chosen.handbook, "停热申请") == f"停热申请:{LACKING}"


REPORTED = "verification: 据公开报道"
COMPARED = 'verification: 已对照公开全文\ntext_date: 2024-06-01\ntext_source: 公开法律库甲(2025-04)\ntext_print: "0123456789abcdef"'


@pytest.mark.parametrize(
    ("is_reported", "more", "told"),
    [
        (False, "", ""),
        (True, "", "没有对照过全文"),
        (True, "from_reports: 全文没有取得\n", "没有一条对照过全文"),
        (False, "silent: {退费: 没写, 停热申请: 没写, 供热期: 没写}\n", "请删去一处"),
    ],
)
def test_what_a_desk_needs_rests_on_a_full_text_or_says_why_not(
    tmp_path: Path, is_reported: bool, more: str, told: str
) -> None:
    files = regional_files()
    if is_reported:
        files = {name: text.replace(COMPARED, REPORTED) for name, text in files.items()}
    name = f"regions/{CITY}/region.yaml"
    files[name] = files[name].replace(SILENT, more if more.startswith("silent") else SILENT + more)
    found = [
        p.message
        for p in check_content(write(tmp_path, files), region=CITY).problems
        if p.rule == "region-grounds"
    ]
    assert bool(found) is bool(told)
    assert not told or any(told in message for message in found)
