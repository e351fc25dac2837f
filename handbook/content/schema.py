"""The model's classes go in; validators of plain values and JSON Schemas for editors come out."""

from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.entry import Entry, Source
from handbook.model.kinds import Kind
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import Figure, RegulationArticle, Superseded
from handbook.model.script import Placeholder, Script, ScriptLine, Taboo
from handbook.model.site_value import SiteValue
from handbook.model.standing import CannotMeasure, Standing
from handbook.model.step import Answer, Outcome, Step, ValueField

CLASS_OF_KIND: dict[Kind, type[Entry]] = {
    Kind.PROCEDURE: Procedure,
    Kind.EMERGENCY: EmergencyCard,
    Kind.REGULATION: RegulationArticle,
    Kind.SCRIPT: Script,
    Kind.KNOWLEDGE: Knowledge,
    Kind.CASE: Case,
}

_NESTED = (
    Answer,
    CannotMeasure,
    Figure,
    ImmediateLine,
    Outcome,
    Placeholder,
    ScriptLine,
    SiteValue,
    Source,
    Standing,
    Step,
    Superseded,
    Taboo,
    ValueField,
)

# The model knows nothing of pydantic; this is the attribute by which pydantic takes the strictness of a plain
# dataclass. Text is turned into numbers and dates (YAML gives text alone); unknown keys are refused, and
# so are nan and inf, which JSON cannot hold.
_CONFIG = ConfigDict(
    extra="forbid", use_attribute_docstrings=True, str_strip_whitespace=True, allow_inf_nan=False
)
for _cls in (Entry, *CLASS_OF_KIND.values(), *_NESTED):
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
def standing_validator() -> TypeAdapter[Standing]:
    """Validator of ``standing.yaml``."""
    return TypeAdapter(Standing)


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


def standing_schema() -> dict[str, Any]:
    """JSON Schema of ``standing.yaml``."""
    return _titled(standing_validator().json_schema(), "共用步骤和答案(standing.yaml)")


def _titled(schema: dict[str, Any], title: str) -> dict[str, Any]:
    return {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
