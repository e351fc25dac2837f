"""Strict YAML: what is plain is read as text with its place; every trap is refused with its rule and place."""

import pytest

from handbook.content.yaml_reader import MAX_BYTES, MAX_DEPTH, YamlRefused, iter_texts, read_yaml


def _nested(depth: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * depth + closing * depth).encode()


REFUSED = {
    "alias": (b"a: 1\nb: *x\n", "alias", (2, 4)),
    "alias bomb": (b"a: &a [x,x]\nb: [*a,*a]\n", "anchor", (1, 4)),
    "anchor on a scalar": (b"a: &x 1\n", "anchor", (1, 4)),
    "anchor on a mapping": (b"a: &x {b: 1}\n", "anchor", (1, 4)),
    "merge key": (b"a: 1\n<<: *a\n", "alias", (2, 5)),
    "python tag": (b"a: !!python/object/apply:os.system [ls]\n", "tag", (1, 4)),
    "local tag": (b"a: !x 1\n", "tag", (1, 4)),
    "harmless standard tag": (b"a: !!str 1\n", "tag", (1, 4)),
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1)),
    "duplicate key inside": (b"a:\n  b: 1\n  b: 2\n", "duplicate-key", (3, 3)),
    "duplicate key in other quotes": (b"a: 1\n'a': 2\n", "duplicate-key", (2, 1)),
    "too deep": (_nested(MAX_DEPTH + 1), "too-deep", (1, MAX_DEPTH + 1)),
    "30,000 brackets": (b"[" * 30_000, "too-deep", (1, MAX_DEPTH + 1)),
    "30,000 braces": (b"{a: " * 30_000, "too-deep", (1, MAX_DEPTH * 4 + 1)),
    "30,000 dashes": (b"- " * 30_000 + b"x", "too-deep", (1, MAX_DEPTH * 2 + 1)),
    "too large": (b"a: " + b"x" * MAX_BYTES, "too-large", (1, 1)),
    "NUL": (b'a: 1\nb: "x\x00y"\n', "yaml-syntax", (2, 6)),
    "bell after Chinese": ("a: 好好\nb: \x07\n".encode(), "yaml-syntax", (2, 4)),
    "lone surrogate": (b'a: "\\ud800"\n', "yaml-syntax", (1, 7)),
    "not UTF-8": ("a: 1\nb: 供热\n".encode("gbk"), "not-utf8", (2, 1)),
    "UTF-16": ("a: 供热\n".encode("utf-16"), "not-utf8", (1, 1)),
    "several documents": (b"a: 1\n---\nb: 2\n", "several-documents", (2, 1)),
    "list as key": (b"? [a, b]\n: c\n", "odd-key", (1, 3)),
    "mapping as key": (b"{a: 1}: c\n", "odd-key", (1, 1)),
    "unclosed bracket": (b"a: [b\n", "yaml-syntax", (2, 1)),
    "tab as indent": (b"a:\n\tb: 1\n", "yaml-syntax", (2, 1)),
    "text with colon": (b"a: b: c\n", "yaml-syntax", (1, 5)),
    "begins with a percent": (b"a: %x\n", "yaml-syntax", (1, 4)),
    "begins with an at sign": (b"a: @x\n", "yaml-syntax", (1, 4)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_trap_is_refused_at_its_place(name: str) -> None:
    raw, rule, place = REFUSED[name]
    with pytest.raises(YamlRefused) as refused:
        read_yaml(raw)
    assert refused.value.rule == rule
    assert (refused.value.place.line, refused.value.place.column) == place
    assert "\n" not in refused.value.message


PLAIN = {
    "leading zero": (b"a: 0571", {"a": "0571"}),
    "clock": (b"a: 12:30", {"a": "12:30"}),
    "sexagesimal": (b"a: 190:20:30", {"a": "190:20:30"}),
    "on as key and value": (b"on: off", {"on": "off"}),
    "yes and no": (b"[yes, no, true, y]", ["yes", "no", "true", "y"]),
    "float and exponent": (
        b"[1.5, 1e3, .inf, .nan, 0x1f, 0o17]",
        ["1.5", "1e3", ".inf", ".nan", "0x1f", "0o17"],
    ),
    "date": (b"a: 2026-11-20", {"a": "2026-11-20"}),
    "null forms": (b"a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
    "quoted null is text": (b"a: 'null'\nb: ''", {"a": "null", "b": ""}),
    "equals sign": (b"a: =", {"a": "="}),
    "BOM": (b"\xef\xbb\xbfa: 1", {"a": "1"}),
    "CRLF": (b"a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
    "depth 32": (_nested(MAX_DEPTH - 1, "[", "]"), None),
    "empty": (b"", None),
    "comment alone": (b"# x\n", None),
    "emoji": ("a: 🔥".encode(), {"a": "🔥"}),
    "one document with marks": (b"---\na: 1\n...\n", {"a": "1"}),
    "folded text": (b"a: >\n  x\n  y\n", {"a": "x y\n"}),
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_text_stays_text(name: str) -> None:
    raw, value = PLAIN[name]
    if name == "depth 32":
        assert isinstance(read_yaml(raw).value, list)
    else:
        assert read_yaml(raw).value == value


def test_depth_of_exactly_the_limit_is_read_and_one_more_is_not() -> None:
    read_yaml(_nested(MAX_DEPTH))
    with pytest.raises(YamlRefused):
        read_yaml(_nested(MAX_DEPTH + 1))


def test_size_of_exactly_the_limit_is_read() -> None:
    raw = b"a: " + b"x" * (MAX_BYTES - 3)
    assert read_yaml(raw).value == {"a": "x" * (MAX_BYTES - 3)}


def test_places_of_values_and_of_what_is_missing() -> None:
    document = read_yaml("一:\n  - 甲\n  - {乙: 丙}\n".encode())
    places = {path: (p.line, p.column) for path, p in document.places.items()}
    assert places[("一", 0)] == (2, 5)
    assert places[("一", 1, "乙")] == (3, 6)
    nearest = document.place_of(("一", 1, "丁", "戊"))
    assert (nearest.line, nearest.column) == (3, 5)


def test_texts_come_with_their_path() -> None:
    document = read_yaml(b"a: x\nb: [y, {c: z}]\nd:\n")
    assert list(iter_texts(document.value)) == [(("a",), "x"), (("b", 0), "y"), (("b", 1, "c"), "z")]


def test_items_cut_by_a_comma_are_told() -> None:
    assert read_yaml(b"[a,b]").tight == ((1,),)
    assert read_yaml(b"[a, b]").tight == ()
    assert read_yaml(b"['a,b']").tight == ()
    assert read_yaml(b"- a,b\n").tight == ()
