"""Documents -> the files of an index in a folder; the same documents give the same bytes."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType

import msgspec
import numpy as np

from handbook.model.kinds import Kind
from handbook.search.flat_file import write_arrays
from handbook.search.source.articles import ARTICLES, article_table
from handbook.search.source.documents import Document
from handbook.search.statutes.statutes import law_signals, postings_of_laws
from handbook.search.tables.field_texts import indexed_texts
from handbook.search.tables.layout import (
    CHARACTERS,
    DOCUMENTS,
    EXTENTS,
    KINDS,
    LAWS,
    OFFSETS,
    PHASES,
    PHRASES,
    READINGS,
    ROOM_SIDES,
    SYLLABLES,
    SYNONYMS,
    VOCABULARY,
    field_file,
    words_file,
)
from handbook.search.tables.phrases import Phrase, Role, lay_out
from handbook.search.tables.postings import FieldPostings
from handbook.search.tables.schema import FIELDS, TEXT
from handbook.search.words.analysis import pairs_of
from handbook.search.words.fold import Folding
from handbook.search.words.terms import term_key
from handbook.search.words.vocabulary import vocabulary
from handbook.search.writing.char_forms import other_characters
from handbook.search.writing.gram_postings import field_postings

_OF_EVERYTHING = frozenset({Kind.REGULATION, Kind.CASE})
"""What a law or a judgment is called is no word of the trade."""
_CONTEXT_LIMIT = 60_000
"""Characters of titles and asks up to which readings are taken from the context (pypinyin: 15 µs each)."""
Report = Callable[[float, str], None]


def write_files(
    folder: Path,
    documents: Sequence[Document],
    synonyms: Iterable[Sequence[str]],
    report: Report,
) -> None:
    """Write every file but the manifest; `report` gets the share done (0–1) and a Chinese word, and may raise."""
    from handbook.search.writing import char_readings  # its dictionaries take a third of a second to load

    folding = Folding(char_readings.simplified_forms())
    fold = folding.fold
    report(0.05, "整理条目")
    lines = [_line(d) for d in documents]
    _write_documents(folder, documents, lines)
    indexed = [indexed_texts(d, fold) for d in documents]
    texts = {name: [text[name] for text in indexed] for name in FIELDS}
    report(0.2, "建立全文索引")
    found = {name: field_postings(of_field) for name, of_field in texts.items()}
    found[LAWS] = postings_of_laws(found[TEXT], documents)
    for name, postings in found.items():
        write_arrays(folder / field_file(name), postings.arrays())
        _write_lines(folder / words_file(name), postings.words)
    report(0.6, "建立拼音索引")
    _write_sounds(folder, list(phrases_of(documents, folding)), texts[TEXT], char_readings)
    report(0.9, "整理法规与同义词")
    laws = [fold("|".join((d.law, *d.law_short_names))) for d in documents]
    _write_json(folder / ARTICLES, article_table(documents, laws))
    groups = [tuple(map(fold, group)) for group in synonyms]
    names = [word for group in groups for word in group]
    names += [fold(name) for d in documents if d.kind not in _OF_EVERYTHING for name in (d.title, *d.tags)]
    _write_lines(folder / VOCABULARY, vocabulary(names))
    _write_json(folder / SYNONYMS, [(group, _standing(group, found[TEXT])) for group in groups])


def _standing(words: Sequence[str], postings: FieldPostings) -> list[str]:
    """Those of `words` whose pairs all stand in the texts: the others can be typed but never found."""
    keys = [np.array([term_key(t) for t in pairs_of(word)], np.uint64) for word in words]
    return [w for w, k in zip(words, keys, strict=True) if len(k) and postings.find(k).min() >= 0]


def _line(document: Document) -> bytes:
    """The document as one line of JSON."""
    try:
        return msgspec.json.encode(document) + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(asdict(document), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _write_documents(folder: Path, documents: Sequence[Document], lines: Sequence[bytes]) -> None:
    (folder / DOCUMENTS).write_bytes(b"".join(lines))
    sizes = [0, *map(len, lines)]
    arrays = {
        "offsets": np.cumsum(sizes).astype("<i8"),
        "kinds": np.array([KINDS.index(d.kind) for d in documents], "u1"),
        "severities": np.array([d.severity.rank if d.severity else 255 for d in documents], "u1"),
        "phases": np.array([_bits(PHASES, d.phases) for d in documents], "u1"),
        "room_sides": np.array([_bits(ROOM_SIDES, d.room_sides) for d in documents], "u1"),
        "extents": np.array([_bits(EXTENTS, d.extents) for d in documents], "u1"),
        "named_by": np.array([min(d.named_by, 255) for d in documents], "u1"),
        **law_signals(documents),
        "qualities": np.array([d.quality for d in documents], "<f4"),
    }
    write_arrays(folder / OFFSETS, arrays)


def _bits(order: Sequence[object], held: Iterable[object]) -> int:
    """A bit for each of `held`, by its place in `order`."""
    return sum(1 << order.index(one) for one in set(held))


def _write_sounds(
    folder: Path, phrases: list[Phrase], texts: Sequence[str], char_readings: ModuleType
) -> None:
    sounds = char_readings.sounds_for(other_characters(texts))
    pairs = np.array(sorted(char_readings.simplified_forms().items()), "<u4")
    write_arrays(
        folder / CHARACTERS,
        {"simplified": pairs, "characters": sounds.characters, "readings": sounds.readings},
    )
    _write_lines(folder / SYLLABLES, sounds.syllables)
    spoken: dict[str, Sequence[str]] = {}
    if sum(len(p.text) for p in phrases) <= _CONTEXT_LIMIT:
        spoken = {p.text: char_readings.in_context(p.text) for p in phrases}
    _write_json(folder / READINGS, spoken)
    phrases = [replace(p, readings=spoken.get(p.text, ())) for p in phrases]
    write_arrays(folder / PHRASES, lay_out(phrases, sounds).arrays())


def phrases_of(documents: Iterable[Document], folding: Folding) -> Iterator[Phrase]:
    """The phrases of all documents, by document, then role."""
    for number, document in enumerate(documents):
        roles = ((Role.TITLE, (document.title,)), (Role.ASK, document.asks), (Role.TAG, document.tags))
        for role, phrases in roles:
            for order, text in enumerate(phrases):
                yield Phrase(number, role, order, folding.fold(text))


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8", newline="\n")
