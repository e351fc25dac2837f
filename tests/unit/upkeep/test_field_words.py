"""Every part of an entry has its words, and a place is told as a person would."""

from dataclasses import fields
from pathlib import Path as FilePath

import pytest

from handbook.content.yaml_reader import Path, Value, read_yaml
from handbook.model.emergency import CardOutcome, EmergencyCard, ImmediateLine
from handbook.model.entry import Elsewhere, Entry, Source
from handbook.model.handbook import CLASS_OF_KIND
from handbook.model.kinds import Confidence, Kind, Priority, StepKind, ValueScope
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import Figure, RegulationArticle, Superseded
from handbook.model.script import Placeholder, Script, ScriptLine, Taboo
from handbook.model.service_guide import GuideLine, ServiceGuide
from handbook.model.site_value import SiteValue
from handbook.model.step import Answer, Outcome, Step, ValueField
from handbook.upkeep.field_words import (
    CHOICE_WORDS,
    GROUPS,
    STEP_KIND_WORDS,
    STEP_TEXT_WORDS,
    Synonyms,
    choices_of,
    place_words,
    words_of,
)
from handbook.upkeep.plain_findings import plain_words

EDITED = (
    Entry,
    Procedure,
    Step,
    Answer,
    ValueField,
    Outcome,
    ServiceGuide,
    GuideLine,
    EmergencyCard,
    ImmediateLine,
    CardOutcome,
    Script,
    ScriptLine,
    Taboo,
    Placeholder,
    Knowledge,
    Case,
    RegulationArticle,
    Figure,
    Superseded,
    Source,
    Elsewhere,
    SiteValue,
    Synonyms,
)
CONTENT = FilePath(__file__).parents[3] / "content"


@pytest.mark.parametrize("cls", EDITED, ids=lambda cls: cls.__name__)
def test_every_field_has_words(cls: type) -> None:
    for field in fields(cls):
        words = words_of(cls, field.name)
        assert words.label
        assert words.group in GROUPS
        assert 0 < len(words.help) <= 40, words.help


def test_the_words_are_those_of_an_office() -> None:
    for cls in EDITED:
        for field in fields(cls):
            words = words_of(cls, field.name)
            said = words.label + words.help
            assert not any(odd in said.lower() for odd in ("id", "yaml", "schema", "key", "json")), said
            assert not any(mark in said for mark in ",:;?!()"), said


def test_kinds_of_steps_are_called_as_on_the_form() -> None:
    assert "".join(STEP_KIND_WORDS[kind] for kind in StepKind) == "问做说提醒说明判断"
    assert set(STEP_TEXT_WORDS) == set(StepKind)


def test_choices_that_are_written_otherwise_have_words() -> None:
    assert choices_of(Procedure, "room_sides")["cold"] == "不够温度"
    assert choices_of(Step, "audience") == {}
    assert all(words for table in CHOICE_WORDS.values() for words in table.values())


def test_an_unknown_field_is_told() -> None:
    with pytest.raises(KeyError):
        words_of(Step, "colour")


PROCEDURE: Value = {
    "title": "一组不热",
    "steps": [
        {"kind": "say", "text": "别碰"},
        {
            "kind": "ask",
            "text": "哪头凉?",
            "answers": [{"label": "情况不正常"}, {"label": "屋里不到{{cold}}"}],
            "when": {"side": ["远头"]},
        },
        {"use": "frail"},
    ],
    "onsite_steps": [{"kind": "do", "text": "关阀"}],
    "outcomes": [{"id": "air", "title": "片内存气", "say": "给您排气"}],
    "guide": {"fee": [{"text": "不收钱"}]},
    "sources": [{"title": "据通识"}],
    "asks": ["不热", "凉的"],
}
SCRIPT: Value = {
    "lines": [
        {"situation": "开栓头几天整户温乎", "variants": {"标准": "好", "安抚": "您放心"}},
        {"variants": {"标准": "好"}},
    ]
}
CARD: Value = {
    "immediate": [{"text": "先出去"}],
    "outcomes": [{"next_action": "关楼里的阀"}],
    "calm": ["我在"],
}


