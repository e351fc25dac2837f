"""Saves, publishes, takes back and discards without end, and says what it begins and what is done, until it is killed.

    python -m tests.unit.content.writing.kill_worker FOLDER SEED

Each text tells its number and the number of the shipped text that it started from, and ends with a print of the rest.
"""

import hashlib
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf

FILES = ("scripts/scr-a.yaml", "emergency/em-b.yaml", "values.yaml")
_LONGEST = 400


class Releases:
    """What came with the program: another text at every release."""

    def __init__(self, number: int) -> None:
        self.number = number

    def shipped(self, file: str) -> str:
        """As this release has it."""
        return sealed(f"file: {file}\nfrom: {self.number}\n")


def sealed(body: str) -> str:
    """`body` with its print at the end."""
    return f"{body}print: {hashlib.sha256(body.encode()).hexdigest()}\n"


def is_whole(text: str) -> bool:
    """Whether a text ends with the print of the rest."""
    body, _, seal = text.rpartition("print: ")
    return seal.strip() == hashlib.sha256(body.encode()).hexdigest()


def number_of(text: str | None, name: str) -> int:
    """The number that a text tells of itself (`number`), or of the release it started from (`from`); 0 where there is none."""
    lines = (text or "").splitlines()
    return next((int(line.split(": ")[1]) for line in lines if line.startswith(f"{name}: ")), 0)


def shelf_of(site: Path, releases: Releases) -> DraftShelf:
    """The folder, under the name of one person."""
    return DraftShelf(site, releases.shipped, Person("王敏", "wangmin"), lambda: datetime.now(UTC))


def main() -> None:
    """Work until killed."""
    site, seed = Path(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(seed)
    releases = Releases(seed * 1000)
    print("up", flush=True)
    number = seed * 100_000
    while True:
        file = dice.choice(FILES)
        number += 1
        releases.number += dice.random() < 0.5
        shelf = shelf_of(site, releases)
        draft = shelf.begun(file)
        act = dice.choices(("save", "publish", "back", "discard"), (5, 4, 2, 1))[0]
        last = shelf.last_publication(file)
        if act in ("publish", "discard") and not draft.version:
            act = "save"
        if act == "back" and (draft.version or last is None):
            act = "save"
        print("begin", act, file, number, flush=True)
        match act:
            case "save":
                body = "字" * dice.randint(1, _LONGEST)
                base = number_of(draft.shipped, "from")
                text = sealed(f"file: {file}\nnumber: {number}\nfrom: {base}\nbody: {body}\n")
                shelf.save(draft, text)
            case "publish":
                shelf.publish(draft)
            case "discard":
                shelf.discard(draft)
            case _:
                assert last is not None
                shelf.put_back(last)
        print("done", act, file, number, flush=True)


if __name__ == "__main__":
    main()
