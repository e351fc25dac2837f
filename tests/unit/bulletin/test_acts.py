"""What the form asks of the verb is what the verb reads, and what that prints is read back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handbook.bulletin.acts import NO_ANSWER, addition, answer_of, replacement, withdrawal
from handbook.bulletin.notice import Notice, Situation
from handbook.cli.bulletin import Answer

NOTICE = Notice(
    number=12,
    situation=Situation.REPAIR,
    estate="锦华嘉园",
    sent=datetime(2026, 11, 28, 6, 12, tzinfo=UTC),
    sender="陈静",
)


def test_the_three_acts() -> None:
    new = json.loads(addition(replace(NOTICE, number=0)))
    assert (new["act"], new["notice"]["estate"]) == ("add", "锦华嘉园")
    changed = json.loads(replacement(replace(NOTICE, reason="换管"), NOTICE))
    assert (changed["act"], changed["notice"]["number"], changed["was"]["reason"]) == ("replace", 12, "")
    assert "was" not in json.loads(replacement(NOTICE, None))
    gone = json.loads(withdrawal(NOTICE))
    assert (gone["act"], gone["notice"]) == ("withdraw", {"number": 12})
    assert gone["was"]["estate"] == "锦华嘉园"


def test_what_the_verb_prints_is_read_back() -> None:
    printed = Answer(state="sent", number=12, notices=(NOTICE,)).to_json().encode()
    read = answer_of(b"\n" + printed + b"\n")
    assert read.is_done
    assert (read.number, read.notices) == (12, (NOTICE,))
    stopped = answer_of(Answer(state="stopped", words="更新文件夹写不进去").to_json().encode())
    assert not stopped.is_done
    assert (stopped.words, stopped.notices) == ("更新文件夹写不进去", None)


@pytest.mark.parametrize(
    "out",
    [
        b"",
        b"Traceback",
        b"[]",
        b'{"state": "sent"}',
        b"\xff",
        b'{"state":"sent","words":3,"number":1,"notices":null}',
        b'{"state":"sent","words":"","number":1,"notices":[5]}',
    ],
)
def test_a_process_that_died_has_sent_nothing(out: bytes) -> None:
    assert answer_of(out).words == NO_ANSWER
    assert not answer_of(out).is_done
