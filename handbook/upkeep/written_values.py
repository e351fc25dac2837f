"""Rows of a values file, as they are written: the text goes in, each row by its key comes out, and edits of rows go back in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.content.writing.draft import DraftRefused
from handbook.content.writing.edits import Edit, Insert, Put, Remove
from handbook.content.writing.splice import spliced
from handbook.content.yaml_reader import Value, YamlRefused, read_yaml

ORDER = (
    *(
        "key",
        "label",
        "value",
        "unit",
        "is_typical",
        "figure",
        "promise",
        "counts_from",
        "scope",
        "source",
        "date",
    ),
    *("confidence", "citations"),
)
"""Keys of a row as the house writes them."""
_READ_OFF = ("figure", "is_typical")
"""What does not stay where the words are others: the figure is read off them, and they are no longer only usual."""
_LIST = "values"


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row, with what it says in texts."""

    index: int
    said: Mapping[str, str]
    """Key → text, of all that is one text."""
    citations: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()

    def same_as(self, other: "WrittenRow | None") -> bool:
        """Whether both say the same, wherever they stand."""
        return other is not None and (self.said, self.keys) == (other.said, other.keys)


@dataclass(frozen=True, slots=True)
class WrittenValues:
    """What a values file says."""

    text: str = ""
    rows: Mapping[str, WrittenRow] = field(default_factory=dict[str, WrittenRow])
    count: int = 0
    """Items of its list, those that are no rows included."""
    is_empty: bool = True
    """Whether the document holds nothing at all."""


def written_values(text: str, name: str = "本单位资料") -> WrittenValues:
    """The rows of `text`. Raises DraftRefused where nothing can be read of it, with the line."""
    if not text.strip():
        return WrittenValues(text)
    try:
        value = read_yaml(text.encode()).value
    except YamlRefused as refused:
        raise DraftRefused(
            f"{name}的文件第 {refused.place.line} 行读不懂({refused.message}),没有动它;请先把那一行改好"
        ) from refused
    items = value.get(_LIST) if isinstance(value, dict) else None
    rows: dict[str, WrittenRow] = {}
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("key"), str):
            rows[str(item["key"])] = _row(index, item)
    count = len(items) if isinstance(items, list) else 0
    return WrittenValues(text, rows, count, value is None)


def with_row(values: WrittenValues, said: Mapping[str, str]) -> str:
    """The text with the row `said["key"]` saying that; what else the row says stays."""
    row = values.rows.get(said["key"])
    if row is None:
        written: dict[str, Value] = dict(said)
        if values.is_empty or (not values.count and "#" not in values.text):
            return _spliced(values.text, [Put((), {_LIST: [written]})])
        return _spliced(values.text, [Insert((_LIST,), values.count, written)])
    at = (_LIST, row.index)
    edits: list[Edit] = [
        Put((*at, name), text, ORDER) for name, text in said.items() if row.said.get(name, "") != text
    ]
    if any(row.said.get(name, "") != said.get(name, "") for name in ("value", "unit")):
        edits += [Remove((*at, name)) for name in _READ_OFF if name in row.keys]
    elif "is_typical" in row.keys:
        edits.append(Remove((*at, "is_typical")))
    return _spliced(values.text, edits) if edits else values.text


def without_row(values: WrittenValues, key: str) -> str:
    """The text without that row."""
    row = values.rows.get(key)
    return values.text if row is None else _spliced(values.text, [Remove((_LIST, row.index))])


def _row(index: int, item: dict[str, Value]) -> WrittenRow:
    cited = item.get("citations")
    return WrittenRow(
        index=index,
        said={name: text for name, text in item.items() if isinstance(text, str)},
        citations=tuple(one for one in cited if isinstance(one, str)) if isinstance(cited, list) else (),
        keys=frozenset(item),
    )


def _spliced(text: str, edits: Sequence[Edit]) -> str:
    return spliced(text.encode(), edits).decode()
