"""A printed record says what was pinned: nothing that the handbook says later gets onto it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.state.run import Run
from handbook.call.state.step_times import step_times
from handbook.call.store.store import Store
from handbook.document.blocks import Banner, Sheet
from handbook.document.compose import RunToPrint, compose_blank, compose_entry, compose_run
from handbook.document.sheet_text import block_lines
from handbook.export.file_format import FileFormat, file_without_pages
from handbook.export.paper.document import PrintJob
from handbook.export.recorded_run import run_to_print
from handbook.model.checklist import checklist_from_json
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Source
from handbook.model.handbook import Handbook
from handbook.model.kinds import (
    Confidence,
    Extent,
    Family,
    HeatingSystem,
    LawStatus,
    Party,
    Phase,
    Severity,
    Verification,
)
from handbook.model.procedure import Procedure
from handbook.ui.call.pinning import pinned_copy
from handbook.ui.dialogs.print_choices import choices, recorded_run
from tests.helpers.sample import EMERGENCY, PROCEDURE, REGULATION, SAMPLE, VALUES
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import seat
from tests.unit.export.paper_fakes import PRINTED, TODAY

OLD_STORE = Path(__file__).parents[1] / "call" / "data" / "before_paper"
SOURCES = (Source(title="记录,到场{{arrival}}", confidence=Confidence.HIGH, date="2026"),)
LEADING = replace(PROCEDURE.steps[0].answers[0], label="往外喷", entry=EMERGENCY.id)
ASKED = replace(PROCEDURE.steps[0], answers=(*PROCEDURE.steps[0].answers, LEADING))
LIST = replace(
    PROCEDURE,
    not_for=("喷水{{arrival}}",),
    sources=SOURCES,
    extent=next(iter(Extent)),
    phases=(next(iter(Phase)),),
    systems=(next(iter(HeatingSystem)),),
    steps=(ASKED, *PROCEDURE.steps[1:]),
)
CARD = replace(EMERGENCY, citations=("reg-36",), not_for=("滴水",), sources=SOURCES, related=(LIST.id,))
THEN = replace(SAMPLE, procedures=(LIST,), emergency=(CARD,))
NEW_DAY = date(2050, 1, 1)


def rewritten(handbook: Handbook) -> Handbook:
    """A later content in which every word that a sheet of `handbook` may print is another."""
    shared: dict[str, Any] = {
        "title": "新题",
        "summary": "新摘要",
        "severity": Severity.ROUTINE,
        "not_for": ("新不适用",),
        "sources": (),
        "owner": "新班组",
        "reviewed": NEW_DAY,
        "review_by": NEW_DAY,
        "phases": (),
        "systems": (),
        "related": (),
        "citations": (),
        "dispatch_minimum": (),
    }
    outcomes = tuple(
        replace(o, responsible=(Party.USER,), promise="floor", citations=(), priority=None, say="新说法")
        for o in LIST.outcomes
    )
    return replace(
        handbook,
        version="later",
        procedures=(
            replace(LIST, family=Family.LEAK, extent=None, outcomes=outcomes, steps=LIST.steps[1:], **shared),
        ),
        emergency=(
            replace(
                CARD, dont_say=("新不能说",), promises=("floor",), calm=(), stop="新停", done="新完", **shared
            ),
        ),
        regulations=(
            replace(
                REGULATION,
                citation="新引用",
                status=LawStatus.UNKNOWN,
                status_note="新说明",
                verification=Verification.MISSING,
            ),
        ),
        values=tuple(replace(v, label=f"新{v.label}", value="77", unit="年") for v in VALUES),
    )


def words(sheet: Sheet, *, with_banners: bool = True) -> list[str]:
    head = [sheet.entry_id, sheet.title, sheet.kind_label, sheet.severity, sheet.subtitle, sheet.summary]
    tail = [sheet.code, sheet.content_version, sheet.reviewed, sheet.tab]
    blocks = [b for b in sheet.blocks if with_banners or not isinstance(b, Banner)]
    return [*head, *(line for block in blocks for line in block_lines(block)), *tail]


def without_desk_lines(lines: list[str]) -> list[str]:
    """Without what a run says of its call."""
    return [line for line in lines if not line.startswith(("通话:", "备注:"))]


def pinned(entry: Procedure | EmergencyCard) -> tuple[CallDesk, Run]:
    made = seat()
    made.desk.pin(pinned_copy(entry, THEN))
    return made.desk, made.run()


def printed(desk: CallDesk, run: Run, handbook: Handbook) -> RunToPrint:
    found = recorded_run(run, desk, handbook)
    assert found is not None
    return found


@pytest.mark.parametrize("entry", [LIST, CARD], ids=["procedure", "card"])
def test_a_run_says_what_the_blank_sheet_said_when_it_was_pinned(entry: Procedure | EmergencyCard) -> None:
    desk, run = pinned(entry)
    at_pinning = compose_entry(entry, THEN, TODAY)
    sheet = compose_run(printed(desk, run, THEN), THEN, TODAY)
    assert without_desk_lines(words(sheet)) == words(at_pinning)
    assert compose_blank(printed(desk, run, THEN), THEN, TODAY) == at_pinning


@pytest.mark.parametrize("entry", [LIST, CARD], ids=["procedure", "card"])
def test_no_later_word_gets_onto_it(entry: Procedure | EmergencyCard) -> None:
    desk, run = pinned(entry)
    before = compose_run(printed(desk, run, THEN), THEN, TODAY)
    later = rewritten(THEN)
    assert compose_entry(later.get(entry.id) or entry, later, TODAY) != compose_entry(entry, THEN, TODAY)
    found = printed(desk, run, later)
    assert compose_run(found, later, NEW_DAY + timedelta(days=1)) == before
    assert compose_blank(found, later, TODAY) == compose_entry(entry, THEN, TODAY)


@pytest.mark.parametrize("entry", [LIST, CARD], ids=["procedure", "card"])
def test_a_list_that_is_gone_is_printed_whole(entry: Procedure | EmergencyCard) -> None:
    desk, run = pinned(entry)
    before = compose_run(printed(desk, run, THEN), THEN, TODAY)
    after = compose_run(printed(desk, run, Handbook()), Handbook(), TODAY)
    assert words(after, with_banners=False) == words(before)
    assert any(isinstance(b, Banner) and "已不在现行手册里" in b.text for b in after.blocks)


@pytest.mark.parametrize("entry", [LIST, CARD], ids=["procedure", "card"])
def test_the_paper_of_a_copy_comes_back_from_the_store(entry: Procedure | EmergencyCard) -> None:
    copy = pinned_copy(entry, THEN)
    again = checklist_from_json(copy.to_json())
    assert again == copy
    assert again.digest == copy.digest
    assert "{{" not in copy.to_json()


def test_the_sentence_on_a_grounds_being_in_force_is_pinned_with_it() -> None:
    unsure = replace(REGULATION, status=LawStatus.UNKNOWN, status_note="按 2021 年文本,此后未核")
    then = replace(THEN, regulations=(unsure,))
    copy = pinned_copy(LIST, then)
    assert checklist_from_json(copy.to_json()) == copy
    desk = seat()
    desk.desk.pin(copy)
    sheet = compose_run(printed(desk.desk, desk.run(), Handbook()), Handbook(), TODAY)
    assert any("未核实:按 2021 年文本,此后未核" in line for line in words(sheet))


# What an older program stored


def _as_it_was(folder: Path) -> None:
    """Everything is there."""


def _only_backup_and_log(folder: Path) -> None:
    (folder / "calls.sqlite3").unlink()


@pytest.fixture(params=[_as_it_was, _only_backup_and_log], ids=["store", "backup and log"])
def old_runs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[RunToPrint]]:
    """The two runs of a call that a program stored which knew nothing of paper."""
    folder = tmp_path / "old"
    copytree(OLD_STORE, folder)
    prepare: Callable[[Path], None] = request.param
    prepare(folder)
    store = Store.open(folder / "calls.sqlite3", FakeClock())
    journal = Journal(store)
    [row] = journal.calls()
    call, records = journal.read(row)
    yield [run_to_print(run, call, step_times(records, run.id), SAMPLE) for run in call.runs]
    store.close()


def test_an_old_record_opens_and_says_what_it_does_not_hold(old_runs: list[RunToPrint]) -> None:
    assert {run.entry.id for run in old_runs} == {PROCEDURE.id, EMERGENCY.id}
    for run in old_runs:
        sheet = compose_run(run, SAMPLE, TODAY)
        said = "\n".join(words(sheet))
        assert any(isinstance(b, Banner) and "旧版程序" in b.text for b in sheet.blocks)
        assert not any(isinstance(b, Banner) and "已不在现行手册里" in b.text for b in sheet.blocks)
        assert (sheet.code, sheet.content_version, sheet.reviewed) == ("", "2026.10", "不详")
        for borrowed in (
            run.entry.id == PROCEDURE.id and PROCEDURE.summary,
            "客服培训组",
            "reg-36",
            REGULATION.citation,
        ):
            assert not borrowed or borrowed not in said
        assert compose_run(run, rewritten(SAMPLE), TODAY) == sheet


def test_an_old_record_keeps_its_answers_and_ticks(old_runs: list[RunToPrint]) -> None:
    steps = {run.entry.id: run.record.steps for run in old_runs}
    assert steps[PROCEDURE.id]["extent"].answer == "一组"
    assert steps[EMERGENCY.id]["step-1"].at is not None


@pytest.mark.parametrize("kind", [kind for kind in FileFormat if kind is not FileFormat.PDF])
def test_an_old_record_is_written_in_every_format(old_runs: list[RunToPrint], kind: FileFormat) -> None:
    job = PrintJob(items=tuple(old_runs), handbook=SAMPLE, printed=PRINTED)
    assert file_without_pages(job, kind)


def test_the_dialog_offers_the_run_whatever_became_of_its_list() -> None:
    desk, run = pinned(LIST)
    found = printed(desk, run, Handbook())
    assert choices(Handbook(), None, found, ())["当前清单（带记录）"].items == (found,)
