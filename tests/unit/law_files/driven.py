"""Reads the files named on standard input, one after the other, and prints what came of each and what it cost.

A process of its own and a small one: what the system says of the memory of its children starts at its own.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from handbook.law_files.reading import read_law_file
from handbook.law_files.refusal import LawFileRefused


def main() -> None:
    """A line of JSON for each line that is a path in hexadecimal digits."""
    before = 0.0
    for line in sys.stdin:
        path = Path(os.fsdecode(bytes.fromhex(line.strip())))
        began = time.perf_counter()
        try:
            read = read_law_file(path)
            outcome, said = "read", [read.lines[0], *read.remarks]
        except LawFileRefused as refused:
            outcome, said = str(refused.reason), [str(refused)]
        seconds = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor, before = used.ru_utime + used.ru_stime - before, used.ru_utime + used.ru_stime
        cost = {"seconds": seconds, "processor": processor, "peak": used.ru_maxrss * 1024}
        print(json.dumps({"outcome": outcome, "said": said, **cost}), flush=True)


if __name__ == "__main__":
    main()
