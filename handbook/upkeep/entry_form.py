"""The classes of the model -> the fields of a form: what each is called, what it takes, what it may be."""

import types
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import MaxLen

from handbook.content.yaml_reader import Value
from handbook.model.handbook import CLASS_OF_KIND
from handbook.model.kinds import Kind, Tone
from handbook.upkeep.field_words import choices_of, words_of


class Shape(StrEnum):
    """What a field takes."""

    LINE = "line"
    """One line of words."""
    TEXT = "text"
    """Words of any length, with values in them."""
    LINES = "lines"
    """A list of words."""
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    NUMBER = "number"
    DAY = "day"
    ENTRY = "entry"
    """Id of another entry."""
    ENTRIES = "entries"
    """Ids of entries, or roles that a region answers."""
    VALUES = "values"
    """Keys of site values."""
    NAME = "name"
    """The name of a part within the entry, such as a step: chosen among those that are there."""
    NAMES = "names"
    VARIANTS = "variants"
    """Words in each of a few ways of saying it."""
    CONDITION = "condition"
    """Step → answers under which it holds."""
    PART = "part"
    """Fields of their own, once or not at all."""
    ITEMS = "items"
    """A list of such parts."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form."""

    name: str
    """As it stands in the file."""
    shape: Shape
    label: str
    help: str
    group: str
    """Section of the form."""
    is_needed: bool
    choices: tuple[tuple[str, str], ...] = ()
    """What may stand there, and how it is called."""
    part: type[Any] | None = None
    """Class of a part, or of each item."""
    most: int = 0
    """Most characters; 0 = no end."""
    default: str = ""
    """What holds where nothing is written."""


_HIDDEN = {
    *((owner, "id") for owner in ("Entry", "Step", "Outcome", "ScriptLine")),
    ("Step", "kind"),
    ("RegulationArticle", "text_print"),
    ("SiteValue", "figure"),
}
"""What the program itself writes; the kind of a step is chosen by buttons of its own."""
_WRITTEN_BY_PROGRAM = "is_standing"
_SHAPES: dict[tuple[str, str], Shape] = {
    ("Entry", "citations"): Shape.ENTRIES,
    ("Entry", "related"): Shape.ENTRIES,
    ("Outcome", "citations"): Shape.ENTRIES,
    ("GuideLine", "citations"): Shape.ENTRIES,
    ("Answer", "entry"): Shape.ENTRY,
    ("Answer", "outcome"): Shape.NAME,
    ("Procedure", "default_outcome"): Shape.NAME,
    ("Procedure", "dispatch_minimum"): Shape.NAMES,
    ("EmergencyCard", "dispatch_minimum"): Shape.NAMES,
    ("EmergencyCard", "promises"): Shape.VALUES,
    ("Step", "promises"): Shape.VALUES,
    ("Outcome", "promise"): Shape.NAME,
}
_LONG = {
    "text",
    "say",
    "summary",
    "body",
    "facts",
    "dispute",
    "result",
    "why",
    "next_action",
    "stop",
    "takeover",
    "done",
    "penalties",
    "note",
    "instead",
}
"""Words that often run over a line."""


def fields_of(cls: type[Any]) -> tuple[FieldSpec, ...]:
    """The fields of one class of the model in its order, without those that the program itself writes."""
    if cls not in _KNOWN:
        _KNOWN[cls] = _fields_of(cls)
    return _KNOWN[cls]


def _fields_of(cls: type[Any]) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(cls, include_extras=True)
    owners = [owner.__name__ for owner in cls.__mro__]
    return tuple(
        _spec(cls, one, hints[one.name])
        for one in fields(cls)
        if one.name != _WRITTEN_BY_PROGRAM and not any((owner, one.name) in _HIDDEN for owner in owners)
    )


_KNOWN: dict[type[Any], tuple[FieldSpec, ...]] = {}
"""They are asked for at every field that is shown."""


def order_of(cls: type[Any]) -> tuple[str, ...]:
    """All keys of the class in the order in which files have them."""
    return tuple(one.name for one in fields(cls))


