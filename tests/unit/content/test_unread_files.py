"""Files in a content folder that nobody reads: one warning each, with what to do; none for what no one expects to be read."""

from pathlib import Path

import pytest

from handbook.content.library import ContentFolders, open_content
from handbook.content.loader import LoadedContent, load_content
from handbook.content.unread_files import MOST
from handbook.model.problem import Gravity
from tests.unit.content.content_sample import files, write

KN = "knowledge/kn-sample.yaml"

UNREAD = {
    "short ending": ("knowledge/kn-new.yml", "kn-new.yaml"),
    "capital ending": ("knowledge/kn-new.YAML", "kn-new.yaml"),
    "mixed capitals": ("knowledge/kn-new.Yml", "kn-new.yaml"),
    "an ending that the system hides": ("knowledge/kn-new.yaml.txt", "kn-new.yaml"),
    "text with the name of an entry": ("knowledge/kn-new.txt", "kn-new.yaml"),
    "misspelt ending": ("knowledge/kn-new.ymal", "kn-new.yaml"),
    "blank after the ending": ("knowledge/kn-new.yaml ", "kn-new.yaml"),
    "Chinese stop for a point": ("knowledge/kn-new。yaml", "kn-new.yaml"),
    "no ending": ("knowledge/kn-new", "kn-new.yaml"),
    "values with a short ending": ("values.yml", "values.yaml"),
    "synonyms with a hidden ending": ("synonyms.yaml.txt", "synonyms.yaml"),
    "Word": ("条例.docx", "写进条目"),
    "old Word": ("regulations/条例.DOC", "写进条目"),
    "Excel": ("knowledge/收费.xlsx", "写进条目"),
    "slides": ("培训/供热.pptx", "写进条目"),
    "PDF": ("规范.pdf", "写进条目"),
    "text": ("procedures/notes.txt", "写进条目"),
    "office of this country": ("文件.wps", "写进条目"),
    "picture": ("knowledge/diagrams/阀门.png", ".svg"),
    "diagram in capitals": ("knowledge/diagrams/valve.SVG", "小写 .svg"),
    "archive": ("新条目.zip", "解开"),
    "anything else": ("knowledge/x.dat", ".yaml"),
    "backup beside": ("knowledge/kn-sample.yaml.bak", "kn-sample.yaml 的副本"),
    "backup of an editor": ("knowledge/kn-sample.yaml~", "kn-sample.yaml 的副本"),
    "copy of Explorer": ("knowledge/kn-sample - 副本.yaml", "kn-sample.yaml 的副本"),
    "second copy": ("knowledge/kn-sample - 副本 (2).yaml", "kn-sample.yaml 的副本"),
    "copy in English": ("knowledge/kn-sample - Copy.yaml", "kn-sample.yaml 的副本"),
    "downloaded twice": ("knowledge/kn-sample (1).yaml", "kn-sample.yaml 的副本"),
    "full-width brackets": ("knowledge/kn-sample（1）.yaml", "kn-sample.yaml 的副本"),
    "old system": ("knowledge/复件 kn-sample.yaml", "kn-sample.yaml 的副本"),
    "conflict of a synced folder": (
        "knowledge/kn-sample (冲突的副本 2026-11-20).yaml",
        "kn-sample.yaml 的副本",
    ),
    "copy of the values": ("values - 副本.yaml", "values.yaml 的副本"),
    "copy whose original is gone": ("knowledge/kn-gone (1).yaml", "改名为 kn-gone.yaml"),
    "backup whose original is gone": ("knowledge/kn-gone.yaml.bak", "改名为 kn-gone.yaml"),
}


def _load(root: Path, name: str, text: str = "a: [") -> LoadedContent:
    write(root, files())
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_content(root)


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_read_has_one_warning_with_what_to_do(name: str, tmp_path: Path) -> None:
    file, advice = UNREAD[name]
    content = _load(tmp_path, file)

    (found,) = content.problems
    assert (found.file, found.rule, found.gravity) == (file, "unread-file", Gravity.WARNING)
    assert advice in found.message
    assert len(content.handbook) == 10


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.txt",
        "README",
        "LICENSE",
        "LICENSE.txt",
        "LICENCE.md",
        "NOTICE.txt",
        ".gitignore",
        ".DS_Store",
        "~$条例.docx",
        "Thumbs.db",
        "thumbs.db",
        "desktop.ini",
        "Desktop.ini",
        ".git/config.txt",
        "__MACOSX/x.docx",
        "history.jsonl",
        "knowledge.schema.json",
        "_drafts/x.docx",
    ],
)
@pytest.mark.parametrize("folder", ["", "knowledge/"])
def test_what_nobody_expects_to_be_read_is_passed_over(name: str, folder: str, tmp_path: Path) -> None:
    assert _load(tmp_path, folder + name).problems == []


MISPLACED = {
    "capital folder": ("Knowledge/kn-new.yaml", "knowledge"),
    "misspelt folder": ("procedure/proc-new.yaml", "procedures"),
    "entry at the top": ("kn-new.yaml", "knowledge/"),
    "folder too many": ("content/emergency/em-new.yaml", "emergency/"),
    "folder in Chinese": ("知识/kn-new.yaml", "knowledge/"),
    "values among the entries": ("knowledge/values.yaml", "最上层"),
    "capitals at the top": ("Values.yaml", "values.yaml"),
}


@pytest.mark.parametrize("name", MISPLACED)
def test_an_entry_at_a_wrong_place_is_told_where_it_belongs(name: str, tmp_path: Path) -> None:
    file, place = MISPLACED[name]
    (found,) = _load(tmp_path, file, "a: 1").problems
    assert (found.file, found.rule) == (file, "misplaced-file")
    assert place in found.message


def test_a_diagram_at_another_place_is_shown_and_told(tmp_path: Path) -> None:
    content = _load(tmp_path, "diagrams/valve.svg", '<svg viewBox="0 0 1 1"/>')
    (found,) = content.problems
    assert (found.rule, found.gravity) == ("misplaced-file", Gravity.WARNING)
    assert "knowledge/diagrams/" in found.message
    assert "valve" in content.handbook.diagrams


def test_files_of_the_overlay_bear_its_mark(tmp_path: Path) -> None:
    write(tmp_path / "content", files())
    site = tmp_path / "site"
    site.mkdir()
    (site / "条例.docx").write_bytes(b"x")
    (found,) = load_content(tmp_path / "content", site).problems
    assert found.file == "site:条例.docx"


def test_a_wrong_folder_is_not_listed_to_its_end(tmp_path: Path) -> None:
    write(tmp_path, files())
    for number in range(MOST + 7):
        (tmp_path / f"{number}.docx").touch()
    problems = load_content(tmp_path).problems
    assert len(problems) == MOST + 1
    (rest,) = [p for p in problems if p.file == "."]
    assert "7" in rest.message
    assert "--site" in rest.message


def test_a_file_that_arrives_is_told_at_the_next_start(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write(root, files())
    folders = ContentFolders(root=root, bundled=tmp_path / "none", cache=tmp_path / "cache")
    open_content(folders)
    assert open_content(folders).is_compiled
    (root / "knowledge" / "kn-new.yml").write_text("a: 1")
    (found,) = open_content(folders).problems
    assert found.file == "knowledge/kn-new.yml"
