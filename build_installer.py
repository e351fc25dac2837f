"""Makes what an IT department can roll out: the targets go in, finished packages in ``dist`` come out."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from handbook.packaging.build_error import BuildError
from handbook.packaging.pipeline import TARGETS, build, build_as_old_system, clean
from handbook.packaging.plan import BuildPlan, source_epoch
from handbook.packaging.progress import Progress

ROOT = Path(__file__).resolve().parent


def main() -> int:
    """Build; 0 made, 1 stopped with the reason on stderr."""
    args = _parser().parse_args()
    targets = TARGETS if "all" in args.target else tuple(t for t in TARGETS if t in args.target)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        plan = BuildPlan(root=ROOT, epoch=source_epoch(ROOT), python_embed=args.python_embed)
        if args.clean:
            clean(plan)
        made = build_as_old_system if args.inside_old_system else build
        made(plan, targets, Progress())
    except BuildError as error:
        print(f"\nStopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped by request; nothing half made was left in dist.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--target",
        action="append",
        required=True,
        choices=(*TARGETS, "all"),
        help="what to make; may be given several times",
    )
    parser.add_argument(
        "--python-embed", type=Path, metavar="ZIP", help="official embeddable Python 3.11, amd64"
    )
    # How the build calls itself inside the old system; nobody else needs it.
    parser.add_argument("--inside-old-system", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--clean", action="store_true", help="delete build/ first")
    return parser


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
