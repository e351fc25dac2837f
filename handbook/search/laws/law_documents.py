"""Texts of laws -> one document for each article of each version, folded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.law.law_text import LawText
from handbook.law.shelf import LawPlace
from handbook.search.laws.grams import BuildStopped
from handbook.search.words.fold import Folding


@dataclass(frozen=True, slots=True)
class LawDocument:
    """One article; or, without a number, what stands around the articles: preamble, annexes, notes."""

    text: LawText
    law: int
    """Number of the law; its versions have the same."""
    number: str
    path: tuple[str, ...]
    lines: tuple[str, ...]
    folded: str
    """Lines, then the headings, folded, a line each."""

    @property
    def place(self) -> LawPlace:
        """Where it is read."""
        return LawPlace(self.text.title, self.text.effective, self.number)

    @property
    def own(self) -> str:
        """What of `folded` are its lines."""
        return self.folded[: sum(map(len, self.lines)) + len(self.lines)]

    @property
    def shown(self) -> tuple[str, ...]:
        """Lines that a snippet may show, the headings last."""
        return (*self.lines, *self.path)


def documents_of(
    versions: Sequence[LawText], law: int, folding: Folding, is_cancelled: Callable[[], bool]
) -> Iterator[LawDocument]:
    """All documents of the versions of law number `law`, version by version.

    Raises:
        BuildStopped: `is_cancelled` said so.
    """
    for text in versions:
        if is_cancelled():
            raise BuildStopped
        around = (*text.preamble, *_annex_lines(text), *text.notes)
        if any(around):
            yield _document(text, law, "", (), around, folding)
        for article in text.articles:
            yield _document(text, law, article.number, article.path, article.paragraphs, folding)


def numbers_of(documents: Sequence[LawDocument]) -> Mapping[tuple[int, str], tuple[int, ...]]:
    """(law, number of an article) -> its documents, one a version."""
    found: dict[tuple[int, str], list[int]] = {}
    for place, document in enumerate(documents):
        found.setdefault((document.law, document.number), []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def _annex_lines(text: LawText) -> Iterator[str]:
    for annex in text.annexes:
        yield annex.title
        yield from annex.lines


def _document(
    text: LawText, law: int, number: str, path: tuple[str, ...], lines: tuple[str, ...], folding: Folding
) -> LawDocument:
    return LawDocument(text, law, number, path, lines, folding.fold("\n".join((*lines, *path))))
