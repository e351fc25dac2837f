"""A number that a draft changes is told wherever the old one stands; a danger without a number to ring is not let through."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.content.writing.draft import Draft, DraftRefused
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Finding, Judge
from handbook.content.yaml_reader import iter_texts, read_yaml
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.paths import shipped_content
from handbook.upkeep.draft_desk import DraftDesk
from handbook.upkeep.edit_desk import EditDesk, kind_of_file
from handbook.upkeep.numbers_left import ELSEWHERE, GONE, Numbers, numbers_of

WANG = Person("王敏", "wangmin")
CARD, SCRIPT = "emergency/em-water-electric.yaml", "scripts/scr-abuse.yaml"
FIRE = "就打{{fire}}。"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.of(shipped_content(), None)


def shipped(file: str) -> str | None:
    path = shipped_content() / file
    return path.read_bytes().decode() if path.is_file() else None


def steps_with(words: str, file: str = CARD) -> list[int]:
    """Which steps of a shipped entry hold these words, counted from 1: the content may grow steps before them."""
    value = read_yaml((shipped_content() / file).read_bytes()).value
    assert isinstance(value, dict)
    steps = value["steps"]
    assert isinstance(steps, list)
    return [
        number
        for number, step in enumerate(steps, 1)
        if any(words in text for _path, text in iter_texts(step))
    ]


Changed = Callable[..., Draft]


@pytest.fixture
def shelf(tmp_path: Path) -> DraftShelf:
    return DraftShelf(tmp_path, shipped, WANG, lambda: datetime(2026, 11, 30, 10, 0, tzinfo=UTC))


@pytest.fixture
def desk(shelf: DraftShelf, judge: Judge) -> DraftDesk:
    return DraftDesk(shelf, lambda: judge, WANG, ("wangmin",))


@pytest.fixture
def changed(shelf: DraftShelf) -> Changed:
    """A draft of a file with words changed."""

    def make(*changes: tuple[str, str], file: str = CARD) -> Draft:
        begun = shelf.begun(file)
        text = begun.text
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return shelf.save(begun, text)

    return make


def about(found: tuple[Finding, ...] | None, rule: str) -> list[Finding]:
    return [finding for finding in found or () if finding.rule == rule]


@pytest.mark.parametrize("instead", ["就打{{ambulance}}。", "就打120。"])
def test_another_number_is_told_where_the_old_one_still_stands(
    changed: Changed, desk: DraftDesk, instead: str
) -> None:
    draft = changed((FIRE, instead))
    changed_step, left = steps_with("{{fire}}")
    (words,) = desk.elsewhere(draft).values()
    assert words.startswith(f"消防电话 119 还写在这一条的第 {left} 步 · 做什么、谁接手；也写在别的 ")
    assert "“室外主管爆裂、路面塌陷”" in words
    (told,) = about(desk.findings(draft), ELSEWHERE)
    assert not told.must_be_mended
    assert told.path == ("steps", left - 1, "text")  # where the old one stands: the jump goes there
    assert f"第 {changed_step} 步 · 说什么原来也是，现在改成了急救电话 120" in told.message
    assert about(desk.findings(draft), GONE) == []


def test_the_form_tells_it_as_one_types(changed: Changed, shelf: DraftShelf, judge: Judge) -> None:
    draft = changed((FIRE, "就打。"))
    kind = kind_of_file(draft.file)
    assert kind is Kind.EMERGENCY
    findings = EditDesk(shelf, judge, kind, draft.file).judged.findings
    assert findings[0].rule == GONE
    (number,) = steps_with(FIRE)
    assert findings[0].path == ("steps", number - 1, "text")
    assert about(findings, "ring-without-number") == []  # told once
    assert len(about(findings, ELSEWHERE)) == 1


@pytest.mark.parametrize("instead", ["就打。", "就喊人来。"])
def test_a_danger_that_loses_its_number_is_not_let_through(
    changed: Changed, desk: DraftDesk, instead: str
) -> None:
    draft = changed((FIRE, instead))
    with pytest.raises(DraftRefused, match="原来叫人打消防电话 119，现在没有号码可打"):
        desk.send(draft, "念着顺")


def test_a_sentence_may_go_whole_as_long_as_one_number_stays(changed: Changed, desk: DraftDesk) -> None:
    whole = "  - kind: say\n    text: 有人困在水里出不来,就打{{fire}}。\n"
    assert about(desk.findings(changed((whole, ""))), GONE) == []


def test_numbers_that_only_moved_are_not_told(changed: Changed, desk: DraftDesk) -> None:
    draft = changed((FIRE, "马上打{{fire}}。"), ("请马上打{{ambulance}}。", "请马上打120。"))
    assert desk.elsewhere(draft) == {}
    assert about(desk.findings(draft), ELSEWHERE) == []


def test_a_value_that_was_typed_out_is_told_and_a_chip_is_not(
    tmp_path: Path, judge: Judge, desk: DraftDesk, shelf: DraftShelf
) -> None:
    typed = judge.handbook.value_by_key["repeat_call_window"].text.replace("\u00a0", " ")
    line = "给我个地址,我马上派。"
    text = (shipped(SCRIPT) or "").replace(line, f"给我个地址,{typed}内派。")
    (tmp_path / "scripts").mkdir()
    (tmp_path / SCRIPT).write_text(text.replace("我好给您派人。", f"我好给您{typed}内派人。"), "utf-8")
    begun = shelf.begun(SCRIPT)
    draft = shelf.save(begun, begun.text.replace(f"{typed}内派。", "4 小时内派。"))
    (words,) = desk.elsewhere(draft).values()
    assert words.replace("\u00a0", " ").startswith(f"“{typed}内” 还写在这一条的发火")
    chip = shelf.save(draft, begun.text.replace(f"{typed}内派。", "{{repeat_call_window}}内派。"))
    assert desk.elsewhere(chip) == {}


def test_the_content_is_looked_through_once_for_it(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Handbook] = []

    class Counted(Numbers):
        def __init__(self, handbook: Handbook) -> None:
            made.append(handbook)
            super().__init__(handbook)

    monkeypatch.setattr("handbook.upkeep.numbers_left.Numbers", Counted)
    fresh = Judge(judge.content)
    assert numbers_of(fresh) is numbers_of(fresh)
    assert len(made) == 1
