"""The model's classes go in; validators of plain values and JSON Schemas for editors come out."""

from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from handbook.content.check_files import (
    PATTERNS_HERE,
    ActsFile,
    CheckFile,
    FirstAidFile,
    PrioritiesFile,
    ProhibitedActsFile,
    StaleLawFile,
    WrittenAct,
    WrittenFigure,
    WrittenInstruction,
    WrittenMatter,
)
from handbook.content.check_schema import patterns_schema
from handbook.content.file_names import (
    ACTS,
    CHECK_FOLDER,
    FIRST_AID,
    PRIORITIES,
    PROHIBITED_ACTS,
    STALE_LAW,
    SUCCESSORS_FILE,
)
from handbook.model.emergency import CardOutcome, ImmediateLine
from handbook.model.entry import Elsewhere, Entry, Source
from handbook.model.handbook import CLASS_OF_KIND
from handbook.model.kinds import Kind
from handbook.model.region import Region
from handbook.model.regulation import Figure, Superseded
from handbook.model.script import Placeholder, ScriptLine, Taboo
from handbook.model.service_guide import GuideLine, ServiceGuide
from handbook.model.site_value import SiteValue
from handbook.model.standing import CannotMeasure, Standing
from handbook.model.step import Answer, Outcome, Step, ValueField
from handbook.model.successor import Successor
from handbook.model.value_figure import (
    Approval,
    ClockSpan,
    DaySpan,
    MonthDay,
    MonthShare,
    Quantity,
    Surcharge,
    Tier,
    ValueFigure,
    YearOff,
)

CLASS_OF_CHECK: dict[str, type[CheckFile]] = {
    STALE_LAW: StaleLawFile,
    FIRST_AID: FirstAidFile,
    PROHIBITED_ACTS: ProhibitedActsFile,
    ACTS: ActsFile,
    PRIORITIES: PrioritiesFile,
}

_NESTED = (
    Answer,
    Approval,
    CannotMeasure,
    CardOutcome,
    ClockSpan,
    DaySpan,
    Elsewhere,
    Figure,
    GuideLine,
    ImmediateLine,
    MonthDay,
    MonthShare,
    Outcome,
    Placeholder,
    Quantity,
    Region,
    ScriptLine,
    ServiceGuide,
    SiteValue,
    Source,
    Standing,
    Step,
    Successor,
    Superseded,
    Surcharge,
    Taboo,
    Tier,
    ValueField,
    ValueFigure,
    WrittenAct,
    WrittenFigure,
    WrittenInstruction,
    WrittenMatter,
    YearOff,
)

# The model knows nothing of pydantic; this is the attribute by which pydantic takes the strictness of a plain
# dataclass. Text is turned into numbers and dates (YAML gives text alone); unknown keys are refused, and
# so are nan and inf, which JSON cannot hold.
_CONFIG = ConfigDict(
    extra="forbid", use_attribute_docstrings=True, str_strip_whitespace=True, allow_inf_nan=False
)
for _cls in (Entry, *CLASS_OF_KIND.values(), *CLASS_OF_CHECK.values(), *_NESTED):
    setattr(_cls, "__pydantic_config__", _CONFIG)  # noqa: B010 (not an attribute the class declares)

_USE: dict[str, Any] = {
    "type": "object",
    "description": "A step of standing.yaml, taken by its id.",
    "properties": {
        "use": {"type": "string", "minLength": 1, "description": "Id of the step in standing.yaml."},
        "group": {"type": "string", "description": "Heading of the group that begins here."},
        "when": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "Step id → labels of answers; the step applies only then.",
        },
    },
    "required": ["use"],
    "additionalProperties": False,
}
"""Instead of a step, an entry may name one that many entries share."""


@cache
def validator(kind: Kind) -> TypeAdapter[Entry]:
    """Validator of one kind; `validate_python` takes the plain values of a file."""
    return TypeAdapter(CLASS_OF_KIND[kind])


