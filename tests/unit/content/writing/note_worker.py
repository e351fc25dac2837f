"""Works on a file of a folder as a second person would: keeps a note, and says each time whom it sees.

python -m tests.unit.content.writing.note_worker FOLDER NAME FILE
"""

import sys
import time
from datetime import datetime
from pathlib import Path

from handbook.content.person import Person
from handbook.content.writing.at_work import AtWork


def main() -> None:
    """Renew without end."""
    site, name, file = sys.argv[1:]
    at_work = AtWork(
        Path(site), Person(name), f"{name}的机", lambda: datetime.now().astimezone(), time.monotonic
    )
    at_work.take(file)
    while True:
        seen = ",".join(other.name for other in at_work.renew(file))
        print(f"renewed {seen}", flush=True)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
