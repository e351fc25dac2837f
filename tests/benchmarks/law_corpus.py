"""Prints how a folder of real laws is taken in: articles, time, what is odd, what found no place, what was lost.

Run: python -m tests.benchmarks.law_corpus [FOLDER] [--show N]

FOLDER holds laws as Markdown, one a file, in any depth (`_index.md` skipped), such as a copy of LawRefBook/Laws. No text of
a law is part of the repository, so without a folder nothing runs.
"""

import argparse
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from handbook.law.draft import Draft
from handbook.law.law_rows import count
from handbook.law.splitting import split
from handbook.unseen_signs import visible

_RAW = re.compile(
    r"(?:#+\s*)?第[〇○零一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?[\s\u3000]"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One law and how it went."""

    path: Path
    draft: Draft
    seconds: float
    lost: int
    """Characters of the file that the draft does not account for."""
    raw: int
    """Lines that begin with the number of an article and a blank."""

    @property
    def listed(self) -> float:
        """Share of the characters that found no place."""
        return self.draft.characters_listed / max(self.draft.characters_read, 1)


def take(path: Path) -> Taken:
    """Reads one law."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    begin = time.perf_counter()
    draft = split(lines)
    seconds = time.perf_counter() - begin
    there = count(visible(text))
    accounted = draft.characters_placed + draft.characters_listed
    lost = abs(there - accounted) + abs(there - sum(count(line.text) for line in draft.lines))
    raw = sum(1 for line in visible(text).splitlines() if _RAW.match(line))
    return Taken(path, draft, seconds, lost, raw)


def main(folder: Path, shown: int) -> None:
    """Takes in every law below `folder`."""
    taken = [take(path) for path in sorted(folder.rglob("*.md")) if path.name != "_index.md"]
    if not taken:
        print(f"{folder}: no laws")
        return
    odd = [one for one in taken if one.draft.problems and one.draft.articles]
    listed = [one.listed for one in taken]
    slowest = max(taken, key=lambda one: one.seconds)
    print(
        f"{len(taken)} laws, {sum(len(one.draft.articles) for one in taken)} articles, "
        f"{sum(one.seconds for one in taken):.1f} s, slowest {slowest.seconds * 1e3:.0f} ms ({slowest.path.name})"
    )
    print(f"without articles: {sum(not one.draft.articles for one in taken)}")
    print(f"with problems: {len(odd)} ({len(odd) / len(taken):.2%}; target 2 %)")
    print(
        f"listed characters: median {statistics.median(listed):.3%} (target 0.5 %), worst {max(listed):.1%}, "
        f"laws with any {sum(share > 0 for share in listed)}"
    )
    print(f"lost characters: {sum(one.lost for one in taken)} (must be 0)")
    differing = [one for one in taken if one.raw != len(one.draft.articles)]
    print(f"article counts that differ from a raw count by regular expression: {len(differing)}")
    print("reasons:", Counter(line.reason for one in taken for line in one.draft.lines if line.reason))
    for name, some in (("problems", odd), ("counts", differing)):
        for one in some[:shown]:
            print(
                f"  {name}: {one.path.name}: {one.raw} / {len(one.draft.articles)}: {one.draft.problems[:4]}"
            )
    for one in sorted(taken, key=lambda one: -one.listed)[:shown]:
        words = [f"{line.text[:24]}({line.reason})" for line in one.draft.lines if line.reason][:3]
        print(f"  listed: {one.path.name}: {one.listed:.2%} {words}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How a folder of real laws is taken in.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=0, help="how many of each kind to name")
    asked = parser.parse_args()
    if asked.folder is None:
        print("未跑: 没有给文件夹,法规原文不在仓库里")
    else:
        main(asked.folder, asked.show)
