"""The command line as scripts rely on it: exit codes, JSON, options on either side of the verb."""

import argparse
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import paths
from handbook.cli.main import VERBS, run
from handbook.content.compiled import write_compiled
from handbook.content.library import cached_file, named_folders
from handbook.content.revision import stamp
from handbook.model.handbook import Handbook
from handbook.search.locate import index_name

ENGLISH = re.compile(
    r"usage|argument|error|invalid|expected|required|show this|positional|options", re.IGNORECASE
)
"""Words of argparse."""
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command in this process: (exit code, standard output, standard error)."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = run([str(a) for a in arguments], _no_window)
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


@pytest.fixture(scope="session")
def two_kinds(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A content folder of two regulations and a script, small enough to be read in every test."""
    root = tmp_path_factory.mktemp("content")
    for name in ("handbook.yaml", "values.yaml", "synonyms.yaml"):
        shutil.copy2(repository / "content" / name, root / name)
    for folder, names in (("regulations", ("reg-hlj-32", "reg-hlj-34", "reg-hlj-36")),):
        (root / folder).mkdir()
        for name in names:
            found = next((repository / "content" / "regions" / "harbin" / folder).glob(f"{name}*.yaml"))
            shutil.copy2(found, root / folder / found.name)
    return root


@pytest.fixture(scope="session")
def home_with_index(
    program_folder: Path, shipped: Handbook, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A user's home in which the shipped content was compiled and indexed before."""
    home = tmp_path_factory.mktemp("home")
    root = program_folder / "content"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_HOME", str(home))
        folders = named_folders(root, None)
        write_compiled(cached_file(folders), shipped, (), stamp(root, None))
        shutil.copytree(program_folder / "index", paths.user_indexes() / index_name(shipped.revision))
    return home


@pytest.fixture
def indexed(program_folder: Path, home_with_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The whole shipped content, as a user has it who used it before."""
    monkeypatch.setenv("HANDBOOK_HOME", str(home_with_index))
    return program_folder / "content"


def _no_window(_: argparse.Namespace) -> int:
    raise AssertionError("a verb opened the window")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["search"],
        ["search", "x", "--kind", "nonsense"],
        ["search", "x", "--limit", "many"],
        ["show"],
        ["show", "x", "--json", "--html"],
    ],
)
def test_wrong_usage_is_2(said: Said, arguments: list[str]) -> None:
    code, out, err = said(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("用法:")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--run", "x"], "--run 这里要写数字,不是 'x'。"),
        (["search", "漏水", "--limit", "many"], "--limit 这里要写数字,不是 'many'。"),
        (["nonsense"], "动词 没有 'nonsense',可用:"),
        (["export", "x", "--format", "xls"], "--format 没有 'xls',可用:"),
        (["export", "x", "--paper", "B5"], "--paper 不认识的纸面“B5”"),
        (["search", "x", "--kind", "y"], "--kind 不认识的类别“y”"),
        (["search"], "要写其中一个:QUERY --batch。"),
        (["--nonsense"], "不认识:--nonsense。"),
        (["show", "x", "--json", "--html"], "--html 不能与 --json 一起用。"),
        (["search", "x", "--limit"], "--limit 后面要写一个值。"),
        (["export", "--all=x"], "--all 后面不写值,却写了 'x'。"),
        (["export", "--fo", "pdf"], "“--fo”没写完,可能是:"),
    ],
)
def test_every_refusal_is_chinese(said: Said, arguments: list[str], words: str) -> None:
    code, out, err = said(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not ENGLISH.search(err), err


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_chinese(said: Said, verb: str) -> None:
    assert not ENGLISH.search(said(*filter(None, [verb]), "--help")[1])


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["search", "--help"]])
def test_help_and_version_are_0(said: Said, arguments: list[str]) -> None:
    code, out, _ = said(*arguments)
    assert (code, bool(out)) == (0, True)


def test_search_gives_an_array_of_hits(said: Said, indexed: Path) -> None:
    code, out, err = said("--content", indexed, "search", "退费", "--json")
    hits = json.loads(out)
    assert (code, err) == (0, "")
    assert {tuple(sorted(h)) for h in hits} == {("ask", "id", "is_weak", "kind", "score", "snippet", "title")}
    assert [h["score"] for h in hits] == sorted((h["score"] for h in hits), reverse=True)
    assert all(isinstance(h["score"], float) for h in hits)


def test_a_file_of_queries_is_answered_a_line_each(said: Said, indexed: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("\ufeff# 笔记\n退费\n\nqqqqzzzzxxxx\t旁注\n", encoding="utf-8")
    code, out, err = said("--content", indexed, "search", "--batch", str(asked), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(a["query"], a["confidence"], bool(a["hits"])) for a in answers] == [
        ("退费", "found", True),
        ("qqqqzzzzxxxx", "none", False),
    ]
    assert "退费\tfound" in said("--content", indexed, "search", "--batch", str(asked))[1]


def test_a_file_of_queries_that_cannot_be_read_is_named(said: Said, indexed: Path, tmp_path: Path) -> None:
    (tmp_path / "gbk.txt").write_bytes("退费".encode("gbk"))
    for name in ("gbk.txt", "none.txt"):
        code, out, err = said("--content", indexed, "search", "--batch", str(tmp_path / name))
        assert (code, out) == (2, "")
        assert name in err


@pytest.mark.parametrize("word", ["emergency", "应急卡", "应急"])
def test_search_within_a_kind_and_a_limit(said: Said, indexed: Path, word: str) -> None:
    _, out, _ = said("--content", indexed, "search", "漏水", "--json", "--kind", word, "--limit", "2")
    hits = json.loads(out)
    assert [h["kind"] for h in hits] == ["emergency"] * 2


@pytest.mark.parametrize("query", ["", "   ", "🔥", "\0", "*", "x" * 10_000, "没" * 10_000, "$(ls)", "'\"%"])
def test_any_query_is_answered(said: Said, indexed: Path, query: str) -> None:
    code, out, err = said("--content", indexed, "search", "--json", "--", query)
    assert code == (0 if json.loads(out) else 1)
    assert err == ""


def test_search_without_a_hit_is_1(said: Said, indexed: Path) -> None:
    code, out, _ = said("--content", indexed, "search", "qqqqzzzzxxxx", "--json")
    assert (code, json.loads(out)) == (1, [])
    assert said("--content", indexed, "search", "qqqqzzzzxxxx")[1] == "没有找到。\n"


@pytest.mark.parametrize("where", ["before", "after", "both"])
def test_folders_are_named_before_or_after_the_verb(
    said: Said, two_kinds: Path, tmp_path: Path, where: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    named = {
        "before": ["--content", two_kinds, "show", "reg-hlj-32-room-temp"],
        "after": ["show", "reg-hlj-32-room-temp", "--content", two_kinds],
        "both": ["--content", empty, "show", "reg-hlj-32-room-temp", "--content", two_kinds],
    }[where]
    entry = next((two_kinds / "regulations").glob("reg-hlj-32*.yaml")).stem
    code, out, err = said(*(entry if a == "reg-hlj-32-room-temp" else a for a in named))
    assert (code, err) == (0, "")
    assert entry in out


def test_a_site_replaces_a_value(said: Said, two_kinds: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    source = next((two_kinds / "regulations").glob("reg-hlj-36*.yaml"))
    (site / "regulations").mkdir()
    text = source.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    (site / "regulations" / source.name).write_text(
        text.replace(title, "title: 本站改过的标题"), encoding="utf-8"
    )
    code, out, _ = said("show", source.stem, "--content", two_kinds, "--site", site)
    assert code == 0
    assert "本站改过的标题" in out
    assert "本站改过的标题" not in said("show", source.stem, "--content", two_kinds)[1]


def test_a_folder_that_is_not_there_is_2(said: Said, tmp_path: Path) -> None:
    for arguments in (["show", "x-1"], ["search", "x"], ["index"]):
        code, out, err = said("--content", tmp_path / "none", *arguments)
        assert (code, out) == (2, "")
        assert "找不到内容文件夹" in err


@pytest.mark.parametrize(("form", "begins"), [([], ""), (["--json"], "{"), (["--html"], "<html>")])
def test_show_has_three_forms(said: Said, two_kinds: Path, form: list[str], begins: str) -> None:
    entry = next((two_kinds / "regulations").glob("reg-hlj-36*.yaml")).stem
    code, out, _ = said("--content", two_kinds, "show", entry, *form)
    assert (code, out.startswith(begins)) == (0, True)
    if form == ["--json"]:
        made = json.loads(out)
        assert (made["id"], made["kind"]) == (entry, "regulation")
        assert isinstance(made["reviewed"], str)
    assert "\u2060" not in out or form == ["--html"]


def test_every_shipped_entry_is_shown_as_json(said: Said, indexed: Path, shipped: Handbook) -> None:
    for kind in ("procedures", "emergency", "scripts", "knowledge", "cases"):
        entry = getattr(shipped, kind)[0]
        code, out, _ = said("--content", indexed, "show", entry.id, "--json")
        assert (code, json.loads(out)["title"]) == (0, entry.title)


def test_an_unknown_id_is_2_with_a_hint(said: Said, two_kinds: Path) -> None:
    entry = next((two_kinds / "regulations").glob("reg-hlj-36*.yaml")).stem
    code, out, err = said("--content", two_kinds, "show", entry[:-1])
    assert (code, out) == (2, "")
    assert f"您是不是要找“{entry}”?" in err
    assert "您是不是" not in said("--content", two_kinds, "show", "zzzz-qqqq-0000")[2]


def test_check_tells_problems_as_text_and_json(said: Said, two_kinds: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(two_kinds, broken)
    (broken / "scripts").mkdir()
    (broken / "scripts" / "scr-bad.yaml").write_text("id: scr-bad\ntitel: x\n", encoding="utf-8")
    code, out, _ = said("check", broken)
    assert code == 1
    assert "scripts/scr-bad.yaml:" in out
    code, out, _ = said("check", broken, "--json")
    found = [p for p in json.loads(out) if p["file"] == "scripts/scr-bad.yaml"]
    assert code == 1
    assert {"file", "line", "column", "rule", "message", "gravity"} <= set(found[0])


def test_check_of_a_folder_that_is_not_there(said: Said, tmp_path: Path) -> None:
    code, out, told = said("check", tmp_path / "none")
    assert (code, out) == (2, "")
    assert f"找不到内容文件夹 {tmp_path / 'none'}" in told


def test_index_builds_below_handbook_home(said: Said, two_kinds: Path, user_home: Path) -> None:
    code, out, err = said("--content", two_kinds, "index")
    assert code == 0
    assert str(user_home / "indexes") in out
    assert "100%" in err
    assert len(list((user_home / "indexes").glob("index-*/manifest.json"))) == 1


def test_index_into_a_folder_that_refuses_is_2(said: Said, two_kinds: Path, user_home: Path) -> None:
    user_home.write_text("a file, not a folder")
    code, out, err = said("--content", two_kinds, "index")
    assert (code, out) == (2, "")
    assert "无法写入" in err


def test_doctor_looks_at_everything(said: Said, indexed: Path) -> None:
    code, out, _ = said("--content", indexed, "doctor")
    assert code == 0
    for subject in ("程序", "库", "显示", "字体", "文件夹(用户数据)", "文件夹(索引)", "内容", "索引"):
        assert f"正常  {subject}:" in out
    assert "问题" not in out.replace("内容有问题", "")


def test_doctor_says_what_is_wrong(said: Said, tmp_path: Path, user_home: Path) -> None:
    user_home.write_text("a file, not a folder")
    code, out, _ = said("--content", tmp_path / "none", "doctor")
    assert code == 1
    assert "问题  内容:找不到内容文件夹" in out
    assert "问题  文件夹(用户数据)" in out
