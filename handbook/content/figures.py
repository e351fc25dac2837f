"""A handbook goes in; every number in it that could be read as law or medical advice comes out, with its source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.content.checks import Checks
from handbook.content.rules.figures_in_text import figures_in
from handbook.content.rules.placed_texts import prose
from handbook.content.rules.wording import plain
from handbook.model.entry import Entry, Source
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, Kind, ValueScope
from handbook.model.regulation import RegulationArticle

_DIGIT = re.compile(r"\d")
_NEVER = re.compile(r"(?!)")
_RANK = {c: n for n, c in enumerate(Confidence)}


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One number: what it is, where it stands, and what supports it."""

    name: str
    value: str
    where: str
    """Id of the entry, or ``values.yaml: key``."""
    source: str
    confidence: str


def stated_figures(handbook: Handbook, checks: Checks | None = None) -> Iterator[StatedFigure]:
    """Figures of articles, site values of law, and digits in articles, explanations and first aid.

    What is first aid the checks say; without any, the shipped ones.
    """
    first_aid = (checks or Checks()).with_shipped().first_aid or _NEVER
    yield from _of_values(handbook, first_aid)
    for article in handbook.regulations:
        for figure in article.figures:
            name = f"{article.title}:{figure.name}" + (f"({figure.note})" if figure.note else "")
            yield StatedFigure(name, figure.value, article.id, *_support(article))
    for entry in handbook:
        yield from _in_texts(entry, first_aid)


def figures_table(handbook: Handbook, checks: Checks | None = None) -> str:
    """All stated figures as one Markdown table, in the order of the handbook."""
    rows = ["| 数字 | 是什么 | 在哪 | 来源 | 可信度 |", "|---|---|---|---|---|"]
    for figure in stated_figures(handbook, checks):
        cells = (figure.value, figure.name, figure.where, figure.source, figure.confidence)
        rows.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def _of_values(handbook: Handbook, first_aid: re.Pattern[str]) -> Iterator[StatedFigure]:
    for value in handbook.values:
        is_law = value.scope is not ValueScope.COMPANY and _DIGIT.search(value.value)
        is_medical = _DIGIT.search(value.value) and first_aid.search(value.label)
        if is_law or is_medical:
            source = value.source + (f"({value.date})" if value.date else "")
            yield StatedFigure(
                f"{value.label}[{value.scope}]",
                _plain_space(value.text),
                f"values.yaml: {value.key}",
                source,
                value.confidence,
            )


def _in_texts(entry: Entry, first_aid: re.Pattern[str]) -> Iterator[StatedFigure]:
    for placed in prose(entry):
        if placed.path[0] == "figures" or not _could_be_read_as_law(entry, placed.text, first_aid):
            continue
        for words in dict.fromkeys(f.words for f in figures_in(placed.text) if not f.is_loose):
            where = f"{entry.id} ({'.'.join(str(p) for p in placed.path)})"
            yield StatedFigure(_excerpt(placed.text, words), words, where, *_support(entry))


def _could_be_read_as_law(entry: Entry, text: str, first_aid: re.Pattern[str]) -> bool:
    """Articles, explanations and cases state figures themselves; elsewhere only first aid would."""
    if entry.kind in (Kind.REGULATION, Kind.KNOWLEDGE, Kind.CASE):
        return True
    return first_aid.search(text) is not None


def _support(entry: Entry) -> tuple[str, str]:
    """Sources of an entry with how the article was verified, and the weakest confidence among them."""
    names = "; ".join(_source_name(source) for source in entry.sources) or "无来源"
    if isinstance(entry, RegulationArticle):
        names += f";{entry.verification},{entry.status}"
    return names, _weakest(source.confidence for source in entry.sources)


def _source_name(source: Source) -> str:
    return source.title + (f"({source.date})" if source.date else "")


def _weakest(confidences: Iterable[Confidence]) -> str:
    return max(confidences, key=_RANK.__getitem__, default=Confidence.COMMON).value


def _excerpt(text: str, words: str) -> str:
    """The part of `text` around `words`, at most about 40 characters."""
    at = plain(text).find(words)
    start = max(0, at - 16)
    end = min(len(text), at + len(words) + 16)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _plain_space(text: str) -> str:
    # A table is read as text: plain spaces instead of unbreakable ones.
    return text.replace("\u00a0", " ")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
