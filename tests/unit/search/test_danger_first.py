"""In danger the emergency card goes before what only happens to hold the very words; whoever names a kind means it."""

from pathlib import Path

import pytest

from handbook.model.kinds import Kind, Severity
from handbook.search.index import build_documents_index, open_index
from handbook.search.query import Query
from handbook.search.source.documents import Document
from handbook.search.words.danger import speaks_of_danger

CARD = Document(
    id="card",
    kind=Kind.EMERGENCY,
    title="煤气味、一氧化碳",
    severity=Severity.DANGER,
    asks=("屋里有煤气味", "闻到一股煤气味", "煤气漏了", "一股煤气味", "臭鸡蛋味"),
)
ARTICLE = Document(
    id="article",
    kind=Kind.REGULATION,
    title="燃气泄漏时的报告",
    asks=("闻到煤气味", "燃气漏了谁管"),
    law="燃气条例",
    article="第四十条",
)
CLAIM = Document(
    id="claim",
    kind=Kind.PROCEDURE,
    title="损失怎么赔",
    asks=("热水烫伤了找谁赔偿损失", "漏水泡了家具谁赔"),
)


def first(folder: Path, words: str) -> str:
    build_documents_index([ARTICLE, CLAIM, CARD], folder / "index", "r")
    engine = open_index(folder / "index", "r")
    found = engine.search(Query(words)).hits[0].id
    engine.close()
    return found


def test_the_card_goes_before_the_article_that_holds_the_words(tmp_path: Path) -> None:
    assert first(tmp_path, "闻到煤气味") == "card"


@pytest.mark.parametrize("words", ["燃气泄漏时的报告 法条", "燃气条例第四十条"])
def test_whoever_names_the_law_gets_it(tmp_path: Path, words: str) -> None:
    assert first(tmp_path, words) == "article"


def test_what_the_card_knows_nothing_of_stays_where_it_is(tmp_path: Path) -> None:
    assert speaks_of_danger("热水烫伤了找谁赔偿损失")
    assert first(tmp_path, "热水烫伤了找谁赔偿损失") == "claim"


@pytest.mark.parametrize(
    "words", ["暖气片带电", "一摸暖气就麻", "暖气麻手", "水管过电", "摸着阀门直麻", "水龙头麻人"]
)
def test_current_is_danger_in_any_words(words: str) -> None:
    assert speaks_of_danger(words)


@pytest.mark.parametrize("words", ["温控阀带电池吗", "麻烦您查一下", "带电梯的楼", "芝麻大的事"])
def test_what_only_sounds_like_it_is_none(words: str) -> None:
    assert not speaks_of_danger(words)
