"""What every composer needs at hand: the handbook, the run if there is one, and texts with site values filled in."""

from handbook.document.blocks import Rich, Span
from handbook.document.run_record import RunRecord
from handbook.document.wording import title_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawStatus
from handbook.model.regulation import RegulationArticle
from handbook.model.site_text import fill_values


class Composing:
    """One entry being composed; remembers which entries it named."""

    def __init__(self, handbook: Handbook, run: RunRecord | None = None) -> None:
        self.handbook = handbook
        self.run = run
        self.named: set[str] = set()

    def fill(self, text: str) -> str:
        """`text` with site values."""
        return fill_values(text, self.handbook.value_by_key)

    def value(self, key: str) -> str:
        """A site value by its key; nothing for an empty key, the key in its braces if unknown."""
        return self.fill("{{" + key + "}}") if key else ""

    def link(self, entry_id: str) -> Span:
        """The title of another entry, leading to it."""
        self.named.add(entry_id)
        return Span(title_of(self.handbook, entry_id), link=f"entry:{entry_id}")

    def article(self, entry_id: str) -> Rich:
        """How an article is cited, with what is unsure about it."""
        entry = self.handbook.get(entry_id)
        if not isinstance(entry, RegulationArticle):
            return (Span(entry_id),)
        self.named.add(entry_id)
        doubt = [] if entry.status is LawStatus.IN_FORCE else [str(entry.status)]
        doubt.append(str(entry.verification))
        return (
            Span(self.fill(entry.citation), link=f"entry:{entry_id}"),
            Span(f"〔{'、'.join(doubt)}〕"),
        )
