"""A company that publishes: keys, a share, packs that count up; for tests."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handbook.aboard import PackManifest
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.ceremony import hold_ceremony, open_key, open_public
from handbook.fleet.trust.dispatch import Act, Dispatch, DispatchKeys, Sent, dispatch_keys
from handbook.fleet.trust.listing import Published
from handbook.fleet.trust.publisher import Keys, Repository
from handbook.fleet.trust.seat import Desk, Found, TooNew, look
from tests.unit.fleet.test_pack import content

WORD = "correct horse"
PASSPHRASES = {"stick-1": WORD, "stick-2": WORD, "editor": WORD}


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass
class Company:
    """Everything in one folder."""

    folder: Path
    root: bytes = b""
    began: datetime = field(default_factory=now)

    def __post_init__(self) -> None:
        self.root = hold_ceremony(self.folder / "keys", PASSPHRASES, self.began).root
        self.share = self.folder / "share"
        self.repository = Repository(self.share)
        bulletins = open_public(self.folder / "keys" / "editor" / "bulletins.pub")
        self.repository.begin(self.root, bulletins, self.keys, self.began)
        self._content = content(self.folder / "content")

    @property
    def keys(self) -> Keys:
        return editor_keys(self.folder / "keys")

    def pack(self, number: int, oldest_program: str = "0.1.0") -> bytes:
        (self._content / "scripts" / "scr-x.yaml").write_text(f"id: scr-x\nn: {number}\n", "utf-8")
        head = PackManifest(
            number=number, version=f"2026.{number}", oldest_program=oldest_program, made=now().isoformat()
        )
        return make_pack(self._content, None, head)

    def publish(self, number: int, *, stage: int = 100, oldest_program: str = "0.1.0") -> Published:
        return self.repository.publish(self.pack(number, oldest_program), self.keys, now(), stage=stage)

    @property
    def dispatch_keys(self) -> DispatchKeys:
        return dispatch_keys(self.folder / "keys" / "dispatch")

    def send(self, estate: str = "汇锦庄园", **row: object) -> Sent:
        return Dispatch(self.share).send(Act.ADD, notice_row(estate, **row), self.dispatch_keys, now())

    def look(
        self,
        name: str = "desk-1",
        *,
        has: int = 0,
        root: bytes | None = None,
        turned_from: int = 0,
        pinned: int = 0,
    ) -> Found | TooNew | None:
        seat = Desk(number=name, program="0.1.0", has_number=has, turned_from=turned_from, pinned=pinned)
        return look(self.share, self.folder / "trust" / name, root or self.root, seat, seconds=10.0)


def notice_row(estate: str = "汇锦庄园", **row: object) -> dict[str, object]:
    """A notice as the form sends it."""
    until = (now() + timedelta(hours=3)).isoformat()
    said = {
        "situation": "repair",
        "estate": estate,
        "buildings": "3-8号楼",
        "sender": "调度 李",
        "until": until,
    }
    return said | row


def editor_keys(folder: Path) -> Keys:
    place = folder / "editor"
    return Keys(
        open_key(place / "targets.pem", WORD),
        open_key(place / "snapshot.pem"),
        open_key(place / "timestamp.pem"),
    )


def later(days: int) -> datetime:
    return now() + timedelta(days=days)


def newest(folder: Path, pattern: str) -> Path:
    """The file with the highest number in front."""
    return max(folder.glob(pattern), key=lambda path: int(path.name.split(".")[0]))


def copy_tree(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    os.sync()
