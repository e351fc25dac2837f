"""Texts go in; characters that come out as a box on paper or on other machines come out as problems."""

from collections.abc import Iterator
from dataclasses import fields

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin, problem_at
from handbook.content.rules.placed_texts import all_texts
from handbook.content.rules.unit_spelling import INVISIBLE
from handbook.content.yaml_reader import Path, Place
from handbook.model.problem import Gravity, Problem
from handbook.paper_characters import is_unreadable, missing_on_paper, named


def readable_characters(content: LoadedContent) -> Iterator[Problem]:
    """Each character once a file, where it stands first; invisible ones in entries are the concern of another rule."""
    for entry in content.handbook:
        seen: set[str] = set()
        for placed in all_texts(entry):
            for char in _odd(placed.text, seen):
                if not INVISIBLE.match(char):
                    yield _problem(content.origins[entry.id], placed.path, char)
    for value in content.handbook.values:
        seen = set()
        for field in fields(value):
            text = getattr(value, field.name)
            for char in _odd(text, seen) if isinstance(text, str) else "":
                yield _problem(content.value_origins[value.key], (field.name,), char)
    for name, svg in content.handbook.diagrams.items():
        for char in _odd(svg, set()):
            line = svg.count("\n", 0, svg.index(char)) + 1
            rule, message, gravity = _finding(char)
            yield problem_at(content.diagram_files[name], Place(line, 1), rule, message, gravity=gravity)


def _odd(text: str, seen: set[str]) -> str:
    """What the paper lacks of `text` and was not seen before."""
    found = "" if text.isascii() else "".join(c for c in missing_on_paper(text) if c not in seen)
    seen.update(found)
    return found


def _problem(origin: Origin, path: Path, char: str) -> Problem:
    rule, message, gravity = _finding(char)
    return origin.problem(path, rule, message, gravity)


def _finding(char: str) -> tuple[str, str, Gravity]:
    if is_unreadable(char):
        message = f"字符 {named(char)} 别处显示不出,也搜不到(多半是从 PDF 复制来的),请对照原文重打这个字"
        return "unreadable-character", message, Gravity.ERROR
    message = f"纸面字体里没有 {named(char)},会印成方框。请换成常用的字或写法"
    return "not-on-paper", message, Gravity.WARNING
