"""What a change of the law touches -> one row for each card, value or role and each article, in words for people."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.law.touching import Gravity, Touched, TouchedKind
from handbook.model.handbook import Handbook
from handbook.model.text import fill_values


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedCard:
    """One thing of the handbook and the article that touches it."""

    key: str
    """The same for the same thing and article."""
    title: str
    entry_id: str = ""
    """The entry to open; empty for a value or a role."""
    kind: str
    """流程, 法规, 数, 地区规定 …"""
    numbers: tuple[str, ...]
    """Of the article, in the old version and in the new one."""
    gravity: Gravity
    reason: str


def touched_cards(handbook: Handbook, touched: Sequence[Touched]) -> tuple[TouchedCard, ...]:
    """In the order given, the gravest first; what one article touches in several places of a card is one row."""
    found: dict[str, TouchedCard] = {}
    for one in touched:
        card = _card(handbook, one)
        known = found.get(card.key)
        if known is None:
            found[card.key] = card
        elif one.kind is TouchedKind.OUTCOME or one.gravity is not known.gravity:
            continue  # a card that cites the article is looked through with its outcomes
        elif one.reason not in known.reason:
            reason = f"{known.reason};{one.reason}"
            found[card.key] = TouchedCard(
                key=known.key,
                title=known.title,
                entry_id=known.entry_id,
                kind=known.kind,
                numbers=known.numbers,
                gravity=known.gravity,
                reason=reason,
            )
    return tuple(found.values())


def _card(handbook: Handbook, one: Touched) -> TouchedCard:
    articles = (one.change.old, one.change.new)
    numbers = tuple(dict.fromkeys(article.number for article in articles if article is not None))
    entry = handbook.exact(one.id)
    title, kind = one.id, str(one.kind)
    if entry is not None:
        title, kind = fill_values(entry.title, handbook.value_by_key), entry.kind.short_label
    elif one.kind is TouchedKind.VALUE and one.id in handbook.value_by_key:
        title, kind = handbook.value_by_key[one.id].label, "数"
    return TouchedCard(
        key=f"{one.id}:{'/'.join(numbers)}",
        title=title,
        entry_id=entry.id if entry is not None else "",
        kind=kind,
        numbers=numbers,
        gravity=one.gravity,
        reason=one.reason,
    )
