"""Content folders: what is good is read, what is bad is left out and told with file, line and column."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handbook.content.loader import LoadedContent, load_content
from handbook.content.revision import content_files, revision, stamp
from handbook.content.yaml_reader import MAX_BYTES
from handbook.model.kinds import Kind
from handbook.model.procedure import Procedure
from tests.unit.content.content_sample import files, merged, write

PROC = "procedures/proc-sample.yaml"


def _load(root: Path, changes: dict[str, str] | None = None) -> LoadedContent:
    return load_content(write(root, files(changes)))


def _rules(content: LoadedContent) -> set[str]:
    return {p.rule for p in content.problems}


def test_a_good_folder_is_read_whole(tmp_path: Path) -> None:
    content = _load(tmp_path)
    assert content.problems == []
    assert {kind: len(content.handbook.of_kind(kind)) for kind in Kind} == {
        Kind.PROCEDURE: 1,
        Kind.EMERGENCY: 1,
        Kind.REGULATION: 5,
        Kind.SCRIPT: 1,
        Kind.KNOWLEDGE: 1,
        Kind.CASE: 1,
    }
    procedure = content.handbook.get("proc-sample")
    assert isinstance(procedure, Procedure)
    assert procedure.reviewed == date(2026, 11, 20)
    assert [s.id for s in procedure.steps] == ["extent", "frail", "", "pipes", ""]
    assert content.handbook.version == "2026.11"
    assert content.handbook.value_by_key["p3_arrival"].text == "24\u00a0小时内"
    assert len(content.coverage) == 45


BROKEN = {
    # name: (change, rule, words in the message)
    "unknown key": ("famly: 散热不良", "unknown-key", "family"),
    "unknown key inside": ("steps: [{id: a, kind: ask, txet: x}]", "unknown-key", "text"),
    "sentence with a comma": ("calm_note: x\nnot_for: [{一句话,断了: x}]", "wrong-type", "文字"),
    "unknown word": ("family: 散热不好", "unknown-word", "散热不良"),
    "unknown step kind": ("steps: [{id: a, kind: aks, text: x}]", "unknown-word", "ask"),
    "wrong date": ("reviewed: 2026-13-40", "wrong-date", "2026-11-20"),
    "date as a word": ("reviewed: 昨天", "wrong-date", "2026-11-20"),
    "text where a list belongs": ("asks: 上热下凉", "wrong-type", "列表"),
    "mapping where text belongs": ("title: {a: b}", "wrong-type", "文字"),
    "empty title": ("title: ''", "empty", "title"),
    "blank title": ("title: '   '", "empty", "title"),
    "no title": ("title: ~~", "missing-key", "title"),
    "long title": (f"title: {'长' * 300}", "too-long", "200"),
    "value without end": (
        "steps: [{id: extent, kind: ask, group: 问, text: x, value: {name: 甲, minimum: nan}}]\ndispatch_minimum: []",
        "wrong-type",
        "普通",
    ),
    "endless value": (
        "steps: [{id: extent, kind: ask, group: 问, text: x, value: {name: 甲, minimum: inf}}]\ndispatch_minimum: []",
        "wrong-type",
        "普通",
    ),
    "bad id": ("id: Proc_Sample", "bad-id", "proc-"),
    "id of another kind": ("id: em-sample", "bad-id", "proc-"),
    "id is not the file name": ("id: proc-other", "id-not-file-name", "proc-sample"),
    "duplicate step id": (
        "steps: [{id: extent, kind: ask, group: 问, text: x, value: {name: 甲}}, {id: extent, kind: do, text: y}]\ndispatch_minimum: []",
        "broken-id",
        "extent",
    ),
    "answers on a do": (
        "steps: [{kind: do, group: 问, text: x, answers: [{label: 好}]}]\ndispatch_minimum: []",
        "broken-step",
        "ask",
    ),
    "ask without answers": (
        "steps: [{id: aa, kind: ask, group: 问, text: x}]\ndispatch_minimum: []",
        "broken-step",
        "answers",
    ),
    "ask without id": (
        "steps: [{kind: ask, group: 问, text: x, value: {name: 甲}}]\ndispatch_minimum: []",
        "broken-step",
        "id",
    ),
    "two same answers": (
        "steps: [{id: aa, kind: ask, group: 问, text: x, answers: [{label: 好}, {label: 好}]}]\ndispatch_minimum: []",
        "broken-step",
        "相同",
    ),
    "answer to two ends": (
        "steps: [{id: aa, kind: ask, group: 问, text: x, answers: [{label: 好, outcome: visit, entry: em-sample}]}]\ndispatch_minimum: []",
        "broken-step",
        "之一",
    ),
    "unknown outcome": ("default_outcome: vist", "broken-outcome", "visit"),
    "unknown outcome of an answer": (
        "steps: [{id: aa, kind: ask, group: 问, text: x, answers: [{label: 好, outcome: vist}]}]\ndispatch_minimum: []",
        "broken-outcome",
        "visit",
    ),
    "when before its step": (
        "steps: [{kind: do, group: 问, text: x, when: {later: [好]}}, {id: later, kind: ask, text: y, answers: [{label: 好}]}]\ndispatch_minimum: []",
        "broken-when",
        "later",
    ),
    "when without a name": (
        "steps: [{kind: do, group: 问, text: y}, {kind: do, text: x, when: {'': [好]}}]\ndispatch_minimum: []",
        "broken-when",
        "when",
    ),
    "when with an unknown answer": (
        "steps: [{id: aa, kind: ask, group: 问, text: x, answers: [{label: 都热}, {label: 都凉}]}, {kind: do, text: x, when: {aa: [都热了]}}]\ndispatch_minimum: []",
        "broken-when",
        "都热",
    ),
    "unknown step in the dispatch minimum": ("dispatch_minimum: [extant]", "broken-dispatch", "extent"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_entry_is_left_out_and_told(name: str, tmp_path: Path) -> None:
    change, rule, words = BROKEN[name]
    content = _load(tmp_path, {PROC: change})
    found = [p for p in content.problems if p.rule == rule]
    assert found, [str(p) for p in content.problems]
    assert found[0].file == PROC
    assert found[0].line >= 1
    assert found[0].column >= 1
    assert words in found[0].message
    assert content.handbook.get("proc-sample") is None
    assert len(content.handbook) == 9  # the rest works


def test_cards_and_scripts_that_cannot_be_worked_through_are_left_out(tmp_path: Path) -> None:
    changes = {
        "emergency/em-sample.yaml": "immediate: []",
        "scripts/scr-sample.yaml": "lines: [{id: elder, variants: {简短: '{小区}好'}}]",
    }
    content = _load(tmp_path, changes)
    assert {(p.file, p.rule) for p in content.problems} == {
        ("emergency/em-sample.yaml", "broken-card"),
        ("scripts/scr-sample.yaml", "broken-line"),
        ("scripts/scr-sample.yaml", "broken-placeholder"),
    }
    assert content.handbook.get("em-sample") is None
    assert content.handbook.get("scr-sample") is None


KEPT = {
    "answer to an entry of another kind": (
        PROC,
        "steps: [{id: extent, kind: ask, group: 问, text: x, answers: [{label: 好, entry: kn-sample}, {label: 坏, outcome: closed}]}]\ndispatch_minimum: []",
        "dangling-link",
        "kn-sample",
    ),
    "unknown promise of a card": (
        "emergency/em-sample.yaml",
        "promises: [p9_arrival]",
        "unknown-value",
        "p9_arrival",
    ),
    "a key that cannot be one": (PROC, "summary: '见 {{热线}}'", "unknown-value", "热线"),
    "unknown value without a close one": (PROC, "summary: '见 {{zzz}}'", "unknown-value", "zzz"),
    "unknown related": (PROC, "related: [proc-sampel]", "dangling-link", "proc-sample"),
    "unknown citation": (PROC, "citations: [reg-in-forse]", "dangling-link", "reg-in-force"),
    "citation of another kind": (PROC, "citations: [kn-sample]", "wrong-kind", "法规条文"),
    "unknown promise": (PROC, "summary: '见 {{p3_arival}}'", "unknown-value", "p3_arrival"),
    "link to nothing": ("knowledge/kn-sample.yaml", "body: '[x](entry:proc-no)'", "dangling-link", "proc-no"),
    "missing diagram": (
        "knowledge/kn-sample.yaml",
        "diagram: nope\ndiagram_caption: 图",
        "missing-diagram",
        "nope",
    ),
    "diagram without caption": ("knowledge/kn-sample.yaml", "diagram: nope", "missing-caption", "caption"),
    "digit out of range": ("emergency/em-sample.yaml", "digit: 12", "bad-digit", "1 到 9"),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_dangling_reference_is_told_and_the_entry_stays(name: str, tmp_path: Path) -> None:
    file, change, rule, words = KEPT[name]
    content = _load(tmp_path, {file: change})
    (found,) = [p for p in content.problems if p.rule == rule]
    assert found.file == file
    assert words in found.message
    assert content.handbook.get(Path(file).stem) is not None


def test_the_place_of_a_bad_value_is_exact(tmp_path: Path) -> None:
    content = _load(tmp_path, {PROC: "summary: |\n  一行\n  见 {{p3_arival}}\n"})
    lines = files({PROC: "summary: |\n  一行\n  见 {{p3_arival}}\n"})[PROC].splitlines()
    (found,) = [p for p in content.problems if p.rule == "unknown-value"]
    assert lines[found.line - 1].startswith("summary:")


def test_a_file_that_is_not_yaml_costs_only_itself(tmp_path: Path) -> None:
    content = _load(tmp_path, {"cases/case-bad.yaml": "a: [", "knowledge/kn-list.yaml": "- x\n"})
    assert {(p.file, p.rule) for p in content.problems} == {
        ("cases/case-bad.yaml", "yaml-syntax"),
        ("knowledge/kn-list.yaml", "wrong-type"),
    }
    assert len(content.handbook) == 10


def test_an_entry_left_out_leaves_dangling_links_behind(tmp_path: Path) -> None:
    content = _load(tmp_path, {PROC: "default_outcome: nowhere"})
    assert ("knowledge/kn-sample.yaml", "dangling-link") in {(p.file, p.rule) for p in content.problems}


def test_misplaced_files_are_told(tmp_path: Path) -> None:
    content = _load(tmp_path, {"extra.yaml": "a: 1", "procedure/proc-x.yaml": "a: 1"})
    assert {(p.file, p.rule) for p in content.problems} == {
        ("extra.yaml", "misplaced-file"),
        ("procedure/proc-x.yaml", "misplaced-file"),
    }


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    extra = {
        ".git/x.yaml": "a: [",
        "_drafts/y.yaml": "a: [",
        "procedures/.#z.yaml": "a: [",
    }
    assert _load(tmp_path, extra).problems == []


def test_the_same_id_twice_keeps_the_first(tmp_path: Path) -> None:
    twin = files()[PROC].replace("散热器上热下凉", "第二份")
    content = _load(tmp_path, {"procedures/sub/proc-sample.yaml": twin})
    (found,) = [p for p in content.problems if p.rule == "duplicate-id"]
    assert found.file == "procedures/sub/proc-sample.yaml"
    assert PROC in found.message
    entry = content.handbook.get("proc-sample")
    assert entry is not None
    assert entry.title == "散热器上热下凉"


def test_the_same_digit_twice_is_told(tmp_path: Path) -> None:
    twin = files()["emergency/em-sample.yaml"].replace("em-sample", "em-twin")
    content = _load(tmp_path, {"emergency/em-twin.yaml": twin})
    assert [(p.file, p.rule) for p in content.problems] == [("emergency/em-twin.yaml", "bad-digit")]


SPECIAL = {
    "values without the key": ("values.yaml", "a: 1", {"missing-key"}),
    "values with another key": ("values.yaml", "values: []\nvalus: []", {"unknown-key"}),
    "values as text": ("values.yaml", "values: x", {"wrong-type"}),
    "value without label": (
        "values.yaml",
        "values: [{key: ab, scope: 公司, source: 典型值, confidence: 高}]",
        {"missing-key"},
    ),
    "value with an unknown scope": (
        "values.yaml",
        "values: [{key: ab, label: 甲, scope: 县, source: 典型值, confidence: 高}]",
        {"unknown-word"},
    ),
    "value twice": ("values.yaml", "values:\n - &x {key: ab}", {"anchor"}),
    "value key twice": (
        "values.yaml",
        "values: [{key: ab, label: 甲, scope: 公司, source: 甲, confidence: 高}, {key: ab, label: 乙, scope: 公司, source: 乙, confidence: 高}]",
        {"duplicate-value"},
    ),
    "version as list": ("handbook.yaml", "version: [1]", {"wrong-type"}),
    "version misspelt": ("handbook.yaml", "versoin: '1'", {"missing-key"}),
    "synonyms as text": ("synonyms.yaml", "groups: x", {"wrong-type"}),
    "synonym alone": ("synonyms.yaml", "groups: [[甲]]", {"bad-synonyms"}),
    "coverage as list": ("coverage.yaml", "rows: [a]", {"wrong-type"}),
    "version with another key": ("handbook.yaml", "version: '1'\nversoin: '2'", {"unknown-key"}),
    "synonyms without the key": ("synonyms.yaml", "a: 1", {"missing-key"}),
    "coverage without the key": ("coverage.yaml", "a: 1", {"missing-key"}),
    "empty file": ("values.yaml", "# nothing\n", {"missing-key"}),
}


@pytest.mark.parametrize("name", SPECIAL)
def test_special_files_are_checked(name: str, tmp_path: Path) -> None:
    file, text, rules = SPECIAL[name]
    content = files()
    content[file] = text
    loaded = load_content(write(tmp_path, content))
    found = {p.rule for p in loaded.problems if p.file == file}
    assert found == rules


def test_synonyms_are_read(tmp_path: Path) -> None:
    content = _load(tmp_path, {"synonyms.yaml": "groups:\n  - [地暖, 地热, 地热, ' 地辐热 ']\n"})
    assert content.handbook.synonyms == (("地暖", "地热", "地辐热"),)


# -- overlay of a site


def test_an_overlay_replaces_and_adds(tmp_path: Path) -> None:
    root = write(tmp_path / "root", files())
    replaced = files()[PROC].replace("散热器上热下凉", "本单位的口径")
    added = files()["knowledge/kn-sample.yaml"].replace("kn-sample", "kn-ours")
    values = (
        "values:\n  - {key: p3_arrival, label: P3 上门, value: '12', unit: 小时内, scope: 公司, source: 本单位, confidence: 高}\n"
        "  - {key: our_hall, label: 营业厅, value: 一号厅, scope: 公司, source: 本单位, confidence: 高}\n"
    )
    site = write(tmp_path / "site", {PROC: replaced, "knowledge/kn-ours.yaml": added, "values.yaml": values})

    content = load_content(root, site)

    assert content.problems == []
    ours = content.handbook.get("proc-sample")
    assert ours is not None
    assert ours.title == "本单位的口径"
    assert content.origins["proc-sample"].file == "site:" + PROC
    assert content.handbook.get("kn-ours") is not None
    assert len(content.handbook) == 11
    assert content.handbook.value_by_key["p3_arrival"].value == "12"
    assert content.handbook.value_by_key["our_hall"].value == "一号厅"
    assert content.handbook.value_by_key["ambulance"].value == "120"
    assert content.handbook.version == "2026.11"
    assert content.handbook.revision != load_content(root).handbook.revision


@pytest.mark.parametrize("change", ["title: ''", "default_outcome: nowhere"], ids=["invalid", "unworkable"])
def test_a_bad_overlay_entry_leaves_the_shipped_one_in_place(change: str, tmp_path: Path) -> None:
    root = write(tmp_path / "root", files())
    site = write(tmp_path / "site", {PROC: merged(files()[PROC], change)})
    content = load_content(root, site)
    shipped = content.handbook.get("proc-sample")
    assert shipped is not None
    assert shipped.title == "散热器上热下凉"
    assert content.origins["proc-sample"].file == PROC
    assert {p.file for p in content.problems} == {"site:" + PROC}


# -- folders and files that cannot be read


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    content = load_content(tmp_path / "nowhere", tmp_path / "no-site")
    assert [(p.file, p.rule) for p in content.problems] == [
        (".", "missing-folder"),
        ("site:.", "missing-folder"),
    ]
    assert len(content.handbook) == 0


def test_a_file_instead_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a")
    assert _rules(load_content(tmp_path / "x")) == {"missing-folder"}


def test_an_empty_folder_is_an_empty_handbook(tmp_path: Path) -> None:
    content = load_content(tmp_path)
    assert (len(content.handbook), content.problems) == (0, [])
    assert content.handbook.version == "未标版本"


def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, files())
    target = tmp_path / "cases" / "case-gone.yaml"
    target.write_text("id: case-gone")
    target.chmod(0)
    if os.access(target, os.R_OK):  # root may read every file, but nobody this one
        target.unlink()
        target.symlink_to("/proc/self/mem")
        if not target.is_file():
            pytest.skip("no file here that this user cannot read")
    content = load_content(tmp_path)
    assert [(p.file, p.rule) for p in content.problems] == [("cases/case-gone.yaml", "unreadable")]
    assert len(content.handbook) == 10


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    write(tmp_path, files())
    (tmp_path / "cases" / "case-big.yaml").write_bytes(b"a: " + b"x" * (4 * MAX_BYTES))
    assert [(p.file, p.rule) for p in load_content(tmp_path).problems] == [
        ("cases/case-big.yaml", "too-large")
    ]


def test_a_file_name_that_is_not_utf8_can_be_reported(tmp_path: Path) -> None:
    write(tmp_path, files())
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path / "cases") + b"/case-\xff.yaml"))).write_text("a: [")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    content = load_content(tmp_path)
    (found,) = content.problems
    assert str(found).encode("utf-8")
    assert stamp(tmp_path)


def test_pipes_and_folders_with_an_ending_are_no_content(tmp_path: Path) -> None:
    write(tmp_path, files())
    (tmp_path / "cases" / "case-dir.yaml").mkdir()
    rules = {"folder-like-file"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "cases" / "case-pipe.yaml")
        rules.add("no-plain-file")
    content = load_content(tmp_path)
    assert {p.rule for p in content.problems} == rules
    assert len(content.handbook) == 10


# -- revision and stamp


def test_the_revision_follows_the_content_alone(tmp_path: Path) -> None:
    first = _load(tmp_path / "a").handbook.revision
    assert _load(tmp_path / "b").handbook.revision == first
    assert _load(tmp_path / "c", {PROC: "title: 别的"}).handbook.revision != first
    assert revision(iter([("a", b"bc")])) != revision(iter([("ab", b"c")]))


def test_the_stamp_changes_with_a_file(tmp_path: Path) -> None:
    write(tmp_path, files())
    before = stamp(tmp_path)
    assert stamp(tmp_path) == before
    (tmp_path / PROC).write_text("x")
    assert stamp(tmp_path) != before
    assert stamp(tmp_path, tmp_path) != stamp(tmp_path)


class _LockedPath(type(Path())):  # type: ignore[misc]
    """A path whose files named “locked” cannot even be looked at, as in a folder without the right to enter."""

    def is_file(self) -> bool:
        if "locked" in self.name:
            raise PermissionError(13, "Permission denied")
        return bool(super().is_file())

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        if "locked" in self.name:
            raise PermissionError(13, "Permission denied")
        return super().stat(follow_symlinks=follow_symlinks)  # type: ignore[no-any-return]


def test_a_file_that_cannot_be_looked_at_is_still_seen(tmp_path: Path) -> None:
    write(tmp_path, files())
    (tmp_path / "cases" / "case-locked.yaml").write_text("a: 1")
    root = _LockedPath(tmp_path)
    assert "case-locked.yaml" in {p.name for p in content_files(root)}
    assert stamp(root) != stamp(tmp_path)


def test_content_files_come_in_a_fixed_order(tmp_path: Path) -> None:
    write(tmp_path, files())
    names: Iterator[str] = (p.as_posix() for p in content_files(tmp_path))
    assert list(names) == sorted(p.as_posix() for p in content_files(tmp_path))
    assert list(content_files(tmp_path / "nowhere")) == []
