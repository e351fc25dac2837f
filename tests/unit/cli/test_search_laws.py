"""``handbook search`` tells what the texts of laws answer, where there are any, and changes nothing else."""

import argparse
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from handbook.cli import opening
from handbook.cli.main import run
from handbook.document.words import FULL_TEXT
from handbook.law.law_text import LawText
from tests.helpers.invented_statutes import HEATING, statute

NOW = statute(HEATING, [("36", "值守人员应当保存封签底联。")], effective=date(2021, 1, 1))
OLD = statute(HEATING, [("37", "封签底联保存两年。")], effective=date(2010, 1, 1))
Asked = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all: the index is built once."""
    return tmp_path_factory.mktemp("laws-home")


@pytest.fixture
def ask(
    home: Path, program_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Asked:
    """Runs the verb with these texts of laws: (exit code, standard output)."""
    monkeypatch.setenv("HANDBOOK_HOME", str(home))

    def call(texts: Sequence[LawText], *arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(opening, "law_texts", lambda _content: texts)
        code = run(["--content", str(program_folder / "content"), "search", *arguments], _no_window)
        return code, capsys.readouterr().out

    return call


def _no_window(_: argparse.Namespace) -> int:
    raise AssertionError("a verb opened the window")


def test_json_has_a_list_of_its_own_where_there_are_laws(ask: Asked) -> None:
    code, plain = ask((), "退费", "--json")
    with_code, with_laws = ask((NOW, OLD), "退费", "--json")
    answer = json.loads(with_laws)
    assert (with_code, answer["hits"]) == (code, json.loads(plain))
    assert (answer["laws"], answer["laws_total"]) == ([], 0)
    (found,) = json.loads(ask((NOW, OLD), "封签底联", "--json")[1])["laws"]
    assert (found["law"], found["article"], found["effective"], found["standing"]) == (
        HEATING,
        "36",
        "2021-01-01",
        "现行",
    )
    assert found["snippet"] == "值守人员应当保存封签底联。"


def test_text_names_the_articles_with_their_mark(ask: Asked) -> None:
    _, words = ask((NOW, OLD), "封签底联", "--kind", "法规")
    assert f"原文  《{HEATING}》第 36 条\n" in words
    assert f"原文  《{HEATING}》第 37 条  [旧版]\n" in words
    assert FULL_TEXT not in ask((NOW, OLD), "封签底联", "--kind", "流程")[1]


def test_exit_codes_speak_of_our_entries_alone(ask: Asked) -> None:
    for texts in ((), (NOW, OLD)):
        assert ask(texts, "退费")[0] == 0
        assert ask(texts, "qqqqzzzzxxxx")[0] == 1
    code, words = ask((NOW,), "封签底联", "--kind", "法规")
    assert FULL_TEXT in words
    assert code == ask((), "封签底联", "--kind", "法规")[0]


def test_a_file_of_queries_tells_them_too(ask: Asked, tmp_path: Path) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("封签底联\n退费\n", encoding="utf-8")
    answers = [json.loads(line) for line in ask((NOW,), "--batch", str(asked), "--json")[1].splitlines()]
    assert [answer["laws_total"] for answer in answers] == [1, 0]
    assert f"{FULL_TEXT} 1 条" in ask((NOW,), "--batch", str(asked))[1]
    assert all(
        "laws" not in json.loads(line) for line in ask((), "--batch", str(asked), "--json")[1].splitlines()
    )
