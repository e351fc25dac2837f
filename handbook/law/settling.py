"""A law as it was read, and what a person decided -> the official text."""

from collections.abc import Mapping
from datetime import date

from handbook.law.draft import Choice, Draft, DraftLine, LineKind
from handbook.law.law_rows import words_of
from handbook.law.law_text import LawArticle, LawText, Origin

_WORDS_SHOWN = 16
_NAMED = 5


class UnsettledError(ValueError):
    """Lines are still without a choice, or a choice cannot be done; says in Chinese which."""


def settled(
    draft: Draft,
    choices: Mapping[int, Choice],
    *,
    title: str,
    effective: date,
    origin: Origin,
    place: str | None = None,
    repealed: date | None = None,
) -> LawText:
    """The law of `draft` with the lines that found no place where `choices` wants them.

    `choices`: place in ``draft.lines`` of each unplaced line → what becomes of it. `place`: as `LawText.place`; None = what
    the title says. Raises UnsettledError where a line has no choice, and where one shall go to the article before and none
    stands there.
    """
    if open_lines := [at for at in draft.unplaced if at not in choices]:
        raise UnsettledError(f"还有 {len(open_lines)} 行没有定去处:{_named(draft, open_lines)}")
    orphans = [
        at for at in draft.unplaced if choices[at] is Choice.TO_ARTICLE_BEFORE and not draft.lines[at].article
    ]
    if orphans:
        raise UnsettledError(f"前面还没有条,归不了上一条,请另选:{_named(draft, orphans)}")
    notes = tuple(words_of(draft.lines[at].text) for at in draft.unplaced if choices[at] is Choice.AS_NOTE)
    return LawText(
        title=title,
        number=draft.number,
        organ=draft.organ,
        place=draft.place if place is None else place,
        history=draft.history,
        effective=effective,
        repealed=repealed,
        origin=origin,
        preamble=draft.preamble,
        articles=_with_lines_of_before(draft, choices),
        annexes=draft.annexes,
        notes=notes,
    )


def _named(draft: Draft, places: list[int]) -> str:
    shown = [f"第 {at + 1} 行“{draft.lines[at].text[:_WORDS_SHOWN]}”" for at in places[:_NAMED]]
    return "、".join(shown) + ("……" if len(places) > _NAMED else "")


def _with_lines_of_before(draft: Draft, choices: Mapping[int, Choice]) -> tuple[LawArticle, ...]:
    """The articles, each with the lines that shall go to it at the place where they stood."""
    wanted = {at for at in draft.unplaced if choices[at] is Choice.TO_ARTICLE_BEFORE}
    if not wanted:
        return draft.articles
    paragraphs: list[list[str]] = []
    left: list[str] = []
    for at, line in enumerate(draft.lines):
        if line.kind is LineKind.ARTICLE:
            if paragraphs:
                paragraphs[-1] += left
            left = list(draft.articles[len(paragraphs)].paragraphs)
            paragraphs.append([left.pop(0)] if _has_words(line, left) else [])
        elif line.kind in (LineKind.PARAGRAPH, LineKind.ITEM, LineKind.TABLE) and paragraphs and left:
            paragraphs[-1].append(left.pop(0))
        elif at in wanted:
            paragraphs[-1].append(words_of(line.text))
    if paragraphs:
        paragraphs[-1] += left
    return tuple(
        LawArticle(number=article.number, path=article.path, paragraphs=tuple(lines))
        for article, lines in zip(draft.articles, paragraphs, strict=True)
    )


def _has_words(line: DraftLine, paragraphs: list[str]) -> bool:
    """Whether the line with the number of an article holds its first paragraph as well."""
    return bool(paragraphs) and line.text.endswith(paragraphs[0])
