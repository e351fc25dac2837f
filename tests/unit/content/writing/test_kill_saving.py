"""kill -9 while drafts are saved, published, taken back and discarded: every file is whole, nothing is half published.

What is asked of a folder after each kill: every file in it can be read to its end; whoever opens it finds each entry as it
was before the act that was interrupted or as it is after it, with the shipped text it started from and its line in the log.
"""

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from handbook.content.file_names import base_name
from handbook.content.writing.draft import ActKind
from handbook.content.writing.draft_shelf import DraftShelf
from tests.helpers.killed import reported_until_killed
from tests.unit.content.writing.kill_worker import FILES, Releases, is_whole, number_of, shelf_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")


@dataclass(frozen=True)
class Stand:
    """Where one entry stands: numbers of its texts, 0 for none."""

    content: int = 0
    draft: int = 0
    former: int = 0
    """What a publication can be taken back to."""


@dataclass
class Found:
    """What a series of kills showed."""

    kills: int = 0
    acts: int = 0
    interrupted: Counter[str] = field(default_factory=Counter[str])
    half_way: int = 0
    """Changes of content that a kill left to be finished."""
    torn: list[str] = field(default_factory=list[str])
    half_published: list[str] = field(default_factory=list[str])
    lost: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        caught = ", ".join(f"{count} in {act}" for act, count in sorted(self.interrupted.items()))
        return (
            f"{self.kills} kills: {self.acts} acts done, {caught or 'none'} interrupted, {self.half_way} left half-way; "
            f"{len(self.torn)} torn files, {len(self.half_published)} half published, {len(self.lost)} lost"
        )


def torn_files(site: Path) -> list[str]:
    """Files that end before their end; what was being written beside its place is none of them."""
    found = []
    for path in site.rglob("*"):
        if path.is_dir() or path.name.endswith(".tmp"):
            continue
        text = path.read_bytes().decode()
        name = path.relative_to(site).as_posix()
        if name == ".workshop/log.jsonl":
            found += [name for line in text.splitlines() if not _is_json(line)]
        elif path.suffix == ".json":
            found += [] if _is_json(text) else [name]
        elif not is_whole(text):
            found.append(name)
    return found


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def stands(shelf: DraftShelf) -> dict[str, Stand]:
    """Of every entry."""
    found = {}
    for file in FILES:
        draft, last = shelf.draft(file), shelf.last_publication(file)
        former = number_of(shelf.kept(last.before), "number") if last is not None else 0
        found[file] = Stand(
            number_of(shelf.published(file), "number"),
            number_of(draft.text, "number") if draft is not None else 0,
            former,
        )
    return found


def after(stand: Stand, act: str, number: int) -> Stand:
    """Where an entry stands after an act."""
    match act:
        case "save":
            return replace(stand, draft=number)
        case "publish":
            return Stand(stand.draft, 0, stand.content)
        case "discard":
            return replace(stand, draft=0)
    return Stand(stand.former, stand.draft, 0)


def half_published(site: Path, shelf: DraftShelf) -> list[str]:
    """Entries whose words, shipped text and log do not agree."""
    found = []
    for file in FILES:
        text, base = shelf.published(file), shelf.base(file)
        if number_of(text, "from") != number_of(base, "from"):
            found.append(
                f"{file}: words from release {number_of(text, 'from')}, {base_name(file)} from another"
            )
        changes = [act for act in shelf.acts(file) if act.kind in (ActKind.PUBLISH, ActKind.RESTORE)]
        told = shelf.kept(changes[-1].after) if changes else ""
        if told != (text or ""):
            found.append(f"{file}: the log tells of another text")
    left = list((site / ".workshop" / "doing").rglob("*.json"))
    return found + [f"{path.name}: not finished" for path in left]


def kill_once(site: Path, number: int, dice: random.Random, found: Found) -> None:
    before = stands(shelf_of(site, Releases(0)))
    command = [sys.executable, "-m", "tests.unit.content.writing.kill_worker", str(site), str(number)]
    lines = reported_until_killed(
        command, lines=1 + dice.randint(1, 30), delay=dice.random() * 0.012, limit=30
    )
    found.kills += 1
    begun: tuple[str, str, int] | None = None
    for words in (line.split() for line in lines[1:]):
        act, file, told = words[1], words[2], int(words[3])
        if words[0] == "begin":
            begun = (act, file, told)
        else:
            before[file] = after(before[file], act, told)
            found.acts += 1
            begun = None
    where = f"kill {number}"
    found.torn += [f"{where}: {name}" for name in torn_files(site)]
    found.half_way += any((site / ".workshop" / "doing").rglob("*.json"))
    shelf = shelf_of(site, Releases(0))
    shelf.drafts()  # as the window does when it is opened
    found.half_published += [f"{where}: {words}" for words in half_published(site, shelf)]
    now = stands(shelf)
    if begun is not None:
        act, file, told = begun
        found.interrupted[act] += 1
        done = after(before[file], act, told)
        if now[file] == done:
            before[file] = done
    found.lost += [
        f"{where}: {file} {before[file]} -> {now[file]} ({begun})"
        for file in FILES
        if before[file] != now[file]
    ]


def kill_often(site: Path, kills: int, seed: int) -> Found:
    site.mkdir(exist_ok=True)
    dice = random.Random(seed)
    found = Found()
    for number in range(1, kills + 1):
        kill_once(site, number, dice, found)
    return found


def assert_whole(found: Found) -> None:
    assert found.torn == []
    assert found.half_published == []
    assert found.lost == []


def test_kills_leave_every_file_whole_and_nothing_half_published(tmp_path: Path) -> None:
    found = kill_often(tmp_path / "site", 12, 7)
    assert found.acts > 12
    assert_whole(found)


@pytest.mark.slow
def test_five_hundred_kills(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    dice = random.Random(500)
    found = Found()
    for number in range(1, 501):
        kill_once(site, number, dice, found)
        if number % 50 == 0:
            print(found, flush=True)
    assert_whole(found)
