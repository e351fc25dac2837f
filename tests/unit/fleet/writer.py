"""``python -m tests.unit.fleet.writer FOLDER content|bulletins TIMES``: a process that publishes on a company's share."""

import sys
from pathlib import Path

from handbook.aboard import PackManifest
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.dispatch import Act, Dispatch, dispatch_keys
from handbook.fleet.trust.publisher import PublishRefused, Repository
from tests.unit.fleet.company import editor_keys, notice_row, now


def main(folder: Path, what: str, times: int) -> None:
    """One line of output for each publication."""
    share, keys = folder / "share", folder / "keys"
    for count in range(times):
        if what == "bulletins":
            sent = Dispatch(share).send(
                Act.ADD, notice_row(f"小区{count}"), dispatch_keys(keys / "dispatch"), now()
            )
            print(sent.number, flush=True)
            continue
        repository = Repository(share)
        try:
            number = repository.next_number
            head = PackManifest(
                number=number, version=f"2026.{number}", oldest_program="0.1.0", made=now().isoformat()
            )
            repository.publish(make_pack(folder / "content", None, head), editor_keys(keys), now())
        except PublishRefused as error:
            if "该是第" not in str(error):  # another one published that number meanwhile
                raise
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
