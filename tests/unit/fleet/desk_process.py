"""``python -m tests.unit.fleet.desk_process FOLDER``: what ``handbook update --stay`` is at a desk whose company lies in FOLDER.

The verb itself, with the company's file in that folder in the place of the one beside the program.
"""

import sys
from pathlib import Path

from handbook import company_defaults
from handbook.cli.main import run


def main(folder: Path) -> int:
    """The exit code."""
    company_defaults.default_places = lambda: [folder / "defaults.json"]
    return run(["update", "--stay"], lambda _: 9)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
