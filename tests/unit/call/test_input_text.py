"""What is typed or pasted reaches ticket, record and history without signs that nobody sees, in digits that can be dialled."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.feedback import Feedback, FlagReason
from handbook.call.history import CallHistory
from handbook.call.state.call import CallerField
from handbook.call.state.events import NoteAdded, event_to_json
from handbook.call.state.input_text import cut, plain, plain_line
from handbook.call.store.tables import Put
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import later, pinned, seat

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202d138 0013 8000\u202c", "138 0013 8000"),
        ("１３８００１３８０００", "13800138000"),
        ("138－0013－8000", "138-0013-8000"),
        ("１６．５", "16.5"),
        ("－５", "-5"),
        ("−5", "-5"),
        ("＋８６ １３８", "+86 138"),
        ("１０：３０前，室温：１８％", "10:30前，室温：18%"),
        ("Ａ座１２０３", "A座1203"),
        ("١٣٨", "138"),
        ("138\u30000013\u00a08000", "138 0013 8000"),
        ("第一行\x0b第二行\u2028第三行\r\n第四行\x85第五行", "第一行\n第二行\n第三行\n第四行\n第五行"),
        ("格一\x07格二\x1b", "格一 格二"),
        ("\ufeff零\u200b宽\u00ad度\u2060\u200e\u3164", "零宽度"),
        ("a\0b", "ab"),
        ("半个\ud83d字", "半个?字"),
        ("非\ufffe字\uffff符\U0001ffff", "非字符"),
        ("你好，（谢谢）。《条例》！？", "你好，（谢谢）。《条例》！？"),
        (f"一家{FAMILY}", f"一家{FAMILY}"),
        ("\u2764\ufe0f 1\ufe0f\u20e3", "\u2764\ufe0f 1\ufe0f\u20e3"),
        (SCOTLAND, SCOTLAND),
        ("汉\ufe0f字\u200d", "汉字"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@given(st.text())
def test_nothing_unseen_is_kept_and_a_second_time_changes_nothing(text: str) -> None:
    kept = plain(text)
    assert plain(kept) == kept
    kept.encode()
    unseen = [
        sign for sign in kept if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in "\n\t"
    ]
    assert unseen == []
    assert "\n" not in plain_line(text)


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_fits_and_begins_as_it_was(text: str, longest: int) -> None:
    short = cut(text, longest)
    assert len(short) <= longest
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_a_cut_leaves_no_half_of_what_is_seen_as_one_sign() -> None:
    assert cut(f"甲{FAMILY}乙", 5) == "甲…"
    assert cut("cafe\u0301s", 5) == "caf…"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (CallerField.PHONE, "\u202d138 0013 8000\u202c", "138 0013 8000"),
        (CallerField.PHONE, "１３８００１３８０００", "13800138000"),
        (CallerField.ADDRESS, "幸福里\x0b3 号楼\u200b", "幸福里 3 号楼"),
    ],
)
def test_the_ticket_reads_what_can_be_dialled(field: CallerField, typed: str, kept: str) -> None:
    made = pinned()
    made.desk.enter_caller(field, typed)
    assert made.call.caller[field] == kept
    assert kept in made.desk.preview_ticket().text


def test_values_and_reasons_are_cleaned_too() -> None:
    made = pinned()
    later(made).enter_value(1, "room", "１６．５\u200b")
    later(made).skip(1, "power", "打\u202e不通\x07了")
    assert made.run().state("room").value == "16.5"
    assert made.run().state("power").reason == "打不通 了"


def test_what_an_older_program_kept_is_read_without_them() -> None:
    made = pinned()
    made.desk.add_note("备注")
    made.desk.end_call()
    [call] = made.store.rows("call")
    for row in made.store.rows("event", call=call["id"]):
        if "NoteAdded" in str(row["body"]):
            made.store.write(
                [Put("event", {**row, "body": event_to_json(NoteAdded(text="备\u200b注\x07要紧"))})]
            )
    [summary] = made.store.rows("summary")
    made.store.write([Put("summary", {**summary, "ticket": f"{summary['ticket']}\u202d\x1b"})])
    history = CallHistory(made.store)
    read = history.read(int(call["id"] or 0))
    assert "备注 要紧" in read.record
    assert not {"\u202d", "\x1b"} & set(read.ticket)
    [past] = history.calls()
    assert not set(past.summary) & set("\u202d\x1b")


def test_a_flag_too_long_is_cut_where_it_shows() -> None:
    feedback = Feedback(seat().store, FakeClock())
    feedback.flag("a", FlagReason.WRONG, "改" * 600)
    [line] = feedback.lines()
    assert line.text.endswith("改…")
