"""Brought rows become drafts: all or, told row by row, none; what is there is not written again; cells are only words."""

from datetime import date
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.content.writing.draft import Draft, DraftRefused, DraftState
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.content.writing.shipped import ShippedTexts
from handbook.content.yaml_reader import Value, read_yaml
from handbook.model.kinds import Kind, Tone
from handbook.upkeep.bringing_drafts import DraftsNotWritten, Written, write_drafts
from handbook.upkeep.bringing_rows import (
    AskProposal,
    BroughtRow,
    KnowledgeProposal,
    LineProposal,
    Proposal,
    RowProblem,
    SynonymProposal,
    ValueProposal,
)
from tests.helpers.company_site import CONTENT, NOON, TODAY, shelf_of, shipped_handbook

_DAY = date(2026, 11, 28)
HOSTILE = (
    "!!python/object/apply:os.system [echo]",
    '=HYPERLINK("http://x","y")',
    "- a: {b: [c\n  d: &x *x",
    "key: value # not a comment",
    "'\"\\ \t{{}} %TAG ! ]",
    "---\n...\n",
    "<script>alert(1)</script><img src=x>",
    "null",
    "{{hotline}}，[说明](entry:kn-pay)",
    "😀 \ufeff\u202eabc\x00\x07",
)


def shelf(site: Path) -> DraftShelf:
    return DraftShelf(site, ShippedTexts(CONTENT), Person("王敏", "wangmin"), lambda: NOON)


def rows(*proposals: Proposal) -> list[BroughtRow]:
    return [BroughtRow(number, (one,)) for number, one in enumerate(proposals, 2)]


def write(site: Path, *proposals: Proposal) -> Written:
    return write_drafts(rows(*proposals), shelf(site), shipped_handbook(), TODAY)


def value_of(draft: Draft) -> dict[str, Value]:
    value = read_yaml(draft.text.encode()).value
    assert isinstance(value, dict)
    return value


def faq(title: str, *lines: str, **more: object) -> KnowledgeProposal:
    given: dict[str, object] = {"asks": (title,), "lines": lines, "source": "问答.xlsx 第 3 行"} | more
    return KnowledgeProposal(title=title, **given)  # type: ignore[arg-type]


def test_a_question_becomes_a_knowledge_draft_that_says_where_it_is_from(tmp_path: Path) -> None:
    one = faq("发票在哪开", "手机上点“开票”。", "营业厅也能开。", internal=("别推荐外面的店",), topic="缴费")
    done = write(tmp_path, one)
    (draft,) = done.drafts
    assert done.rows == 1
    assert draft.file == "knowledge/kn-own-20261128-1.yaml"
    value = value_of(draft)
    assert value["title"] == "发票在哪开"
    assert value["asks"] == ["发票在哪开"]
    assert value["tags"] == ["缴费"]
    assert value["tell_caller"] == ["手机上点“开票”。", "营业厅也能开。"]
    assert value["key_points"] == ["仅限内部：别推荐外面的店"]
    assert value["sources"] == [
        {"title": "问答.xlsx 第 3 行", "confidence": "据通识", "note": "从表格、文件导入，还没核对"}
    ]
    assert shelf(tmp_path).draft(draft.file) == draft
    assert not (tmp_path / "knowledge").exists()


def test_an_answer_stands_once_in_its_draft(tmp_path: Path) -> None:
    (draft,) = write(tmp_path, faq("暖气片能刷漆吗", "能刷，用浅色的。")).drafts
    assert draft.text.count("能刷，用浅色的") == 1
    assert value_of(draft)["key_points"] == []
    assert value_of(draft)["summary"] == "用户问“暖气片能刷漆吗”，怎么答。"


def test_what_was_brought_can_be_read_by_the_gate(tmp_path: Path) -> None:
    judge = Judge.of(CONTENT, tmp_path, "harbin")
    done = write(
        tmp_path,
        faq("楼道里的管子归谁管", "楼道立管归供热单位，您报修就行。"),
        faq(
            "开栓前怎么准备",
            "先放气",
            "再看压力",
            asks=(),
            internal=("这一页慢点讲",),
            source="培训.pptx 第 3 张",
        ),
    )
    for draft in done.drafts:
        judged = judge.judged(Kind.KNOWLEDGE, draft.file, draft.text)
        assert judged.entry is not None
        assert [one for one in judged.findings if one.must_be_mended] == []


