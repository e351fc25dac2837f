"""``handbook inbox`` makes one table or one sheet of what lies in the folder, and tells what was not counted."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from handbook.call.day_sums import HourSum, ListSum, durations_of
from handbook.cli.main import run
from handbook.fleet.inbox.letter import Letter, to_bytes
from handbook.model.kinds import Kind

SUM = HourSum(
    calls=1234,
    durations=durations_of([200_000] * 9),
    searches=2000,
    misses=100,
    lists={Kind.PROCEDURE: ListSum(pinned=7, finished=5)},
    tickets={"P0": 3, "": 4},
)


def lay(share: Path, seat: int, day: int, **more: object) -> None:
    one = Letter(seat=f"{seat:012x}", day=date(2026, 11, day), sums=SUM, **more)  # type: ignore[arg-type]
    folder = share / "inbox" / one.seat
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{one.day}.jsonl").write_bytes(to_bytes(one, with_hours=True))


@pytest.fixture
def share(tmp_path: Path) -> Path:
    for seat in range(5):
        for day in (20, 21):
            lay(
                tmp_path,
                seat,
                day,
                hours={9: SUM},
                lists={"proc-leak-intake": 2, "proc-of-their-own": 1},
                misses={"暖气不热怎么办": 3, "张建国 漏水": 1},
            )
    return tmp_path


@pytest.fixture(autouse=True)
def _home(user_home: Path) -> None:
    """Nothing of this computer's user is read."""


def do(*words: object) -> int:
    return run(["inbox", *map(str, words)], lambda _: 9)


def test_one_table(share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "table.csv"
    assert do(share, "-o", target) == 0
    assert "5 台,2026-11-20 至 2026-11-21,10 份日报" in capsys.readouterr().out
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["来电通数"] for row in rows if row["类别"] == "每天"] == ["6170", "6170"]
    assert [(row["小时"], row["台数"]) for row in rows if row["类别"] == "每小时"] == [("9", "5")] * 2
    named = {row["名称"]: row["次数"] for row in rows if row["名称"]}
    assert named == {"漏水受理": "20", "proc-of-their-own": "10", "暖气不热怎么办": "30", "□ 漏水": "10"}


def test_one_sheet_of_paper(share: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    assert do(share / "inbox", "-o", target) == 0
    document = pypdfium2.PdfDocument(target)
    assert len(document) == 1
    words = document[0].get_textpage().get_text_range()
    for told in ("各台日报", "12,340", "5 台", "暖气不热怎么办", "漏水受理", "占查询 5.0%", "5 台以上才列"):
        assert told in words
    assert "建国" not in words


def test_one_page_for_a_browser_loads_nothing(share: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.html"
    assert do(share, "-o", target) == 0
    text = target.read_text("utf-8")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "各台日报" in text
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_too_few_desks_show_no_hours(tmp_path: Path) -> None:
    for seat in range(4):
        lay(tmp_path, seat, 20, hours={9: SUM})
    target = tmp_path / "sheet.pdf"
    assert do(tmp_path, "-o", target) == 0
    words = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    assert "不到 5 台，不按小时列" in words
    assert "没有。" in words


def test_a_year_is_shown_by_weeks(tmp_path: Path) -> None:
    for day in range(1, 29):
        lay(tmp_path, 1, day)
    for month in range(1, 10):
        one = Letter(seat="0" * 12, day=date(2026, month, 3), sums=SUM)
        folder = tmp_path / "inbox" / one.seat
        folder.mkdir(exist_ok=True)
        (folder / f"{one.day}.jsonl").write_bytes(to_bytes(one, with_hours=False))
    target = tmp_path / "sheet.html"
    assert do(tmp_path, "-o", target) == 0
    assert "每周来电" in target.read_text("utf-8")


def test_what_is_not_counted_is_told(share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (share / "inbox" / "读\n我.txt").write_text("x")
    file = share / "inbox" / f"{1:012x}" / "2026-11-20.jsonl"
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([*lines[:-2], b"nonsense", lines[-1], b""]))
    for number in range(30):
        (share / "inbox" / f"{number}.tmp").write_text("x")
    assert do(share, "-o", tmp_path / "t.csv") == 1
    said = capsys.readouterr().err
    assert "写坏的行:1" in said
    assert "别的文件 31" in said
    assert "(只列前 20 个)" in said
    assert do(share, "-o", tmp_path / "t.pdf") == 1
    assert (
        "没有计入的文件：别的文件 31"
        in pypdfium2.PdfDocument(tmp_path / "t.pdf")[0].get_textpage().get_text_range()
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere", "-o", "a.csv"), "打不开"),
        (("empty", "-o", "a.csv"), "没有收到日报"),
        (("empty", "-o", "a.docx"), "结尾"),
        (("empty", "-o", "there.csv"), "已经存在"),
    ],
)
def test_refusals_say_what_instead(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "there.csv").write_text("x")
    assert do(*words) == 2
    assert told in capsys.readouterr().err


def test_days_are_chosen(share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(share, "-o", tmp_path / "t.csv", "--since", "2026-11-21", "--until", "2026-11-30") == 0
    assert "5 份日报" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        do(share, "-o", tmp_path / "t.csv", "--since", "yesterday")
