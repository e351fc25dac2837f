"""Sentences that say how to mend what the validator refused."""

import pytest
from pydantic_core import ErrorDetails

from handbook.content.messages import did_you_mean, explain


def _error(kind: str, *loc: str | int, given: object = "x", **context: object) -> ErrorDetails:
    return {"type": kind, "loc": loc, "msg": "English words", "input": given, "ctx": dict(context)}


def test_a_misspelt_key_is_guessed() -> None:
    rule, sentence = explain(_error("unexpected_keyword_argument", "famly"), ["family", "title"])
    assert rule == "unknown-key"
    assert "family" in sentence


def test_a_sentence_read_as_a_key_is_recognised() -> None:
    rule, sentence = explain(_error("unexpected_keyword_argument", "先别急"), ["text"])
    assert rule == "unknown-key"
    assert "加引号" in sentence


def test_a_misspelt_word_is_guessed_among_the_allowed() -> None:
    rule, sentence = explain(_error("enum", "level", given="警示", expected="'警告', '注意' or '说明'"), [])
    assert rule == "unknown-word"
    assert "警告" in sentence
    assert "说明" in sentence


def test_an_error_nobody_thought_of_is_still_told() -> None:
    assert explain(_error("some_new_error", "x"), []) == ("invalid", "“x”不符合要求(English words)")
    assert explain({"type": "missing", "loc": (), "msg": "m", "input": 1}, [])[0] == "missing-key"


@pytest.mark.parametrize(
    ("word", "known", "words"),
    [
        ("titel", ["title", "tags"], "您是不是要写“title”"),
        ("zzz", ["title"], "可用的有:title"),
        ("zzz", [], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], words: str) -> None:
    assert words in did_you_mean(word, known)
