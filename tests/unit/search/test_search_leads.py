"""What an entry says it is not about finds the entry that is meant, and never stands below its own title."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.handbook import Handbook
from handbook.model.kinds import Severity, StepKind
from handbook.model.regulation import Superseded
from handbook.model.script import Taboo
from handbook.model.step import Answer, Step
from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from handbook.search.source.documents import documents_of
from tests.unit.search.search_sample import _LIFE, SAMPLE, procedure


def _card(name: str, title: str, *, not_for: tuple[str, ...] = (), **more: object) -> EmergencyCard:
    values: dict[str, object] = {
        "id": f"em-{name}",
        "title": title,
        "summary": f"{title}时先说先做。",
        "severity": Severity.DANGER,
        "immediate": (ImmediateLine(text="先到外面去"),),
        "steps": (),
        "stop": "险情已除",
        "takeover": "抢修班接手",
        "done": "人员安全",
        "not_for": not_for,
    }
    return EmergencyCard(**(values | _LIFE | more))  # type: ignore[arg-type]


_ASK = Step(
    id="smell",
    kind=StepKind.ASK,
    text="屋里有别的情况吗?",
    answers=(Answer(label="炉火呛人", entry="em-gas"), Answer(label="都挺好")),
)
_HANDBOOK = replace(
    SAMPLE,
    revision="leads",
    emergency=(
        _card(
            "frail",
            "严寒停热的弱势户",
            not_for=("闻到臭鸡蛋味、头发昏,用“煤气味、一氧化碳”",),
            dont_say=("多裹几层棉被忍忍",),
            steps=(_ASK,),
        ),
        _card("gas", "煤气味、一氧化碳"),
        _card(
            "spray",
            "热水喷出、关不住(室内爆管)",
            not_for=("管沟里咕嘟冒泡时,用“室外主管爆裂”", "锅炉轰鸣,用“不存在的卡”"),
        ),
        _card("outdoor", "室外主管爆裂、路面塌陷", not_for=("桌椅浮起来,直接开应急卡“热水喷出、关不住”",)),
        _card("scald", "热水烫伤", not_for=("没有人起水泡、只是怕挨着,用 em-spray",)),
    ),
    procedures=(
        procedure(
            "ticket",
            "转办单",
            (),
            ("单号是多少?",),
            not_for=(
                "只说“我要投诉”、没见转办单,用“投诉受理与回访”",
                "收费对不上,用“违约金争议”或“面积争议”",
            ),
        ),
        procedure("complaint", "投诉受理与回访", (), ("投诉什么?",)),
        procedure("late-fee", "违约金争议", (), ("哪一年的?",)),
        procedure("area", "面积争议", (), ("证上多少?",)),
        procedure("noise-hiss", "嘶嘶声", (), ("哪儿响?",)),
        procedure(
            "noise-hum",
            "嗡嗡声、震动",
            (),
            ("哪儿响?",),
            not_for=("像吹哨子又见水,用“嘶嘶漏气声”",),
            onsite_steps=(Step(kind=StepKind.DO, text="松开联轴器找正", state="已找正"),),
        ),
    ),
    regulations=(
        replace(
            SAMPLE.regulations[0],
            dont_say=("凑合着能住人",),
            superseded=(Superseded(text="十六度算合格", note="旧规定,现已不适用"),),
        ),
    ),
    scripts=(
        replace(
            SAMPLE.scripts[0],
            dont=("冷笑着回嘴",),
            taboos=(Taboo(avoid="爱找谁找谁。", instead="我给您问清楚。"),),
        ),
    ),
)


@pytest.fixture(scope="module")
def leading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("leads") / "index"
    build_index(_HANDBOOK, folder)
    engine = open_index(folder, _HANDBOOK.revision)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("said", "meant", "silent"),
    [
        ("臭鸡蛋味", "em-gas", "em-frail"),
        ("闻到臭鸡蛋味,头发昏", "em-gas", "em-frail"),
        ("炉火呛人", "em-gas", "em-frail"),
        ("管沟里咕嘟冒泡", "em-outdoor", "em-spray"),
        ("桌椅浮起来", "em-spray", "em-outdoor"),
        ("只是怕挨着", "em-spray", "em-scald"),
        ("我要投诉", "proc-complaint", "proc-ticket"),
        ("收费对不上", "proc-late-fee", "proc-ticket"),
        ("收费对不上", "proc-area", "proc-ticket"),
        ("像吹哨子又见水", "proc-noise-hiss", "proc-noise-hum"),
    ],
)
def test_words_of_another_entry_find_that_one(
    leading: SearchEngine, said: str, meant: str, silent: str
) -> None:
    found = [hit.id for hit in leading.search(Query(said)).hits]
    assert meant in found[:2]
    assert silent not in found[: found.index(meant)]


def test_an_entry_is_not_found_by_what_it_is_not_for(leading: SearchEngine) -> None:
    for said, card in (("臭鸡蛋味", "em-frail"), ("吹哨子", "proc-noise-hum"), ("锅炉轰鸣", "em-spray")):
        assert card not in [hit.id for hit in leading.search(Query(said)).hits], said


def test_a_line_that_denies_leads_nowhere_by_what_it_denies(leading: SearchEngine) -> None:
    assert leading.search(Query("水泡")).missed
    assert not leading.search(Query("只是怕挨着")).missed


@pytest.mark.parametrize("said", ["棉被", "冷笑"])
def test_what_must_not_be_said_finds_nothing(leading: SearchEngine, said: str) -> None:
    results = leading.search(Query(said))
    assert results.missed
    assert not any(hit.marks for hit in results.hits)


@pytest.mark.parametrize(
    ("said", "found", "never"),
    [
        ("松开联轴器", "proc-noise-hum", "联轴器"),
        ("十六度算合格", "reg-hlj-32", "算合格"),
        ("凑合着能住人", "reg-hlj-32", "凑合"),
        ("爱找谁找谁", "scr-wait", "爱找谁"),
        ("臭鸡蛋味", "em-gas", "臭鸡蛋"),
        ("炉火呛人", "em-gas", "炉火"),
    ],
)
def test_lines_that_must_not_stand_alone_are_found_and_not_shown(
    leading: SearchEngine, said: str, found: str, never: str
) -> None:
    hit = leading.search(Query(said)).hits[0]
    assert hit.id == found
    assert never not in hit.snippet.text
    assert not any(never in mark for mark in hit.marks)


def test_a_name_of_several_entries_leads_nowhere() -> None:
    two = replace(
        _HANDBOOK,
        emergency=(
            _card("a", "主管爆裂(院内)"),
            _card("b", "主管爆裂(路上)"),
            _card("c", "井盖冒热气", not_for=("咕嘟冒泡,用“主管爆裂”",)),
        ),
    )
    assert not any("咕嘟" in line for d in documents_of(two) for line in (d.body, *d.leads, *d.aside))


def test_changing_a_line_changes_what_the_named_entry_is_found_by(tmp_path: Path) -> None:
    """Only the entry it stands in was edited; the other one is made anew all the same."""

    def found(handbook: Handbook) -> list[str]:
        build_index(handbook, tmp_path / "index")
        engine = open_index(tmp_path / "index", handbook.revision)
        results = engine.search(Query("刺鼻"))
        engine.close()
        return [] if results.missed else [hit.id for hit in results.hits]

    assert found(_HANDBOOK) == []
    frail = replace(_HANDBOOK.emergency[0], not_for=("刺鼻呛嗓子,用“煤气味、一氧化碳”",))
    edited = replace(_HANDBOOK, revision="edited", emergency=(frail, *_HANDBOOK.emergency[1:]))
    assert found(edited) == ["em-gas"]
