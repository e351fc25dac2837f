"""A company that publishes the shipped content under other versions: a real window has to show it."""

import copy
import re
import shutil
from pathlib import Path

from typing_extensions import override

from handbook.aboard import PackManifest
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.publisher import Repository
from tests.e2e.test_fleet_attacks import Attacked
from tests.unit.fleet.company import copy_tree, now


class Publishing(Attacked):
    """Publishes the shipped content, under other versions: a real window has to show it."""

    @override
    def pack(self, number: int, oldest_program: str = "0.1.0") -> bytes:
        place = self.folder / "shipped"
        if not place.exists():
            shutil.copytree(Path(__file__).resolve().parents[2] / "content", place)
        version = f"2026.{11 + number}"
        text = (place / "handbook.yaml").read_text("utf-8")
        lines = [f'version: "{version}"' if one.startswith("version:") else one for one in text.splitlines()]
        (place / "handbook.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        entry = place / "procedures" / "proc-low-temp.yaml"
        text = re.sub(
            r"^summary:.*$", f"summary: 第{number}号的摘要", entry.read_text("utf-8"), flags=re.MULTILINE
        )
        entry.write_text(text, "utf-8")  # what a window offers is what somebody would see
        head = PackManifest(
            number=number, version=version, oldest_program=oldest_program, made=now().isoformat()
        )
        return make_pack(place, None, head)

    def moved(self, folder: Path) -> "Publishing":
        """The same company with a copy of its share, to be attacked in `folder`."""
        other = copy.copy(self)
        copy_tree(self.folder, folder)
        other.folder, other.share = folder, folder / "share"
        other.repository = Repository(other.share)
        return other
