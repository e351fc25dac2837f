"""An entry and its handbook -> a short code for paper; a code typed from paper -> is that sheet still current?

A code is ``EEEE-TTTC``: four characters for the entry, three for its text, one that finds slips of the pen. The
alphabet has no I, L, O and U. 20 bits name the entry, 15 bits its text: a changed text keeps its code once in
32,768 changes, and one wrong or swapped character is always told from an outdated sheet.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.step import Answer, Step
from handbook.model.text import fill_values, value_reference

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_SHAPE = re.compile(r"^[0-9A-Z]{4}[-‐‑–—−－ ]?[0-9A-Z]{4}$")
# x^5 + x^2 + 1 makes the 32 letters a field, in which a weighted sum finds every single slip and every swap.
_FIELD = 0b100101

_NOT_ON_PAPER: dict[type, frozenset[str]] = {
    # Words by which an entry is found, and who looks after it, do not make a printed sheet wrong.
    Entry: frozenset(
        {
            "id",
            "asks",
            "tags",
            "related",
            "sources",
            "owner",
            "reviewed",
            "review_by",
            "digit",
            "law_short_names",
        }
    ),
    # Nor does by what the words of an article are known again.
    RegulationArticle: frozenset({"text_print"}),
    # Nor does what the call desk alone reads.
    Procedure: frozenset({"demand"}),
    Step: frozenset({"facts", "whose", "checks", "topic", "promises"}),
    Answer: frozenset({"hazard"}),
}


@dataclass(frozen=True, slots=True)
class Current:
    """The sheet reads as the handbook does today."""

    code: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Outdated:
    """The entry's text has changed since; `entries` are those it may have been (nearly always one)."""

    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No such entry, or the code was copied wrongly."""

    code: str
    is_miscopied: bool
    """The check character does not fit."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The entry of the sheet went; `entry` took its place."""

    code: str
    entry: Entry
    reason: str
    """Why it went."""


Currency = Current | Outdated | Merged | Unknown


def make_code(entry: Entry, handbook: Handbook) -> str:
    """The code of the entry as it reads now; the same text always has the same code."""
    body = _letters(entry.id.encode(), 4) + _letters(
        printed_text(entry, handbook).encode("utf-8", "surrogatepass"), 3
    )
    return f"{body[:4]}-{body[4:]}{_check_letter(body)}"


def looks_like_code(text: str) -> bool:
    """Whether `text` could be a code typed from paper: any case, full width too.

    Without its dash it must fit its check character, so that meter numbers and pinyin stay searches.
    """
    code = _normal(text)
    if code is None:
        return False
    return len(text.strip()) == 9 or _check_letter(code[:7]) == code[7]


def check_code(text: str, handbook: Handbook) -> Currency:
    """Whether the sheet that bears this code is still current; never raises, whatever was typed."""
    code = _normal(text)
    if code is None:
        return Unknown(text.strip(), is_miscopied=True)
    shown = f"{code[:4]}-{code[4:]}"
    if _check_letter(code[:7]) != code[7]:
        return Unknown(shown, is_miscopied=True)
    named = [entry for entry in handbook if _letters(entry.id.encode(), 4) == code[:4]]
    for entry in named:
        if make_code(entry, handbook) == shown:
            return Current(shown, entry)
    return Outdated(shown, tuple(named)) if named else _of_gone(shown, handbook)


def _of_gone(shown: str, handbook: Handbook) -> Merged | Unknown:
    """Codes of entries that went: which text it was is not known any more, nor does it matter."""
    for went in handbook.successors:
        entry = handbook.get(went.id)
        if entry is not None and _letters(went.id.encode(), 4) == shown[:4]:
            return Merged(shown, entry, went.reason)
    return Unknown(shown, is_miscopied=False)


def printed_text(entry: Entry, handbook: Handbook) -> str:
    """Everything of the entry that stands on paper, site values and cited articles included, as one JSON text."""
    return json.dumps(
        [entry.kind, _plain(entry, handbook), list(_grounds(entry, handbook))], ensure_ascii=False
    )


def _grounds(entry: Entry, handbook: Handbook) -> Iterator[list[str]]:
    """A sheet that names an article is outdated when the article falls, or is better known."""
    outcomes = entry.outcomes if isinstance(entry, Procedure) else ()
    cited = [*entry.citations, *(c for o in outcomes for c in o.citations)]
    for entry_id in dict.fromkeys(cited):
        article = handbook.get(entry_id)
        if isinstance(article, RegulationArticle):
            known = [article.status_note] if article.status_note else []
            yield [entry_id, article.citation, article.status, article.verification, *known]
        else:
            yield [entry_id]  # nothing of the region answers it, or it is unknown
    for key in getattr(entry, "promises", ()):
        yield [key, fill_values(value_reference(key), handbook.value_by_key)]
    for outcome in outcomes:
        yield [outcome.id, fill_values(value_reference(outcome.promise), handbook.value_by_key)]
    diagram = getattr(entry, "diagram", "")
    if diagram:
        yield [diagram, handbook.diagrams.get(diagram, "")]


def _plain(value: Any, handbook: Handbook) -> Any:
    """A model value as plain JSON; defaults are left out, so that a new field of the model changes no code."""
    if isinstance(value, str):
        return fill_values(value, handbook.value_by_key)
    if is_dataclass(value):
        kind: Any = type(value)
        named = [(name, getattr(value, name)) for name in _printed_fields(kind)]
        return {name: _plain(v, handbook) for name, v in named if v not in (None, "", (), {}, False)}
    if isinstance(value, Mapping):
        return [[str(key), _plain(v, handbook)] for key, v in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(v, handbook) for v in value]
    return value if isinstance(value, bool | int | float) or value is None else str(value)


@cache
def _printed_fields(kind: Any) -> tuple[str, ...]:
    # Of ids only that of the entry itself: an id of a step or an outcome is what answers refer to.
    skipped = [names for owner, names in _NOT_ON_PAPER.items() if issubclass(kind, owner)]
    return tuple(sorted(f.name for f in fields(kind) if not any(f.name in names for names in skipped)))


def _letters(data: bytes, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(count))


def _check_letter(body: str) -> str:
    """Sum of letter × 2^place in the field of 32: all weights differ, none is zero."""
    total, weight = 0, 1
    for letter in body:
        weight = _times(weight, 2)
        total ^= _times(weight, ALPHABET.index(letter))
    return ALPHABET[total]


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = a << 1, b >> 1
        if a & 32:
            a ^= _FIELD
    return product


def _normal(text: str) -> str | None:
    """Eight characters of the alphabet, or None."""
    folded = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text.strip()).upper()
    if not _SHAPE.match(folded):
        return None
    return re.sub(r"[^0-9A-Z]", "", folded).translate(_LOOKALIKES)
