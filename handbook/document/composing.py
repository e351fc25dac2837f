"""What every composer needs at hand: the handbook or a pinned copy, the run if there is one, and texts as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.document.blocks import Rich, Span
from handbook.document.currency import make_code
from handbook.document.links import ENTRY
from handbook.document.run_record import RunRecord
from handbook.document.wording import title_of
from handbook.document.words import MISSING
from handbook.model.article_name import short_name
from handbook.model.assumed import texts_of
from handbook.model.checklist import Checklist
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawStatus, Verification
from handbook.model.region import LACKING, UNCONFIRMED, Role
from handbook.model.regulation import RegulationArticle
from handbook.model.service_guide import GuideLine, basis_of
from handbook.model.text import TYPICAL, VARIANT, fill_values, gaps, missing_keys, value_reference, variants
from handbook.override import override


@dataclass(frozen=True, slots=True)
class Beside:
    """An article as it is named beside a sentence that rests on it."""

    name: str
    """Such as 省条例 第 36 条."""
    status: LawStatus
    is_assumed: bool
    """Whether it is local law of a region that nobody confirmed."""


class Composing:
    """One entry being composed."""

    is_partial = False
    """Whether only what a run follows is known: an older program stored no more."""

    def __init__(self, handbook: Handbook, run: RunRecord | None = None) -> None:
        self.handbook = handbook
        self.run = run

    def fill(self, text: str) -> str:
        """`text` with site values."""
        return fill_values(text, self.handbook.value_by_key)

    def value(self, key: str) -> str:
        """A site value by its key; nothing for an empty key, the key in its braces if unknown."""
        return self.fill(value_reference(key)) if key else ""

    def limit(self, key: str) -> str:
        """A time by which something is done; nothing where there is none, or nobody has given it."""
        words = self.value(key)
        return "" if any(gaps(words)) or words.endswith(TYPICAL) else words

    def unsaid(self, entry: Entry) -> list[str]:
        """Labels of the values that nobody has given, so that a sentence of the entry is told without them."""
        known = self.handbook.value_by_key
        keys = (
            key
            for text in texts_of(entry)
            if VARIANT in text
            for key in missing_keys(variants(text)[0], known)
        )
        return [known[key].label for key in dict.fromkeys(keys)]

    def link(self, entry_id: str) -> Span:
        """The title of another entry, leading to it."""
        return Span(self.title(entry_id), link=ENTRY + entry_id)

    def title(self, entry_id: str) -> str:
        """Title of another entry, or its id where that is all that is known."""
        return title_of(self.handbook, entry_id)

    def knows(self, entry_id: str) -> bool:
        """Whether another entry can be named by its title."""
        return self.handbook.get(entry_id) is not None

    def kind(self, entry_id: str) -> str:
        """Short label of the kind of another entry; nothing where only its title is known."""
        entry = self.handbook.get(entry_id)
        return entry.kind.short_label if entry else ""

    def times(self, keys: Sequence[str]) -> list[str]:
        """The company's times with their labels."""
        known = self.handbook.value_by_key
        return [f"{known[key].label} {known[key].text}" for key in keys if key in known]

    def code(self, entry: Entry) -> str:
        """The code of the sheet; nothing where it is not known."""
        return make_code(entry, self.handbook)

    def elsewhere(self, entry: Entry) -> list[str]:
        """What the entry says of places that are not of the region."""
        told = (e for e in entry.elsewhere if self.handbook.is_elsewhere(e.place))
        return [self.fill(f"{e.place}:{e.text}") for e in told]

    @property
    def version(self) -> str:
        """Content version of the words."""
        return self.handbook.edition

    def article(self, entry_id: str) -> Rich:
        """How an article is cited, with what is unsure about it."""
        entry = self.handbook.get(entry_id)
        if not isinstance(entry, RegulationArticle):
            return _lacking(entry_id) if entry_id in list(Role) else _missing(entry_id)
        status = _status(entry.status, self.fill(entry.status_note))
        cited = _cited(entry_id, self.fill(entry.citation), status, entry.verification)
        return _assumed(cited) if self.handbook.assumes(entry) else cited

    def basis(self, line: GuideLine) -> tuple[str, ...]:
        """Ids of the articles that a line of a guide rests on, the chief one first; empty where nothing answers it."""
        return basis_of(line, self.handbook.value_by_key)

    def beside(self, entry_id: str) -> Beside | None:
        """How an article is named beside a sentence; None where it is not there."""
        entry = self.handbook.get(entry_id)
        if not isinstance(entry, RegulationArticle):
            return None
        return Beside(short_name(entry), entry.status, self.handbook.assumes(entry))


class PinnedComposing(Composing):
    """A pinned copy being composed: nothing of today's handbook is at hand, so nothing of it gets onto the sheet."""

    def __init__(self, checklist: Checklist, run: RunRecord | None = None) -> None:
        super().__init__(Handbook(), run)
        self._checklist = checklist
        self._paper = checklist.paper
        self.is_partial = checklist.paper is None

    @override
    def fill(self, text: str) -> str:
        return text  # filled in when it was pinned; what had no value then has none on this sheet

    @override
    def value(self, key: str) -> str:
        return key  # a promise in a copy is the promise itself

    @override
    def title(self, entry_id: str) -> str:
        return self._paper.titles.get(entry_id, entry_id) if self._paper else entry_id

    @override
    def knows(self, entry_id: str) -> bool:
        return self._paper is not None and entry_id in self._paper.titles

    @override
    def times(self, keys: Sequence[str]) -> list[str]:
        return [f"{label} {text}" for label, text in self._paper.promises] if self._paper else []

    @override
    def code(self, entry: Entry) -> str:
        return self._paper.code if self._paper else ""

    @override
    def elsewhere(self, entry: Entry) -> list[str]:
        return [f"{e.place}:{e.text}" for e in self._paper.elsewhere] if self._paper else []

    @property
    @override
    def version(self) -> str:
        return self._checklist.version

    @override
    def article(self, entry_id: str) -> Rich:
        ground = self._paper.grounds.get(entry_id) if self._paper else None
        if ground is None:
            return _lacking(entry_id) if entry_id in list(Role) else _missing(entry_id)
        status = _status(ground.status, ground.status_note)
        cited = _cited(entry_id, ground.citation, status, ground.verification)
        return _assumed(cited) if ground.is_assumed else cited

    @override
    def basis(self, line: GuideLine) -> tuple[str, ...]:
        return basis_of(line, {})  # made out when it was pinned

    @override
    def beside(self, entry_id: str) -> Beside | None:
        ground = self._paper.grounds.get(entry_id) if self._paper else None
        return Beside(ground.name, ground.status, ground.is_assumed) if ground and ground.name else None


def _missing(entry_id: str) -> Rich:
    return (Span(f"{entry_id}({MISSING})"),)


def _assumed(cited: Rich) -> Rich:
    """Local law of a region that nobody confirmed."""
    return (*cited, Span(f"〔{UNCONFIRMED}〕"))


def _lacking(role: str) -> Rich:
    """What the card needs and nothing of the region answers: it claims nothing."""
    return (Span(f"{role}:{LACKING}"),)


def _status(status: LawStatus, note: str) -> str:
    """What is unsure about being in force, with the sentence on it; empty where nothing is."""
    if status is LawStatus.IN_FORCE:
        return ""
    return f"{status}:{note}" if note else str(status)


def _cited(entry_id: str, citation: str, status: str, verification: Verification) -> Rich:
    doubt = ";".join(filter(None, (status, str(verification))))
    return (Span(citation, link=ENTRY + entry_id), Span(f"〔{doubt}〕"))
