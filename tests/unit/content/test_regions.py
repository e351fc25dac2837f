"""Cards cite what they need; the region says which article answers it, and nothing of another region is read."""

from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.content.regions import resolved
from handbook.content.yaml_reader import Value
from handbook.document.composing import Composing
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.region import LACKING, UNCONFIRMED, Role
from tests.unit.content.region_sample import CITY, PROVINCE, article, regional, regional_files


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
        "regions/nanling/region.yaml": "id: nanling\nname: 南岭省\ncities: [南岭]\nroles: {退费: [reg-nl-1]}\n",
        **article("nanling", "reg-nl-1", 1, "别处的退钱", place="南岭"),
    }
    handbook = read(regional(tmp_path, other), CITY)
    assert handbook.get("reg-nl-1") is None
    assert "南岭" not in "".join(str(entry) for entry in handbook)
    assert handbook.region_names == {PROVINCE: "北江省", CITY: "北江(临州)", "nanling": "南岭省"}


def test_what_nothing_answers_claims_nothing_and_says_so(tmp_path: Path) -> None:
    bare = {f"regions/{PROVINCE}/region.yaml": f"id: {PROVINCE}\nname: 北江省\ncities: [北江]\n"}
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