def test_a_slide_keeps_what_is_spoken_apart(tmp_path: Path) -> None:
    section = faq("开栓前", "先放气", "再看压力", asks=(), internal=("慢点讲",), source="培训.pptx 第 3 张")
    value = value_of(write(tmp_path, section).drafts[0])
    assert value["key_points"] == ["先放气", "再看压力", "讲稿：慢点讲"]
    assert "tell_caller" not in value


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_cell_is_only_words(tmp_path: Path, words: str) -> None:
    done = write(tmp_path, faq("开头" + words, words, internal=(words,), topic=" ".join(words.split())))
    value = value_of(done.drafts[0])
    assert set(value) == {
        *("id", "title", "summary", "asks", "tags", "sources", "owner", "reviewed", "review_by"),
        *("key_points", "tell_caller"),
    }
    assert all(isinstance(point, str) for point in value["key_points"])  # type: ignore[union-attr]
    assert "".join(str(value["tell_caller"][0]).split()) == "".join(words.split())  # type: ignore[index]


def test_ways_of_asking_are_added_to_the_entry_once(tmp_path: Path) -> None:
    entry = next(iter(shipped_handbook().knowledge))
    new = [
        AskProposal(entry.id, "这样问也行吗"),
        AskProposal(entry.id, "那样问呢"),
        AskProposal(entry.id, "这样问也行吗？"),
    ]
    done = write(tmp_path, *new)
    (draft,) = done.drafts
    assert value_of(draft)["asks"] == [*entry.asks, "这样问也行吗", "那样问呢"]
    assert done.rows == 2
    assert [one.number for one in done.left] == [4]
    assert draft.text.startswith((draft.shipped or "")[:40])
    again = write(tmp_path, *new)
    assert again.drafts == ()
    assert len(again.left) == 3
    assert shelf(tmp_path).draft(draft.file) == draft


def test_the_same_table_brought_twice_writes_nothing_more(tmp_path: Path) -> None:
    first = write(tmp_path, faq("发票在哪开", "手机上开。"), faq("发票在哪开呀", "手机上开。"))
    assert len(first.drafts) == 2
    again = write(tmp_path, faq("发票在哪开？", "别处开。"))
    assert again.drafts == ()
    assert "已经有叫" in again.left[0].sentence
    assert len(shelf(tmp_path).drafts()) == 2


def test_synonyms_go_into_the_companys_own_file(tmp_path: Path) -> None:
    done = write(
        tmp_path,
        SynonymProposal(("散热器", "热片子")),
        SynonymProposal(("新阀", "甲阀", "乙阀")),
        SynonymProposal(("散热器", "铁片")),
    )
    (draft,) = done.drafts
    assert draft.file == "synonyms.yaml"
    assert value_of(draft) == {"groups": [["散热器", "热片子", "铁片"], ["新阀", "甲阀", "乙阀"]]}
    more = write(tmp_path, SynonymProposal(("新阀", "丙阀")), SynonymProposal(("新阀", "甲阀")))
    assert value_of(more.drafts[0])["groups"] == [
        ["散热器", "热片子", "铁片"],
        ["新阀", "甲阀", "乙阀", "丙阀"],
    ]
    assert [one.number for one in more.left] == [3]


def test_a_comment_in_the_file_of_synonyms_stays(tmp_path: Path) -> None:
    (tmp_path / "synonyms.yaml").write_text("# 我们的\ngroups:\n  - [甲, 乙]  # 老的\n", "utf-8")
    (draft,) = write(tmp_path, SynonymProposal(("甲", "丙"))).drafts
    assert draft.text == "# 我们的\ngroups:\n  - [甲, 乙, 丙]  # 老的\n"


def test_lines_go_into_their_script_beside_their_situation(tmp_path: Path) -> None:
    script = next(one for one in shipped_handbook().scripts if one.lines[0].situation)
    situation = script.lines[0].situation
    lacking = next(tone for tone in Tone if tone not in script.lines[0].variants)
    done = write(
        tmp_path,
        LineProposal(script.id, situation, lacking, "这样说也行。"),
        LineProposal(script.id, "新的情形", Tone.STANDARD, "头一句。"),
        LineProposal(script.id, "新的情形", Tone.SOOTHING, "慢慢说。"),
        LineProposal(script.id, "新的情形", Tone.STANDARD, "头一句"),
    )
    lines = value_of(done.drafts[0])["lines"]
    assert isinstance(lines, list)
    assert lines[0]["variants"][lacking] == "这样说也行。"  # type: ignore[index,call-overload]
    assert lines[-1] == {
        "id": "own-1",
        "situation": "新的情形",
        "variants": {"标准": "头一句。", "安抚": "慢慢说。"},
    }
    assert len(lines) == len(script.lines) + 1
    assert done.rows == 3


