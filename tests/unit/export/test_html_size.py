"""The single HTML file is small enough for a chat, and what makes it small takes nothing away."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from handbook.document.compose import compose_entry
from handbook.export.files import packing
from handbook.export.files.html_blocks import attribute
from handbook.export.files.html_file import as_compared, html_bytes
from handbook.export.files.packing import pack
from handbook.export.files.page_parts import script, style
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from tests.unit.export.paper_fakes import TODAY

PRINTED = "2026-11-22 10:03"
NODE = shutil.which("node")
WEB = Path(packing.__file__).parent / "web"
FIELD_MOST = 800 * 1024
PER_ENTRY_MOST = 1.15 * 7398
"""Bytes an entry of the whole book took before it was written short, and the share that it may grow by."""

needs_node = pytest.mark.skipif(NODE is None, reason="no node to run the script with")


def _page(entries: Sequence[Entry], book: Handbook) -> str:
    return html_bytes([compose_entry(entry, book, TODAY) for entry in entries], book, PRINTED).decode()


def _field(book: Handbook) -> list[Entry]:
    return [e for e in book if isinstance(e, EmergencyCard) or (isinstance(e, Procedure) and e.onsite_steps)]


def _unpacked(tmp_path: Path, tables: dict[str, str], texts: Sequence[str]) -> list[str]:
    """`texts` as the script of the page reads them."""
    source = (
        f"{script('search.js')}\nconst unpack = handbookSearch.unpacker({json.dumps(tables)});"
        f"console.log(JSON.stringify({json.dumps(texts)}.map(unpack)));"
    )
    (tmp_path / "unpack.js").write_text(source)
    done = subprocess.run(
        [str(NODE), str(tmp_path / "unpack.js")], capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_field_set_is_small_and_the_whole_book_no_larger_an_entry_than_it_was(book: Handbook) -> None:
    assert len(_page(_field(book), book).encode()) <= FIELD_MOST
    whole = list(book)
    assert len(_page(whole, book).encode()) / len(whole) <= PER_ENTRY_MOST


# -- Packed texts ------------------------------------------------------------------------------------------


@needs_node
@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["暖气不热", "", "暖气不热|暖气不热了"],
        ["哈哈哈哈哈哈哈哈", "哈哈哈|哈哈"],
        ["ab 12|𠮷𠮷𠮷", "𠮷 ab 12"],
        ["".join(chr(0x4E00 + at) for at in range(3000)) * 2],
        ["".join(chr(0x4E00 + at) for at in range(12000)), "一暖"],
    ],
)
def test_what_was_packed_is_read_back(texts: list[str], tmp_path: Path) -> None:
    for known in ("", "暖气哈饿"):
        packed = pack(texts, known)
        tables = {"signs": packed.signs, "pairs": packed.pairs, "sounds": f"a{known}" if known else ""}
        assert _unpacked(tmp_path, tables, packed.texts) == texts


def test_too_many_signs_are_refused() -> None:
    with pytest.raises(ValueError, match="different signs"):
        pack(["".join(chr(0x4E00 + at) for at in range(13000))])


@needs_node
def test_the_page_carries_every_way_of_asking(book: Handbook, tmp_path: Path) -> None:
    entries = _field(book)
    page = _page(entries, book)
    main = re.search(r'<main data-sounds="([^"]*)" .*? data-signs="([^"]*)" data-pairs="([^"]*)">', page)
    assert main is not None
    tables = dict(zip(("sounds", "signs", "pairs"), map(unescape, main.groups()), strict=True))
    found = re.findall(r'<article id=(\S+) [^>]*data-asks="([^"]*)">', page)
    asks = dict(
        zip((each for each, _ in found), _unpacked(tmp_path, tables, [t for _, t in found]), strict=True)
    )
    assert asks == {e.id: "|".join(map(as_compared, e.asks)) for e in entries}


# -- Marks, style and scripts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("step-3", " x=step-3"),
        ("#em-scald", " x=#em-scald"),
        ("排查", " x=排查"),
        ("", ' x=""'),
        ("a b", ' x="a b"'),
        ('a"><b', ' x="a&quot;&gt;&lt;b"'),
        ("a=b", ' x="a=b"'),
        ("a`b", ' x="a`b"'),
        ("a\u3000b", ' x="a\u3000b"'),
    ],
)
def test_a_value_stands_without_quotes_only_where_it_can(value: str, written: str) -> None:
    assert attribute("x", value) == written


def test_the_style_keeps_its_rules_and_loses_its_blanks() -> None:
    short = style("page.css")
    whole = (WEB / "page.css").read_text()
    squeezed = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL).replace(";}", "}")
    assert re.sub(r"[\s;]", "", short) == re.sub(r"[\s;]", "", squeezed)
    assert "calc(34px + 2em)" in short and ".js.reading nav" in short
    assert len(short) < len(whole)


_STRINGS = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")


@needs_node
@pytest.mark.parametrize("name", ["start.js", "search.js", "lists.js"])
def test_a_script_without_blanks_and_comments_is_the_same_script(name: str, tmp_path: Path) -> None:
    """A string that held two strokes would end in the middle, and the script would not be read."""
    short = script(name)
    (tmp_path / "short.js").write_text(short)
    done: Any = subprocess.run(
        [str(NODE), "--check", str(tmp_path / "short.js")], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = [line for line in (WEB / name).read_text().splitlines() if not line.strip().startswith("//")]
    whole = "\n".join(re.sub(r" // [^\"`]*$", "", line) for line in lines)
    assert _STRINGS.findall(short) == _STRINGS.findall(whole)
    assert re.sub(r"\s", "", short) == re.sub(r"\s", "", whole)
    assert re.findall(r"\w+", short) == re.findall(r"\w+", whole), "no two words have become one"
    assert "// " not in short