def class_at(kind: Kind, path: tuple[str | int, ...]) -> type[Any]:
    """Class of the mapping at `path` in the plain values of an entry; () is the entry itself."""
    cls: type[Any] = CLASS_OF_KIND[kind]
    for part in path:
        if isinstance(part, str):
            spec = next((one for one in fields_of(cls) if one.name == part), None)
            if spec is None or spec.part is None:
                raise KeyError(f"no part at {path}")
            cls = spec.part
    return cls


def empty_part(cls: type[Any]) -> dict[str, Value]:
    """A new item of that class: what it needs, still empty, and the first of each choice."""
    made: dict[str, Value] = {}
    for spec in fields_of(cls):
        if not spec.is_needed:
            continue
        if spec.shape is Shape.VARIANTS:
            made[spec.name] = {Tone.STANDARD.value: ""}
        elif spec.shape in (Shape.ITEMS, Shape.LINES, Shape.CHOICES, Shape.ENTRIES):
            made[spec.name] = []
        else:
            made[spec.name] = spec.choices[0][0] if spec.choices else ""
    return made


def _spec(cls: type[Any], one: "Field[Any]", hint: Any) -> FieldSpec:
    words = words_of(cls, one.name)
    bare, most = _bare(hint)
    shape, choices, part = _shape(bare)
    if shape is Shape.FLAG and one.default is None:  # said either way, or not at all
        shape, choices = Shape.CHOICE, (("true", "是"), ("false", "不是"))
    called = choices_of(cls, one.name)
    choices = tuple((written, called.get(written, words)) for written, words in choices)
    owners = [owner.__name__ for owner in cls.__mro__]
    shape = next((_SHAPES[o, one.name] for o in owners if (o, one.name) in _SHAPES), shape)
    if shape is Shape.LINE and one.name in _LONG:
        shape = Shape.TEXT
    has_default = one.default is not MISSING or one.default_factory is not MISSING
    default = one.default if isinstance(one.default, str | Enum) else ""
    return FieldSpec(
        name=one.name,
        shape=shape,
        label=words.label,
        help=words.help,
        group=words.group,
        is_needed=not has_default,
        choices=choices,
        part=part,
        most=most,
        default=str(default.value if isinstance(default, Enum) else default),
    )


def _bare(hint: Any) -> tuple[Any, int]:
    """The type without what it is annotated with, and without None; and the most characters of it."""
    most = 0
    while True:
        if get_origin(hint) is Annotated:
            most = next((m.max_length for m in hint.__metadata__ if isinstance(m, MaxLen)), most)
            hint = get_args(hint)[0]
        elif get_origin(hint) in (Union, types.UnionType):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        else:
            return hint, most


def _choices(cls: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(one.value), str(getattr(one, "label", one.value))) for one in cls)


def _shape(bare: Any) -> tuple[Shape, tuple[tuple[str, str], ...], type[Any] | None]:
    origin, args = get_origin(bare), get_args(bare)
    if origin is Literal:
        return Shape.CHOICE, tuple((str(arg), str(arg)) for arg in args), None
    if origin is dict:
        is_enum = isinstance(args[0], type) and issubclass(args[0], Enum)
        choices = _choices(args[0]) if is_enum else ()
        return (Shape.VARIANTS if is_enum else Shape.CONDITION), choices, None
    if origin is tuple:
        item, _ = _bare(args[0])
        shape, found, part = _shape(item)
        lists = {Shape.CHOICE: Shape.CHOICES, Shape.PART: Shape.ITEMS}
        return lists.get(shape, Shape.LINES), found, part
    if is_dataclass(bare) and isinstance(bare, type):
        return Shape.PART, (), bare
    if isinstance(bare, type) and issubclass(bare, Enum):
        return Shape.CHOICE, _choices(bare), None
    simple = {bool: Shape.FLAG, int: Shape.NUMBER, float: Shape.NUMBER, date: Shape.DAY}
    return simple.get(bare, Shape.LINE), (), None
