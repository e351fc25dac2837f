"""Full-width marks, foreign blanks and invisible characters where YAML stands: named with code point, line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from handbook.content.loader import load_content
from handbook.content.yaml_reader import YamlRefused, read_yaml
from handbook.model.problem import Problem
from tests.unit.content.content_sample import files, write

KN = "knowledge/kn-sample.yaml"
SENTENCES = "summary: 全角的“引号”：逗号，括号（也行）【注】；空　格。\n"


@dataclass(frozen=True)
class Slip:
    """Another character at a structural place."""

    at: int
    """Where the foreign character stands in `text`."""
    text: str


def _slips(text: str) -> Iterator[tuple[str, int, int, str]]:
    """(kind of slip, start, end, what stands there then); a foreign character is the first one that is not ASCII."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        at = token.start_mark.index
        match token:
            case yaml.ValueToken() if text[at] == ":":
                end = at + 2 if text[at + 1] == " " else at + 1
                yield "colon", at, end, "："
                yield "colon and blank", at, at + 1, "："
                if end == at + 2:
                    yield "hard blank after a colon", at, end, ":\u00a0"
                    yield "wide blank after a colon", at, end, ":\u3000"
            case yaml.FlowSequenceStartToken():
                yield "opening bracket", at, at + 1, "［"
            case yaml.FlowSequenceEndToken():
                yield "closing bracket", at, at + 1, "］"
            case yaml.FlowMappingStartToken():
                yield "opening brace", at, at + 1, "｛"
            case yaml.FlowMappingEndToken():
                yield "closing brace", at, at + 1, "｝"
            case yaml.BlockEntryToken():
                yield "dash", at, at + 1, "－"
                yield "long dash", at, at + 1, "—"
                yield "hard blank after a dash", at, at + 2, "-\u00a0"
            case yaml.KeyToken():
                yield "zero width before a key", at, at, "\u200b"
            case yaml.ScalarToken() if token.style == '"':
                yield "closing quote", token.end_mark.index - 1, token.end_mark.index, "”"
    for indent in re.finditer(r"^ +(?=- |[a-z]+:)", text, re.MULTILINE):
        width = len(indent[0])
        yield "wide indent", indent.start(), indent.end(), "\u3000" * (width // 2)
        yield "hard indent", indent.start(), indent.end(), "\u00a0" * width
        yield "tab", indent.start(), indent.end(), "\t"
    for end in re.finditer(r"\n", text):
        yield "line separator", end.start(), end.start(), "\u2028"
        yield "mark of the byte order", end.end(), end.end(), "\ufeff"


KINDS = [
    "colon",
    "colon and blank",
    "hard blank after a colon",
    "wide blank after a colon",
    "opening bracket",
    "closing bracket",
    "opening brace",
    "closing brace",
    "dash",
    "long dash",
    "hard blank after a dash",
    "zero width before a key",
    "closing quote",
    "wide indent",
    "hard indent",
    "tab",
    "line separator",
    "mark of the byte order",
]


def _made(kind: str, most: int) -> Iterator[tuple[str, Slip]]:
    """Slips of a kind, spread evenly over the whole sample."""
    every = [
        (name, Slip(start + _foreign(new), text[:start] + new + text[end:]))
        for name, text in files().items()
        if "/" in name
        for found, start, end, new in _slips(text)
        if found == kind and not _is_harmless(text, text[:start] + new + text[end:])
    ]
    yield from every[:: max(1, len(every) // most)]


def _is_harmless(text: str, slipped: str) -> bool:
    """Whether YAML reads both alike: a tab between the keys of one line that goes on in the next, for one."""
    try:
        return bool(read_yaml(slipped.encode()).value == read_yaml(text.encode()).value)
    except YamlRefused:
        return False


def _foreign(new: str) -> int:
    return next(at for at, char in enumerate(new) if not char.isascii() or char == "\t")


def _problems(root: Path, name: str, text: str) -> list[Problem]:
    write(root, files() | {name: text})
    return [p for p in load_content(root).problems if p.file == name]


@pytest.mark.parametrize("kind", KINDS)
def test_a_foreign_character_is_named_where_it_stands(kind: str, tmp_path: Path) -> None:
    slips = list(_made(kind, 12))
    assert len(slips) >= 4
    for name, slip in slips:
        before = slip.text[: slip.at]
        place = (name, before.count("\n") + 1, slip.at - before.rfind("\n"))
        found = _problems(tmp_path, name, slip.text)
        told = [(p.file, p.line, p.column) for p in found if f"U+{ord(slip.text[slip.at]):04X}" in p.message]
        assert told == [place], f"{slip.text.splitlines()[place[1] - 1]!r}: {[str(p) for p in found]}"


NAMED = {
    "key": ("title：站点说明\n", 1, 6, ["全角冒号", "U+FF1A", "半角冒号加一个空格"]),
    "last line": ("id: kn-sample\ntitle：站点说明", 2, 6, ["全角冒号"]),
    "key of an item": ("sources: [{title：据通识, confidence: 据通识}]\n", 1, 17, ["全角冒号"]),
    "colon without a blank": ("title:站点说明\nsummary: 甲\n", 1, 6, ["空格"]),
    "comma between keys": ("sources: [{title: 据通识，confidence: 据通识}]\n", 1, 22, ["全角逗号", "U+FF0C"]),
    "brackets": ("tags: 【气, 泵】\n", 1, 7, ["方头括号", "U+3010"]),
    "word of a vocabulary": ("severity: 一般\u200b\n", 1, 13, ["零宽空格", "U+200B", "删去"]),
    "date": ("reviewed: 2026－11－20\n", 1, 15, ["全角横线", "U+FF0D"]),
    "digits": ("review_by: ２027-09-30\n", 1, 12, ["U+FF12"]),
    "key in full width": ("ｔitle: 站点\n", 1, 1, ["U+FF54"]),
    "key in quotes": ("“title”: 站点\n", 1, 1, ["中文引号", "U+201C"]),
    "quoted text": ("title: “水: 八”\n", 1, 8, ["中文引号", "U+201C"]),
    "comment": ("＃ 说明\ntitle: 站点\n", 1, 1, ["U+FF03"]),
    "tab": ("tags:\n\t- 气\n", 2, 1, ["制表符", "U+0009", "普通空格"]),
    "paragraph separator": ("title: 站点\u2029summary: 甲\n", 1, 10, ["段分隔符", "U+2029"]),
    "next line": ("title: 站\u0085点\n", 1, 9, ["U+0085"]),
    "control character": ("title: 站\x0b点\n", 1, 9, ["控制字符", "U+000B"]),
}


@pytest.mark.parametrize("name", NAMED)
def test_examples_are_named_in_words(name: str, tmp_path: Path) -> None:
    slip, line, column, words = NAMED[name]
    replaced = set(
        re.findall(
            r"(?:^|\s)\W?(id|title|severity|sources|tags|reviewed|review_by|summary)\b",
            slip.replace("ｔ", "t"),
        )
    )
    parts = re.split(r"^(?=[a-z_]+:)", files()[KN], flags=re.MULTILINE)
    rest = "".join(part for part in parts if part.split(":")[0] not in replaced)
    is_last = not slip.endswith("\n")
    text = f"{rest}{slip}" if is_last else f"{slip}{rest}"
    at = line + rest.count("\n") if is_last else line
    found = _problems(tmp_path, KN, text)
    told = [p for p in found if (p.line, p.column) == (at, column)]
    assert told, [str(p) for p in found]
    assert all(word in told[0].message for word in words), told[0].message


def test_every_slip_of_a_file_is_told_at_its_own_place(tmp_path: Path) -> None:
    text = files()[KN].replace(
        "sources: [{title: 据通识, confidence: 据通识}]", "sources: [{title：据通识, confidence：据通识}]"
    )
    text = text.replace("reviewed: 2026-11-20", "reviewed: 2026－11-20")
    found = _problems(tmp_path, KN, text)
    lines = text.splitlines()
    assert sorted((lines[p.line - 1][p.column - 1], p.rule) for p in found) == [
        ("－", "wrong-character"),
        *[("：", "wrong-character")] * 2,
    ]


def test_special_files_are_told_too(tmp_path: Path) -> None:
    for name, text, place in (
        ("handbook.yaml", "version：2026.11\n", (1, 8)),
        (
            "values.yaml",
            "values:\n  - {key：ab, label: 甲, scope: 公司, source: 典型值, confidence: 高}\n",
            (2, 9),
        ),
        ("synonyms.yaml", "groups:\n  - [气堵，窝气]\n", (2, 8)),
    ):
        found = _problems(tmp_path / name, name, text)
        assert [(p.line, p.column) for p in found] == [place], [str(p) for p in found]


MISTAKES = {
    "misspelt key": "titel: 站点",
    "unknown word": "severity: 平常",
    "wrong date": "reviewed: 去年",
    "missing bracket": "tags: [气, 泵",
    "sentence with a colon": "title: 注意: 站点",
    "list for a text": "title: [甲]",
    "text for a list": "tags: 气，泵",
}


@pytest.mark.parametrize("name", MISTAKES)
def test_marks_of_sentences_are_not_blamed_for_other_mistakes(name: str, tmp_path: Path) -> None:
    change = f"{SENTENCES}{MISTAKES[name]}\nkey_points: [气往高处走：先放气，再看“压力”。]"
    found = _problems(tmp_path, KN, files({KN: change})[KN])
    assert found
    assert not [p for p in found if "U+" in p.message], [str(p) for p in found]


def test_sentences_with_full_width_marks_are_read(tmp_path: Path) -> None:
    assert _problems(tmp_path, KN, files({KN: SENTENCES})[KN]) == []


def test_a_huge_broken_file_is_answered_all_the_same() -> None:
    text = "a:\n" + "  - 甲：乙，丙“丁”。\n" * 12_000 + "b：c\nd: e\n"
    with pytest.raises(YamlRefused) as refused:
        read_yaml(text.encode())
    assert refused.value.place.line == 12_002
