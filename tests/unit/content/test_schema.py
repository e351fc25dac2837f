"""The JSON Schemas are valid and judge documents as the validator does."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from handbook.content.entries import read_entry
from handbook.content.origin import Origin
from handbook.content.schema import json_schema
from handbook.content.yaml_reader import read_yaml
from handbook.model.kinds import Kind
from tests.unit.content.content_sample import files, merged

_FOLDERS = {kind.folder: kind for kind in Kind}


class _TextOnly(yaml.SafeLoader):
    """A loader as editors use it, but with dates and clock times left as text."""


_TextOnly.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _accepts_schema(kind: Kind, text: str) -> bool:
    document: Any = yaml.load(text, Loader=_TextOnly)
    return bool(Draft202012Validator(json_schema(kind)).is_valid(document))


def _accepts_reader(kind: Kind, stem: str, text: str) -> bool:
    document = read_yaml(text.encode())
    entry, _ = read_entry(kind, stem, document.value, Origin("x", document))
    return entry is not None


@pytest.mark.parametrize("kind", Kind)
def test_a_schema_is_valid_and_closed(kind: Kind) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    for name, definition in schema.get("$defs", {}).items():
        if definition.get("type") == "object":
            assert definition["additionalProperties"] is False, name
    assert kind.label in schema["title"]


@pytest.mark.parametrize("kind", Kind)
def test_every_key_is_explained(kind: Kind) -> None:
    schema = json_schema(kind)
    silent = [
        name
        for name, part in schema["properties"].items()
        if "description" not in part and "$ref" not in part
    ]
    assert silent == []


@pytest.mark.parametrize("name", [n for n in files() if n.split("/")[0] in _FOLDERS])
def test_schema_and_reader_accept_the_sample(name: str) -> None:
    kind, text = _FOLDERS[name.split("/", maxsplit=1)[0]], files()[name]
    assert _accepts_schema(kind, text)
    assert _accepts_reader(kind, Path(name).stem, text)


BAD = {
    "unknown key": ("procedures/proc-sample.yaml", "famly: 漏水"),
    "unknown word": ("procedures/proc-sample.yaml", "family: 散热不好"),
    "no title": ("procedures/proc-sample.yaml", "title: ~~"),
    "empty title": ("procedures/proc-sample.yaml", "title: ''"),
    "asks as text": ("procedures/proc-sample.yaml", "asks: 上热下凉"),
    "step without text": ("procedures/proc-sample.yaml", "steps: [{kind: do}]"),
    "unknown key in a step": ("procedures/proc-sample.yaml", "steps: [{kind: do, text: x, txt: y}]"),
    "step of no kind": ("emergency/em-sample.yaml", "steps: [{kind: dance, text: x}]"),
    "answers in an immediate line": (
        "emergency/em-sample.yaml",
        "immediate: [{kind: say, text: x, answers: []}]",
    ),
    "immediate line that asks": ("emergency/em-sample.yaml", "immediate: [{kind: ask, text: x}]"),
    "digit as word": ("emergency/em-sample.yaml", "digit: 一"),
    "card without an end": ("emergency/em-sample.yaml", "done: ~~"),
    "unknown status": ("regulations/reg-in-force.yaml", "status: 有效"),
    "figure as text": ("regulations/reg-in-force.yaml", "figures: [20 ℃]"),
    "unknown tone": ("scripts/scr-sample.yaml", "lines: [{id: elder, variants: {标准: x, 生气: y}}]"),
    "variants as list": ("scripts/scr-sample.yaml", "lines: [{id: elder, variants: [x]}]"),
    "case without result": ("cases/case-sample.yaml", "result: ~~"),
    "source without confidence": ("knowledge/kn-sample.yaml", "sources: [{title: 据通识}]"),
}


@pytest.mark.parametrize("name", BAD)
def test_schema_and_reader_refuse_the_same(name: str) -> None:
    file, change = BAD[name]
    text = merged(files()[file], change)
    kind = _FOLDERS[file.split("/")[0]]
    assert not _accepts_schema(kind, text)
    assert not _accepts_reader(kind, Path(file).stem, text)