@cache
def values_validator() -> TypeAdapter[SiteValue]:
    """Validator of one site value."""
    return TypeAdapter(SiteValue)


@cache
def region_validator() -> TypeAdapter[Region]:
    """Validator of ``regions/<id>/region.yaml``."""
    return TypeAdapter(Region)


@cache
def successors_validator() -> TypeAdapter[Successor]:
    """Validator of one row of ``successors.yaml``."""
    return TypeAdapter(Successor)


@cache
def standing_validator() -> TypeAdapter[Standing]:
    """Validator of ``standing.yaml``."""
    return TypeAdapter(Standing)


@cache
def check_validator(name: str) -> TypeAdapter[CheckFile]:
    """Validator of the file `name` of ``checks/``; its patterns are read by `check_patterns`."""
    return TypeAdapter(CLASS_OF_CHECK[name])


@cache
def _shared_schema() -> dict[str, Any]:
    return TypeAdapter(Entry).json_schema()


def json_schema(kind: Kind) -> dict[str, Any]:
    """JSON Schema of one kind, for editors with completion."""
    schema = validator(kind).json_schema()
    # Pydantic finds the docstrings of a class's own attributes, not those of the attributes it inherits.
    for name, part in _shared_schema()["properties"].items():
        if "description" in part:
            schema["properties"][name].setdefault("description", part["description"])
    if kind in (Kind.PROCEDURE, Kind.EMERGENCY):
        steps = schema["properties"]["steps"]
        steps["items"] = {"anyOf": [steps["items"], _USE]}
    return _titled(schema, f"{kind.label}({kind.folder}/*.yaml)")


def region_schema() -> dict[str, Any]:
    """JSON Schema of ``regions/<id>/region.yaml``."""
    return _titled(region_validator().json_schema(), "地区(regions/<编号>/region.yaml)")


def values_schema() -> dict[str, Any]:
    """JSON Schema of ``values.yaml``."""
    rows = TypeAdapter(list[SiteValue]).json_schema()
    definitions = rows.pop("$defs")
    schema = {
        "type": "object",
        "properties": {"values": {**rows, "description": "Site values, each once."}},
        "required": ["values"],
        "additionalProperties": False,
        "$defs": definitions,
    }
    return _titled(schema, "站点值(values.yaml)")


def standing_schema() -> dict[str, Any]:
    """JSON Schema of ``standing.yaml``."""
    return _titled(standing_validator().json_schema(), "共用步骤和答案(standing.yaml)")


def successors_schema() -> dict[str, Any]:
    """JSON Schema of ``successors.yaml``."""
    rows = TypeAdapter(list[Successor]).json_schema()
    definitions = rows.pop("$defs")
    schema = {
        "type": "object",
        "properties": {"successors": {**rows, "description": "What took the place of entries that went."}},
        "required": ["successors"],
        "additionalProperties": False,
        "$defs": definitions,
    }
    return _titled(schema, f"接替没有了的条目({SUCCESSORS_FILE})")


def check_schema(name: str) -> dict[str, Any]:
    """JSON Schema of the file `name` of ``checks/``."""
    schema = _with_patterns(check_validator(name).json_schema())
    schema.setdefault("$defs", {}).update(patterns_schema())
    return _titled(schema, f"{CHECK_FOLDER}/{name}")


def _with_patterns(schema: Any) -> Any:
    """`schema` with a reference to the patterns where they stand."""
    if isinstance(schema, dict):
        if PATTERNS_HERE.items() <= schema.items():
            others = {key: part for key, part in schema.items() if key not in PATTERNS_HERE}
            return {**others, "$ref": "#/$defs/patterns"}
        return {key: _with_patterns(part) for key, part in schema.items()}
    return [_with_patterns(part) for part in schema] if isinstance(schema, list) else schema


def _titled(schema: dict[str, Any], title: str) -> dict[str, Any]:
    return {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
