"""Texts go in; figures of repealed law that are not marked as no longer valid come out as problems."""

from collections.abc import Iterator

from handbook.content.checks import Checks, StaleLaw
from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import QUOTED_MISTAKES, Placed, prose
from handbook.content.rules.wording import plain
from handbook.model.entry import Entry
from handbook.model.problem import Problem
from handbook.model.regulation import RegulationArticle


def is_stale(text: str, law: StaleLaw | None = None) -> str:
    """The old figure in `text` that is not marked as such, or an empty string; by the shipped file if by no other."""
    law = law or Checks().with_shipped().stale_law
    if law is None:
        return ""
    for paragraph in plain(text).split("\n"):
        if law.marked.search(paragraph):
            continue
        for figure in law.figures:
            for found in figure.pattern.finditer(paragraph):
                if not law.measured.search(paragraph[: found.start()]):
                    return found.group()
    return ""


def is_marked_old(words: str, text: str, law: StaleLaw | None) -> bool:
    """Whether `words` is an old figure and `text` says that it no longer applies."""
    if law is None or not law.marked.search(plain(text)):
        return False
    return any(f.is_one_value and f.pattern.fullmatch(plain(words)) for f in law.figures)


def stale_law(content: LoadedContent) -> Iterator[Problem]:
    """Figures of repealed law stand only beside 旧规定,现已不适用."""
    law = content.checks.stale_law
    if law is None:
        return  # another rule tells that the file is missing
    for entry in content.handbook:
        origin = content.origins[entry.id]
        if isinstance(entry, RegulationArticle):
            yield from _superseded(entry, origin, law)
        for placed in _texts(entry):
            found = is_stale(placed.text, law)
            if found:
                yield origin.problem(placed.path, "stale-law", law.message.replace("{found}", found))


def _texts(entry: Entry) -> Iterator[Placed]:
    for placed in prose(entry):
        if not placed.is_in(QUOTED_MISTAKES) and "superseded" not in placed.path:
            yield placed


def _superseded(entry: RegulationArticle, origin: Origin, law: StaleLaw) -> Iterator[Problem]:
    for index, old in enumerate(entry.superseded):
        if not all(words in old.note for words in law.note_says):
            yield origin.problem(("superseded", index, "note"), "superseded-note", law.note_message)
