"""Before anything goes out: the gate, each entry's own ways to ask, the kept walks, drafts that wait."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.loader import LoadedContent
from handbook.content.person import Person
from handbook.content.writing.draft import Draft, DraftState
from handbook.model.procedure import Procedure
from handbook.upkeep.publication_checks import Find, checks
from handbook.upkeep.trial import begun
from handbook.upkeep.walks import WalkShelf, walk_of
from tests.unit.content.content_sample import files, write


@pytest.fixture
def content(tmp_path: Path) -> LoadedContent:
    return check_content(write(tmp_path / "content", files()))


def shelf(site: Path) -> WalkShelf:
    return WalkShelf(site, Person("王敏"), lambda: datetime(2026, 11, 30, 9, tzinfo=UTC))


def found_by(content: LoadedContent, *lost: str) -> Find:
    """A search that finds everything but those."""
    by_ask = {ask: entry.id for entry in content.handbook for ask in entry.asks}

    def find(words: str) -> Sequence[str]:
        return () if words in lost else (by_ask[words],)

    return find


def test_sound_content_passes_all(content: LoadedContent, tmp_path: Path) -> None:
    told = checks(content, set(), found_by(content), shelf(tmp_path), ())
    assert len(told) == 5
    assert [check.stops for check in told] == [False] * 5
    assert not told[0].faults


def test_an_entry_that_its_own_words_do_not_find_stops_where_somebody_touched_it(
    content: LoadedContent, tmp_path: Path
) -> None:
    find = found_by(content, "上热下凉")
    stopping = checks(content, {"proc-sample"}, find, None, ())[1]
    assert (stopping.stops, stopping.faults[0].entry) == (True, "proc-sample")
    assert "上热下凉" in stopping.faults[0].words
    assert not checks(content, set(), find, None, ())[1].stops


def test_a_kept_walk_that_leads_elsewhere_stops(content: LoadedContent, tmp_path: Path) -> None:
    entry = content.handbook.exact("proc-sample")
    assert isinstance(entry, Procedure)
    start = begun(entry, content.handbook)
    walk = walk_of(start.answer("extent", "只有一组"), "一组")
    kept = shelf(tmp_path)
    kept.keep(walk)
    find = found_by(content)
    assert not checks(content, set(), find, kept, ())[2].stops
    text = files()[next(n for n in files() if n.startswith("procedures/"))].replace("只有一组}", "就一组}")
    other = check_content(
        write(tmp_path / "other", {**files(), next(n for n in files() if n.startswith("procedures/")): text})
    )
    told = checks(other, set(), find, kept, ())[2]
    assert (told.stops, told.faults[0].entry) == (True, "proc-sample")


def test_faulty_content_stops_with_a_way_to_the_fault(tmp_path: Path) -> None:
    name = next(n for n in files() if n.startswith("procedures/"))
    text = files()[name].replace("default_outcome: visit", "default_outcome: nowhere")
    content = check_content(write(tmp_path / "content", {**files(), name: text}))
    gate = checks(content, set(), found_by(content), None, ())[0]
    assert gate.stops
    assert name in {fault.file for fault in gate.faults} | {""}


def test_a_draft_that_waits_for_a_reviewer_only_advises(content: LoadedContent) -> None:
    draft = Draft(file="scripts/scr-x.yaml", text="a", published=None, shipped=None, state=DraftState.SENT)
    told = checks(content, set(), found_by(content), None, (draft,))[3]
    assert (told.stops, told.is_advice, len(told.faults)) == (False, True, 1)