@pytest.mark.parametrize(
    ("kind", "value", "path", "words"),
    [
        (Kind.PROCEDURE, PROCEDURE, (), "整条"),
        (Kind.PROCEDURE, PROCEDURE, ("title",), "标题"),
        (Kind.PROCEDURE, PROCEDURE, ("asks", 1), "怎么问 · 第 2 条"),
        (Kind.PROCEDURE, PROCEDURE, ("steps",), "步骤"),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 2), "第 3 步"),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 2, "use"), "第 3 步 · 共用的步骤"),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 0, "text"), "第 1 步 · 说什么"),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 1, "text"), "第 2 步 · 问什么"),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 1, "answers", 0), "第 2 步 · 回答“情况不正常”"),
        (
            Kind.PROCEDURE,
            PROCEDURE,
            ("steps", 1, "answers", 0, "outcome"),
            "第 2 步 · 回答“情况不正常” · 到哪个结论",
        ),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 1, "answers", 1), "第 2 步 · 回答“屋里不到5 ℃”"),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 1, "answers", 7), "第 2 步 · 回答 8"),
        (
            Kind.PROCEDURE,
            PROCEDURE,
            ("steps", 1, "when", "side", 0),
            "第 2 步 · 只在某个回答时才有 · 第 1 条",
        ),
        (Kind.PROCEDURE, PROCEDURE, ("steps", 1, "value", "unit"), "第 2 步 · 要填的数 · 单位"),
        (Kind.PROCEDURE, PROCEDURE, ("onsite_steps", 0, "text"), "上门第 1 步 · 做什么"),
        (Kind.PROCEDURE, PROCEDURE, ("outcomes", 0, "say"), "结论“片内存气” · 对用户说"),
        (Kind.PROCEDURE, PROCEDURE, ("guide", "fee", 0, "text"), "办事指南 · 收费 · 第 1 条 · 写什么"),
        (Kind.PROCEDURE, PROCEDURE, ("sources", 0, "note"), "来源 · 第 1 条 · 撑得住什么"),
        (Kind.SCRIPT, SCRIPT, ("lines", 0, "variants", "安抚"), "开栓头几天整户温乎 · 安抚"),
        (Kind.SCRIPT, SCRIPT, ("lines", 0, "variants"), "开栓头几天整户温乎 · 几种说法"),
        (Kind.SCRIPT, SCRIPT, ("lines", 1, "variants", "标准"), "第 2 句 · 标准"),
        (Kind.SCRIPT, SCRIPT, ("lines", 1), "第 2 句"),
        (Kind.EMERGENCY, CARD, ("immediate", 0, "text"), "先说先做第 1 句 · 这一句"),
        (Kind.EMERGENCY, CARD, ("outcomes", 0, "owner"), "结论“关楼里的阀” · 谁去做"),
        (Kind.EMERGENCY, CARD, ("calm", 0), "安抚的话 · 第 1 条"),
        (None, {"values": [{"label": "投诉监督电话"}]}, ("values", 0, "value"), "投诉监督电话 · 是多少"),
        (None, {"groups": [["散热器", "暖气片"]]}, ("groups", 0), "一个意思的词“散热器”"),
        (None, {"groups": [["散热器", "暖气片"]]}, ("groups", 0, 1), "一个意思的词“散热器” · 第 2 个词"),
    ],
)
def test_a_place_is_told_as_a_person_would(kind: Kind | None, value: Value, path: Path, words: str) -> None:
    assert place_words(kind, value, path, lambda text: text.replace("{{cold}}", "5 ℃")) == words


def test_every_place_of_the_shipped_entries_has_words() -> None:
    for kind in CLASS_OF_KIND:
        for file in sorted((CONTENT / kind.folder).glob("*.yaml"))[:6]:
            document = read_yaml(file.read_bytes())
            for path in document.places:
                words = place_words(kind, document.value, path)
                assert not any(
                    field in words.split(" · ")
                    for field in path
                    if isinstance(field, str) and field.isascii()
                ), (path, words)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            "“十天”要写成站点值 {{键}},没有合适的键就改成不带数字的说法",
            "“十天”要写成本单位的数 （按 { 挑）,没有合适的数就改成不带数字的说法",
        ),
        ("在 steps 里加一行 - use: frail_care", "在 “步骤” 里加一个“共用的步骤”: “家里有没有老人?”"),
        ("请写 promise(如 visit_followup)", "请写 “答应的时间”(如 “回访、回话时限”)"),
        ("请写 priority(P0–P4)", "请写 “派单级别”(P0 最急,P4 最缓)"),
        ("再在 standing.yaml 的 cannot_measure 里写", "再在 “共用的步骤” 的 “量不了时的回答” 里写"),
        ("请写 facts: [address, phone]", "请写 “问的是哪件事”: [地址, 电话]"),
    ],
)
def test_a_finding_names_nothing_as_its_file_does(message: str, words: str) -> None:
    value = SiteValue(
        key="visit_followup",
        label="回访、回话时限",
        scope=ValueScope.COMPANY,
        source="班长",
        confidence=Confidence.HIGH,
    )
    shared = {"frail_care": "“家里有没有老人?”"}
    told = plain_words(message, Kind.KNOWLEDGE, {value.key: value}, shared)
    assert told == words


def test_a_level_is_told_with_words() -> None:
    assert choices_of(Outcome, "priority")["P0"].startswith("P0 最急")
    assert set(choices_of(CardOutcome, "priority")) == set(map(str, Priority))
