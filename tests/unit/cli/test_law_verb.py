"""``handbook law``: what a customer's lawyer does with a Word file of the provincial regulation, from taking in to taking back."""

import json
from pathlib import Path

import pytest

from handbook.cli.exit_codes import FINE, PROBLEMS, USAGE
from handbook.cli.main import run
from handbook.content.library import existing_folders, open_content
from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from tests.helpers.beijiang import INFERRED, UNKNOWN, statute, write_docx, write_site
from tests.helpers.laws import BEIJIANG

FIRST, SECOND = "2021-10-29", "2027-01-01"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


def _law(site: Path, *words: str) -> int:
    return run(["--site", str(site), "law", *words], lambda _: 9)


def _add(site: Path, tmp_path: Path, day: str = FIRST, *, is_second: bool = False) -> int:
    file = write_docx(tmp_path / f"{day}.docx", statute(is_second=is_second))
    return _law(site, "add", str(file), "--effective", day, "--source", "省人大网站")


def _handbook(site: Path) -> Handbook:
    return open_content(existing_folders(None, site)).handbook


def test_the_site_is_sound(site: Path, repository: Path) -> None:
    loaded = load_content(repository / "content", site)
    assert [p for p in loaded.problems if p.file.startswith("site:") and p.gravity.name == "ERROR"] == []
    assert loaded.handbook.region is not None
    assert loaded.handbook.region.id == "beijiang"
    assert len(UNKNOWN) == 42
    assert len(INFERRED) == 6


def test_a_word_file_answers_every_unknown_number(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _add(site, tmp_path) == FINE
    told = capsys.readouterr().out
    assert "《北江省城市供热条例》58 条,Word" in told
    assert "列出 0" in told
    assert f"收下《{BEIJIANG}》{FIRST} 起" in told
    official = _handbook(site).official["reg-bj-missing"]
    assert [text.versions[0].number for text in official] == list(UNKNOWN)


def test_the_day_of_effect_is_never_guessed(site: Path, tmp_path: Path) -> None:
    file = write_docx(tmp_path / "law.docx", statute())
    with pytest.raises(SystemExit):
        _law(site, "add", str(file))
    assert not (site / "laws").exists()


def test_another_version_is_compared_and_names_what_it_touches(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _add(site, tmp_path)
    _add(site, tmp_path, SECOND, is_second=True)
    capsys.readouterr()
    assert _law(site, "diff", BEIJIANG, "--json") == FINE
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["改"] == 1
    assert told["counts"]["删去"] == 1
    assert told["counts"]["新增"] == 0
    touched = {(card["entry"], tuple(card["numbers"])): card["gravity"] for card in told["touched"]}
    assert touched["reg-bj-32", ("32",)] == "要改"


def test_acts_are_listed_and_taken_back(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _add(site, tmp_path)
    _add(site, tmp_path, SECOND, is_second=True)
    assert _law(site, "date", BEIJIANG, SECOND, "2027-03-01") == FINE
    capsys.readouterr()
    _law(site, "list", "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert [version["effective"] for version in row["versions"]] == ["2027-03-01", FIRST]
    assert _law(site, "undo") == FINE
    assert _law(site, "remove", BEIJIANG, FIRST) == FINE
    assert _law(site, "undo") == FINE
    capsys.readouterr()
    _law(site, "list")
    told = capsys.readouterr().out
    assert f"{SECOND} 尚未施行" in told
    assert f"{FIRST} 现行" in told


def test_a_line_without_a_place_stops_it_until_somebody_decides(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "law.txt"
    file.write_text(
        f"{BEIJIANG}\n第一条 为了供热,制定本条例。\n责任编辑:某某\n第二条 样例。\n", encoding="utf-8"
    )
    words = ("add", str(file), "--effective", FIRST)
    assert _law(site, *words) == PROBLEMS
    told = capsys.readouterr().out
    assert "没处放:责任编辑:某某" in told
    assert not list((site / "laws").glob("*/*.md")) if (site / "laws").exists() else True
    assert _law(site, *words, "--rest", "作附注") == FINE


def test_a_law_of_another_place_is_asked_about_first(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "law.txt"
    file.write_text("南河省城市供热条例\n第一条 样例。\n第二条 样例二。\n", encoding="utf-8")
    words = ("add", str(file), "--effective", FIRST)
    assert _law(site, *words) == PROBLEMS
    assert "南河省" in capsys.readouterr().out
    assert _law(site, *words, "--elsewhere") == FINE


def test_what_cannot_be_read_is_told_and_the_other_files_are_taken_in(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "scan.docx"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    good = write_docx(tmp_path / "good.docx", statute())
    assert _law(site, "add", str(broken), str(good), "--effective", FIRST) == PROBLEMS
    assert "图片" in capsys.readouterr().out
    assert "reg-bj-missing" in _handbook(site).official


def test_without_a_folder_it_says_what_is_lacking(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "list"], lambda _: 9) == USAGE
    assert "--into" in capsys.readouterr().err
