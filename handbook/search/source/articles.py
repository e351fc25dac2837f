"""Article references -> documents: current and former numbers by law, and the names that laws go by."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handbook.search.source.documents import Document
from handbook.search.words.references import article_of

ARTICLES = "articles.json"
_PREFIXES = ("中华人民共和国", "最高人民法院")


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One document that stands for an article."""

    document: int
    law: int
    numbers: tuple[str, ...]
    """Current numbers in digits; several where it stands for a range."""
    former: tuple[str, ...]
    """Numbers before an amendment."""


@dataclass(frozen=True, slots=True)
class Articles:
    """All articles and the names of their laws."""

    laws: tuple[tuple[str, ...], ...]
    """Folded full name first, then short names."""
    by_number: dict[str, list[int]]
    """Current number → documents."""
    by_former: dict[str, list[int]]
    """Former number → documents."""
    law_of: dict[int, int]
    """Document → law."""
    current: dict[int, str]
    """Document → current number as shown."""
    counts: dict[int, int]
    """Document → how many articles it stands for; a range and what has no number count as one."""

    def names(self, document: int) -> tuple[str, ...]:
        """Names of the law of a document; () where it is no article."""
        law = self.law_of.get(document)
        return self.laws[law] if law is not None else ()


def article_table(documents: Sequence[Document], folded: Sequence[str]) -> dict[str, object]:
    """What is stored of all articles; `folded[n]` is the folded text ``law|short|short`` of document n."""
    laws: dict[str, int] = {}
    rows = []
    for number, document in enumerate(documents):
        if document.law:
            law = laws.setdefault(folded[number], len(laws))
            numbers = [article_of(number) for number in document.articles]
            former = [article_of(f) for f in document.former_articles]
            rows.append([number, law, numbers or _range(document), former, max(1, len(numbers))])
    return {"laws": [name.split("|") for name in laws], "articles": rows}


def _range(document: Document) -> list[str]:
    first, last = article_of(document.article), article_of(document.article_range_end)
    if first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= int(first) + 200:
        return [str(n) for n in range(int(first), int(last) + 1)]
    return [n for n in (first, last) if n]


def articles_in(raw: bytes) -> Articles:
    """The table in the bytes of its file."""
    found = json.loads(raw)
    by_number: dict[str, list[int]] = {}
    by_former: dict[str, list[int]] = {}
    law_of, current, counts = {}, {}, {}
    for document, law, numbers, former, count in found["articles"]:
        counts[document] = count
        law_of[document] = law
        current[document] = spans_of(numbers)
        _add(by_number, numbers, document)
        _add(by_former, former, document)
    laws = tuple((*names, *_without_prefix(names)) for names in found["laws"])
    return Articles(laws, by_number, by_former, law_of, current, counts)


def spans_of(numbers: Sequence[str]) -> str:
    """Numbers as they are shown: 5–31、39–41."""
    spans: list[list[str]] = []
    for number in numbers:
        follows = bool(spans) and number.isdecimal() and spans[-1][-1].isdecimal()
        if follows and int(number) == int(spans[-1][-1]) + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return "、".join("–".join(span) for span in spans)


def _add(table: dict[str, list[int]], numbers: Iterable[str], document: int) -> None:
    for number in numbers:
        table.setdefault(number, []).append(document)


def _without_prefix(names: Iterable[str]) -> list[str]:
    return [n.removeprefix(p) for n in names for p in _PREFIXES if n.startswith(p)]
