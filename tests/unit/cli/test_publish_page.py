"""What the page 发布 asks of the verb: how the share stands, what would go out, stopping without a passphrase, and the record."""

import json
import os
from pathlib import Path

import msgspec
import pytest

from handbook.content.person import Person
from handbook.upkeep.publication import ActKind, Group, ShareState, Survey
from handbook.upkeep.publication_log import remembered
from tests.unit.content.content_sample import files
from tests.unit.fleet.test_publish_verb import WORD, Desk


class Page(Desk):
    """The editor's computer: with keys, and a folder of the company."""

    def begin(self) -> "Page":
        self.site = self.folder / "site"
        self.site.mkdir()
        self.make_keys()
        return self

    def ask(self, *words: str, typed: str = "") -> tuple[int, str]:
        where = (
            "--content",
            str(self.content),
            "--site",
            str(self.site),
            "--keys",
            str(self.folder / "keys"),
        )
        return self.do("publish", *where, "--to", str(self.share), "--by", "王敏", *words, typed=typed)

    def state(self) -> ShareState:
        code, said = self.ask("--state")
        assert code == 0, said
        return msgspec.json.decode(said.splitlines()[-1], type=ShareState)

    def survey(self) -> Survey:
        code, said = self.ask("--survey")
        assert code == 0, said
        return msgspec.json.decode(said.splitlines()[-1], type=Survey)


@pytest.fixture
def page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_home: Path
) -> Page:
    return Page(tmp_path, monkeypatch, capsys).begin()


def test_an_empty_share_is_told_as_one(page: Page) -> None:
    state = page.state()
    assert (state.is_begun, state.is_writable, state.has_keys, state.newest) == (False, True, True, None)
    page.share.rmdir()
    assert "打不开" in page.state().trouble


def test_what_was_published_by_whom_is_told_and_who_comes_first(page: Page) -> None:
    assert page.ask("--note", "改了抢修电话", "--checked", "4 项全过", typed=f"{WORD}\n")[0] == 0
    for number in range(30):
        seat = {"number": 1, "seen": "2026-11-30T08:00:00+00:00", "version": "2026.12", "state": "taken"}
        (page.share / "seats" / f"{number}.json").write_text(json.dumps(seat), "utf-8")
    state = page.state()
    assert state.newest is not None
    assert (state.newest.number, state.newest.stage, state.newest.note) == (1, 100, "改了抢修电话")
    act = state.act_of(ActKind.PUBLISH, 1)
    assert act is not None
    assert (act.by, act.words, act.checks, act.version) == ("王敏", "改了抢修电话", "4 项全过", "2026.12")
    assert len(state.seats.seats) == 30
    assert all(seat.is_first for seat in state.seats.seats)  # it is for all of them
    assert 0 < state.first[1] < 30
    assert state.signed_until is not None
    assert (state.signed_until - state.now).days > 300


def test_stopping_asks_for_no_passphrase_and_holds_at_every_desk(page: Page) -> None:
    page.ask("--stage", "100", typed=f"{WORD}\n")
    assert page.state().can_stop
    code, said = page.ask("--stop", "1")
    assert (code, "停住了" in said) == (0, True), said
    page.do("update")
    assert page.number() == 0
    state = page.state()
    assert (state.newest.stage if state.newest else -1, state.can_stop) == (0, False)
    assert state.acts[-1].kind is ActKind.STOP
    code, said = page.ask("--widen", "1", "--stage", "100", typed=f"{WORD}\n")
    assert code == 0, said
    page.do("update")
    assert page.number() == 1


def test_what_was_kept_for_a_stop_is_of_no_use_after_another_signature(page: Page) -> None:
    page.ask("--stage", "10", typed=f"{WORD}\n")
    stop = page.folder / "keys" / "editor" / "stop.json"
    kept = stop.read_bytes()
    page.ask("--widen", "1", "--stage", "50", typed=f"{WORD}\n")
    stop.write_bytes(kept)
    assert not page.state().can_stop
    code, said = page.ask("--stop", "1")
    assert (code, "口令" in said) == (2, True), said
    if os.name != "nt":
        assert stop.stat().st_mode & 0o077 == 0


def test_a_key_that_nobody_unlocked_is_in_no_file_beside_it(page: Page) -> None:
    page.ask("--stage", "10", typed=f"{WORD}\n")
    for path in page.folder.rglob("*"):
        assert not path.is_file() or WORD.encode() not in path.read_bytes(), path


def test_what_would_go_out_is_told_in_words_against_what_desks_have(page: Page) -> None:
    page.ask(typed=f"{WORD}\n")
    assert page.survey().coming == ()
    name = next(name for name in files() if name.startswith("scripts/"))
    text = (page.content / name).read_text("utf-8")
    (page.site / "scripts").mkdir()
    changed = text.replace("。", "，师傅会先打电话给您。", 1)
    assert changed != text
    (page.site / name).write_text(changed, "utf-8")
    survey = page.survey()
    assert (survey.since, survey.since_version) == (1, "2026.12")
    assert [(told.group, bool(told.places)) for told in survey.coming] == [(Group.SAID, True)], survey.coming
    assert "师傅会先打电话给您" in "".join(run.text for run in survey.coming[0].places[0].after)
    page.ask(typed=f"{WORD}\n")
    survey = page.survey()
    assert (survey.coming, survey.out_since) == ((), "2026.12")
    assert len(survey.out) == 1


def test_the_record_is_passed_over_where_a_line_is_torn(page: Page) -> None:
    page.ask(typed=f"{WORD}\n")
    with (page.site / ".workshop" / "publications.jsonl").open("ab") as file:
        file.write(b'{"kind": "\xff')
    page.ask("--stop", "1")
    assert [act.kind for act in remembered(page.site)] == [ActKind.PUBLISH, ActKind.STOP]
    assert Person("王敏").name == remembered(page.site)[0].by