def test_values_are_one_draft_with_source_and_day(tmp_path: Path) -> None:
    done = write(
        tmp_path,
        ValueProposal("hotline", "供热服务热线", "0451-55500100", "", "电话本.xlsx 第 2 行"),
        ValueProposal("repair_team", "抢修班电话", "0451-55500119", "", "通信录"),
    )
    (draft,) = done.drafts
    assert draft.version == 1
    found = value_of(draft)["values"]
    assert isinstance(found, list)
    assert [(row["key"], row["value"], row["source"], row["date"]) for row in found] == [  # type: ignore[index,call-overload]
        ("hotline", "0451-55500100", "电话本.xlsx 第 2 行", "2026-11-28"),
        ("repair_team", "0451-55500119", "通信录", "2026-11-28"),
    ]
    again = write(tmp_path, ValueProposal("hotline", "供热服务热线", "0451-55500100", "", "另一本"))
    assert again.drafts == ()
    assert len(again.left) == 1
    assert shelf_of(tmp_path).begun("values.yaml").version == 1


def test_a_value_of_law_stops_all(tmp_path: Path) -> None:
    locked = next(value for value in shipped_handbook().values if value.citations)
    with pytest.raises(DraftsNotWritten, match="法规定的"):
        write(
            tmp_path,
            ValueProposal("hotline", "供热服务热线", "0451-55500100", "", "电话本"),
            ValueProposal(locked.key, locked.label, "1", "", "电话本"),
        )
    assert shelf(tmp_path).drafts() == ()


def test_one_that_cannot_be_made_stops_all(tmp_path: Path) -> None:
    with pytest.raises(DraftsNotWritten, match="第 3 行没法写成草稿") as stopped:
        write(tmp_path, faq("甲题目", "答"), AskProposal("kn-gone-by", "怎么问"))
    assert stopped.value.written == ()
    assert shelf(tmp_path).drafts() == ()


def test_a_disk_that_refuses_midway_names_the_row_and_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    original = DraftShelf.save

    def save(self: DraftShelf, draft: Draft, text: str) -> Draft:
        if len(saved) == 2:
            raise DraftRefused("盘满了")
        saved.append(draft.file)
        return original(self, draft, text)

    monkeypatch.setattr(DraftShelf, "save", save)
    with pytest.raises(DraftsNotWritten) as stopped:
        write(tmp_path, *(faq(f"题目{n}号", "答") for n in "甲乙丙丁"))
    assert "第 4 行没有写成：盘满了" in str(stopped.value)
    assert "前面 2 份草稿已经写好，后面 1 份没有写" in str(stopped.value)
    assert [draft.file for draft in stopped.value.written] == saved
    monkeypatch.setattr(DraftShelf, "save", original)
    done = write(tmp_path, *(faq(f"题目{n}号", "答") for n in "甲乙丙丁"))
    assert [one.number for one in done.left] == [2, 3]
    assert len(shelf(tmp_path).drafts()) == 4


def test_a_row_with_a_problem_writes_nothing_and_progress_is_told(tmp_path: Path) -> None:
    brought = [*rows(faq("甲题目", "答")), BroughtRow(9, (), (RowProblem(9, 1, "没有答复"),))]
    heard: list[tuple[int, int]] = []
    done = write_drafts(
        brought, shelf(tmp_path), shipped_handbook(), TODAY, lambda n, of: heard.append((n, of))
    )
    assert done.rows == 1
    assert heard == [(0, 1), (1, 1)]


def test_a_draft_that_waited_for_a_reviewer_is_told(tmp_path: Path) -> None:
    entry = next(iter(shipped_handbook().knowledge))
    (draft,) = write(tmp_path, AskProposal(entry.id, "这样问也行吗")).drafts
    shelf(tmp_path).send(draft, "加问法")
    done = write(tmp_path, AskProposal(entry.id, "那样问行不行"))
    assert done.taken_back == 1
    assert done.drafts[0].state is DraftState.WRITING
