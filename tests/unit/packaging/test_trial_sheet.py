"""Trial sheets: one source, a page for each system that asks all of it, in half an hour, without a network."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.plan import BuildPlan
from handbook.packaging.trial_sheet import LONGEST_MINUTES, SOURCE, SYSTEMS, page_of, read_sheet, trial_sheet

_ASKED = {
    "windows": [
        "SmartScreen",
        "缩放",
        "搜狗",
        "Ctrl+Alt+H",
        "Ctrl+P",
        "组策略",
        "漫游",
        "U盘",
        "python.exe",
        "证书",
        "--selftest",
        "/S",
        "msiexec",
        "defaults.json",
    ],
    "linux": [
        "签过名",
        "fcitx",
        "缩放",
        "打印机",
        "--toggle",
        "aptremove",
        "install.sh",
        "--selftest",
        "defaults.json",
    ],
}
"""A word of each matter that the sheet may not lose."""


def _source(repository: Path) -> Path:
    return repository / "resources" / "packaging" / SOURCE


class _Reader(HTMLParser):
    """What the page asks, and whether every field has a name."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.groups: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.is_in_label = False
        self.nameless = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.is_in_label |= tag == "label"
        self.ids |= {found["id"] or ""} if "id" in found else set()
        if found.get("role") == "group":
            self.groups.append(found.get("aria-labelledby") or "")
        if tag in ("input", "textarea") and not (self.is_in_label or found.get("aria-label")):
            self.nameless += 1

    def handle_endtag(self, tag: str) -> None:
        self.is_in_label &= tag != "label"

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_sheet_takes_half_an_hour_and_forgets_nothing(repository: Path, system: str) -> None:
    sheet = read_sheet(_source(repository), system)
    assert sheet.minutes <= LONGEST_MINUTES
    text = re.sub(r"\s", "", _read(page_of(sheet, "1.2.3")).text)
    assert [word for word in _ASKED[system] if word not in text] == []
    assert "程序版本1.2.3" in text


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_page_runs_nothing_asks_nobody_and_names_every_field(repository: Path, system: str) -> None:
    sheet = read_sheet(_source(repository), system)
    page = page_of(sheet, "1.2.3")
    reader = _read(page)
    assert "default-src 'none'" in page
    assert not {"script", "link", "img", "form", "iframe"} & set(reader.tags)
    assert "://" not in page
    assert reader.nameless == 0
    assert len(reader.groups) == len(set(reader.groups)) == len(sheet.checks)
    assert set(reader.groups) <= reader.ids


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_sheet_speaks_with_full_width_signs(repository: Path, system: str) -> None:
    sheet = read_sheet(_source(repository), system)
    for check in sheet.checks:
        for words in (check.group, check.act, check.see, check.tell):
            assert not re.search(
                r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", words.replace("Ctrl+,", "")
            )


def test_the_words_are_shown_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / SOURCE
    path.write_text(
        '[windows]\ntitle = "表 <b>"\nplace = "在哪"\n'
        '[[check]]\ngroup = "组"\non = ["windows"]\nminutes = 1\nact = "a & b --help"\nsee = "<i>"\ntell = "t"\n',
        "utf-8",
    )
    text = _read(page_of(read_sheet(path, "windows"), "1")).text
    assert "a & b --help" in text
    assert "<i>" in text
    assert "表 <b>" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('on = ["windows"]', 'on = ["mac"]'), "mac"),
        (('on = ["windows"]', "on = []"), "on"),
        (("see = ", "seen = "), "see, seen"),
        (("[windows]", "[w]"), "title"),
        (('tell = "t"', 'tell = "t'), "line"),
    ],
)
def test_a_slip_in_the_source_stops_the_build(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = tmp_path / SOURCE
    text = (
        '[windows]\ntitle = "表"\nplace = "在哪"\n'
        '[[check]]\ngroup = "组"\non = ["windows"]\nminutes = 1\nact = "a"\nsee = "s"\ntell = "t"\n'
    )
    assert change[0] in text
    path.write_text(text.replace(*change), "utf-8")
    with pytest.raises(BuildError, match=said):
        read_sheet(path, "windows")


def test_the_build_fills_in_its_version(repository: Path) -> None:
    plan = BuildPlan(root=repository, epoch=1_700_000_000, version="4.5.6")
    for system in SYSTEMS:
        assert "程序版本 4.5.6".encode() in trial_sheet(plan, system)
