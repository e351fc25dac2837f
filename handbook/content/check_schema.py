"""JSON Schema of the patterns in a check file; what it says of a part `check_patterns` reads."""

from collections.abc import Mapping
from typing import Any

from handbook.content.check_patterns import CLASSES, LONGEST_TERM, MOST_REPEATS, OVER, WIDEST_GAP


def patterns_schema() -> dict[str, Any]:
    """JSON Schemas of a list of patterns and of what it is made of, by the name of the definition."""
    items: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/pattern"}}
    width: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": WIDEST_GAP}
    word: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST_TERM}
    one_of = _only("one_of", word, "Any one of these characters.")
    plain_items: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"anyOf": [word, one_of]}}
    digit = _only("class", {"const": "digit"}, "One digit.")
    after: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"anyOf": [word, one_of, digit]}}
    span = {"anyOf": [width, {"type": "string", "pattern": "^[1-9][0-9]?-[1-9][0-9]?$"}]}
    sentence = {"anyOf": [width, {"const": "sentence"}]}
    options = {
        "without": {**word, "description": "Characters that the gap must not hold."},
        "over": {"type": "string", "pattern": f"^[{OVER}]+$", "description": "Stops that it may hold."},
    }
    kinds = [
        _only("any", items, "One of these, the first that fits."),
        _only("maybe", items, "One of these, or nothing."),
        _only("repeat", plain_items, f"Any of these words, up to {MOST_REPEATS} in turn, or nothing."),
        one_of,
        _only("set", word, "What stands under this name in `sets`."),
        _only("verb", items, "As `any`; marks the verb where the object stands first."),
        _only("before", items, "One of these must follow."),
        _only("not_before", items, "None of these may follow."),
        _only("not_after", after, "None of these may stand before."),
        _only("within", sentence, "At most so many characters inside a sentence, or up to its end."),
        _only("clause", span, "At most so many characters inside a clause, as many as fit.", options),
        _only("nearest", width, "At most so many characters inside a clause, as few as fit.", options),
        _only("class", {"enum": [*CLASSES]}, "A digit; blanks or none; the end of the text."),
    ]
    part = {"anyOf": [word, *kinds]}
    pattern = {
        "anyOf": [
            {"$ref": "#/$defs/part"},
            {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/part"}},
        ]
    }
    return {"patterns": items, "pattern": pattern, "part": part}


def _only(
    key: str, value: Mapping[str, Any], meaning: str, options: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: {**value, "description": meaning}, **(options or {})},
        "required": [key],
        "additionalProperties": False,
    }
