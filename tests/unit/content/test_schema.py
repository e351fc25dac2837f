"""The JSON Schemas are valid and judge documents as the validator does."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from handbook.content.checks import Checks
from handbook.content.entries import read_entry
from handbook.content.file_names import CHECK_FILES
from handbook.content.origin import Origin
from handbook.content.schema import check_schema, json_schema
from handbook.content.yaml_reader import read_yaml
from handbook.model.kinds import Kind
from handbook.paths import shipped_content
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


def _check_accepted(name: str, text: str) -> tuple[bool, bool]:
    """Whether the schema and the reader accept a file of ``checks/``."""
    document: Any = yaml.load(text, Loader=_TextOnly)
    by_schema = bool(Draft202012Validator(check_schema(name)).is_valid(document))
    read = read_yaml(text.encode())
    return by_schema, not Checks().take(name, read.value, Origin(name, read))


@pytest.mark.parametrize("name", CHECK_FILES)
def test_schema_and_reader_accept_the_shipped_checks(name: str) -> None:
    schema = check_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    silent = [key for key, part in schema["properties"].items() if "description" not in part]
    assert silent == []
    text = (shipped_content() / "checks" / name).read_text(encoding="utf-8")
    assert _check_accepted(name, text) == (True, True)


PARTS = {
    "a word": "放水",
    "words in turn": "[放, 水]",
    "any": "{any: [放, [泄, 水]]}",
    "maybe": "[{maybe: [热]}, 水]",
    "repeat": "[{repeat: [热, {one_of: 冷脏}]}, 水]",
    "one of": "{one_of: 放泄}",
    "verb": "[把水, {verb: [放, 泄]}]",
    "before": "[放, {before: [水, {class: end}]}]",
    "not before": "[放, {not_before: [水]}]",
    "not after": "[{not_after: [安, {one_of: 存摆}, {class: digit}]}, 放]",
    "within": "[放, {within: 5}, 水]",
    "within a sentence": "[放, {within: sentence}, 水]",
    "clause": "[放, {clause: 5}, 水]",
    "clause from to": "[放, {clause: 1-6}, 水]",
    "clause with options": "[放, {clause: 5, without: 不没, over: 、}, 水]",
    "nearest": "[放, {nearest: 5, without: 不}, 水]",
    "class": "[放, {class: space}, 水]",
    "set": "[放, {set: 水}]",
}
NO_PARTS = {
    "nothing": "[]",
    "an empty word": "''",
    "an unknown part": "[放, {regex: x}]",
    "two parts in one": "[放, {any: [水], maybe: [汽]}]",
    "any without a list": "{any: 水}",
    "a repeat of a repeat": "[放, {repeat: [{repeat: [水]}]}]",
    "a repeat of a list": "[放, {repeat: [[水]]}]",
    "one of a list": "{one_of: [水]}",
    "too wide a gap": "[放, {clause: 99}, 水]",
    "no width": "[放, {within: 0}, 水]",
    "a width in words": "[放, {nearest: 三}, 水]",
    "nearest from to": "[放, {nearest: 1-3}, 水]",
    "an option of another gap": "[放, {within: 5, without: 不}, 水]",
    "over a full stop": "[放, {clause: 5, over: 。}, 水]",
    "an unknown class": "[放, {class: letter}]",
    "what stands before, of no width": "[{not_after: [{any: [安]}]}, 放]",
}


def _acts_with(pattern: str) -> str:
    return (
        f"sets: {{水: [水, 汽]}}\nacts:\n  - name: 放水\n    source: 条例\n    patterns:\n      - {pattern}\n"
    )


@pytest.mark.parametrize("pattern", PARTS.values(), ids=PARTS)
def test_schema_and_reader_accept_each_part(pattern: str) -> None:
    assert _check_accepted("prohibited_acts.yaml", _acts_with(pattern)) == (True, True)


@pytest.mark.parametrize("pattern", NO_PARTS.values(), ids=NO_PARTS)
def test_schema_and_reader_refuse_what_is_no_part(pattern: str) -> None:
    assert _check_accepted("prohibited_acts.yaml", _acts_with(pattern)) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "patterns: []",
        "patterns: 烫",
        "patern: [烫]",
        "patterns: [烫]\nmore: x",
        "{}",
    ],
)
def test_schema_and_reader_refuse_a_check_file_of_another_shape(text: str) -> None:
    assert _check_accepted("first_aid.yaml", text) == (False, False)
