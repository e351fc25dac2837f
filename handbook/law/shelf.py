"""Texts of laws -> the versions of each law, and how each stands on a day: in force, coming, a former one, repealed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import quote, unquote

from handbook.law.law_text import LawText

_COUNTRY = "中华人民共和国"
_MARKS = str.maketrans("", "", "《》〈〉")
_SCHEME = "law:"


class VersionState(StrEnum):
    """How a version of a law stands on a day; the value is the mark that is shown, but of what is in force."""

    IN_FORCE = "现行"
    COMING = "尚未施行"
    FORMER = "旧版"
    """Another version took its place."""
    REPEALED = "已废止"
    """The law as a whole holds no more."""

    @property
    def mark(self) -> str:
        """What is shown beside the number; empty of what is in force."""
        return "" if self is VersionState.IN_FORCE else self.value


@dataclass(frozen=True, slots=True, order=True)
class LawPlace:
    """An article in one version of a law; what is remembered of a visit, without a word of the text."""

    law: str
    """Title as in the text."""
    effective: date
    """The version: the day from which it holds."""
    number: str = ""
    """Of the article, such as 36 or 36-1; empty = the law's beginning and contents."""

    @property
    def link(self) -> str:
        """The target of a link that leads there."""
        return _SCHEME + "/".join((quote(self.law, safe=""), self.effective.isoformat(), self.number))

    @classmethod
    def of_link(cls, link: str) -> Self | None:
        """The place that a `link` leads to; None where it is no such link."""
        parts = link.removeprefix(_SCHEME).split("/")
        if not link.startswith(_SCHEME) or len(parts) != 3:
            return None
        try:
            return cls(unquote(parts[0]), date.fromisoformat(parts[1]), parts[2])
        except ValueError:
            return None


def law_key(title: str) -> str:
    """What the titles of one law have in common, whoever wrote it down: no 中华人民共和国, 《》 or blanks."""
    return "".join(title.translate(_MARKS).split()).removeprefix(_COUNTRY)


@dataclass(frozen=True)
class LawShelf:
    """All texts that are at hand, law by law and in each by their days."""

    texts: tuple[LawText, ...] = ()
    _by_key: Mapping[str, tuple[LawText, ...]] = field(
        default_factory=dict[str, tuple[LawText, ...]], compare=False
    )

    @classmethod
    def of(cls, texts: Iterable[LawText]) -> Self:
        """Texts in any order; of two texts of one law and day the first is kept."""
        kept: dict[str, dict[date, LawText]] = {}
        for text in texts:
            kept.setdefault(law_key(text.title), {}).setdefault(text.effective, text)
        by_key = {key: tuple(days[day] for day in sorted(days)) for key, days in sorted(kept.items())}
        return cls(tuple(text for versions in by_key.values() for text in versions), by_key)

    def versions(self, law: str) -> tuple[LawText, ...]:
        """The versions of a law by its title, by their days."""
        return self._by_key.get(law_key(law), ())

    def text_of(self, place: LawPlace) -> LawText | None:
        """The text in which `place` lies; None where it is not at hand, or has no such article."""
        for text in self.versions(place.law):
            if text.effective == place.effective and (not place.number or place.number in text.by_number):
                return text
        return None

    def standing(self, text: LawText, today: date) -> VersionState:
        """How `text` stands on `today` among the versions of its law."""
        return standings(self.versions(text.title) or (text,), today)[text.effective]


def standings(versions: Iterable[LawText], today: date) -> dict[date, VersionState]:
    """Day of each of the versions of one law -> how it stands on `today`.

    Whichever version says that the law was repealed says it of all that began before that day; a law of the same name
    that begins on that day or later is a new one.
    """
    known = sorted(versions, key=lambda text: text.effective)
    begun = [text.effective for text in known if text.effective <= today]
    ended = [text.repealed for text in known if text.repealed is not None and text.repealed <= today]
    found: dict[date, VersionState] = {}
    for text in known:
        day = text.effective
        if day > today:
            found[day] = VersionState.COMING
        elif any(day < end for end in ended):
            found[day] = VersionState.REPEALED
        else:
            found[day] = VersionState.IN_FORCE if day == begun[-1] else VersionState.FORMER
    return found
