"""Whatever is typed: an answer, no exception, quickly."""

import random
import time

import pytest

from handbook.search.engine import SearchEngine
from handbook.search.query import Query

STRANGE = {
    "empty": "",
    "blank": "   \t\n",
    "NUL": "\x00漏水\x00",
    "emoji": "🔥暖气🔥不热👩‍👩‍👧",
    "lone star": "*",
    "wildcards": '*?"[a TO z]~^()',
    "10,000 characters": "暖气不热" * 2500,
    "10,000 letters": "nuanqi" * 1700,
    "10,000 blanks": " " * 10_000 + "漏水",
    "right to left": "\u202eمرحبا漏水\u202c",
    "surrogate": "\ud800漏水",
    "combining": "e\u0301" * 300,
    "digits": "9" * 500,
    "articles": "第一条" * 50,
    "many words": "热 " * 200,
    "zalgo": "漏" + "\u0300" * 500,
    "all numerals": "零一二三四五六七八九十百千万半点" * 9,
    "one letter": "z",
    "percent": "百分之" * 60,
    "newlines": "漏\n水\r\n热",
    "full width": "ＮＵＡＮＱＩ",
    "kana": "ストーブ",
    "hangul": "난방",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_strange_queries(engine: SearchEngine, text: str) -> None:
    results = engine.search(Query(text))
    assert results.total >= len(results.hits)
    assert str(engine.explain(Query(text)))


def _random_query(chance: random.Random) -> str:
    pools = (
        "暖气不热漏水退费阀门上下凉三十六条度室温",
        "abcdefghijklmnopqrstuvwxyzü ",
        "0123456789.-%℃度条第之",
        "\x00\u202e🔥*?\"'\\()[]{}~^:/ \n",
        "".join(map(chr, range(0x4E00, 0x4F00))),
        "".join(map(chr, range(0x20, 0x3000, 7))),
    )
    return "".join(chance.choice(chance.choice(pools)) for _ in range(int(chance.expovariate(0.12)) + 1))


def _fuzz(engine: SearchEngine, runs: int) -> float:
    chance, slowest = random.Random(11), 0.0
    for _ in range(runs):
        text = _random_query(chance)
        started = time.process_time()
        results = engine.search(Query(text, limit=chance.choice((0, 1, 50))))
        slowest = max(slowest, time.process_time() - started)
        assert len(results.hits) <= results.total
        for hit in results.hits:
            assert all(s.end <= len(hit.snippet.text) for s in hit.snippet.spans)
    return slowest


def test_random_queries(engine: SearchEngine) -> None:
    assert _fuzz(engine, 600) > 0


@pytest.mark.slow
def test_ten_thousand_random_queries(engine: SearchEngine) -> None:
    print(f"slowest {_fuzz(engine, 10_000) * 1000:.1f} ms CPU")
