"""What became of each article, by its words alone; all statutes here are invented."""

import random
import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from handbook.law.differences import ChangeClass, Comparison, compare
from handbook.law.law_text import LawArticle, LawText, Origin
from handbook.law.numbering import written_article

ORIGIN = Origin(source="试写", obtained_on=date(2026, 11, 1), obtained_by="甲")
TITLE = "北江省城市供热条例"
SUBJECTS = ["供热单位", "热用户", "热源单位", "物业服务人", "主管部门", "建设单位", "街道办事处", "施工单位"]
ACTS = ["检修", "巡查", "报告", "登记", "公告", "备案", "核对", "移交", "拆除", "更换", "封闭", "记录"]
THINGS = [
    "换热站",
    "入户阀门",
    "庭院管网",
    "计量装置",
    "热力井盖",
    "循环水泵",
    "保温外壳",
    "补水系统",
    "热费账单",
    "应急预案",
]
TIMES = ["三日内", "供热期开始前", "接到通知后", "当年六月底前", "二十四小时内", "停热以后"]


def sentence(random_source: random.Random) -> str:
    """A sentence of an invented statute."""
    pick = random_source.choice
    return (
        f"{pick(SUBJECTS)}应当在{pick(TIMES)}对{pick(THINGS)}和{pick(THINGS)}进行{pick(ACTS)}、{pick(ACTS)}，"
        f"并将{pick(THINGS)}的情况告知{pick(SUBJECTS)}；逾期的，由{pick(SUBJECTS)}责令{pick(ACTS)}。"
    )


def law(*texts: str | tuple[str, str], title: str = TITLE, day: date = date(2020, 1, 1)) -> LawText:
    """A law of these articles, numbered from 1; a pair brings its own number."""
    rows = [text if isinstance(text, tuple) else (str(n), text) for n, text in enumerate(texts, 1)]
    articles = tuple(LawArticle(number=n, paragraphs=tuple(words.split("\n"))) for n, words in rows)
    return LawText(title=title, effective=day, origin=ORIGIN, articles=articles)


def invented(count: int, seed: int) -> list[str]:
    """`count` articles, no two alike."""
    source = random.Random(seed)
    return ["\n".join(sentence(source) for _ in range(source.randint(1, 3))) for _ in range(count)]


def classes(comparison: Comparison) -> dict[str, int]:
    return {kind.value: count for kind, count in comparison.counts.items() if count}


def outcome(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [
        (c.old.number if c.old else "", c.new.number if c.new else "", c.change.value)
        for c in comparison.changes
    ]


SIX = invented(6, seed=1)


def test_an_article_put_in_moves_the_numbers_of_those_behind_it() -> None:
    found = compare(law(*SIX), law(*SIX[:2], "本省建立供热质量保证金，专款专用。", *SIX[2:]))
    assert outcome(found) == [
        ("1", "1", "未变"),
        ("2", "2", "未变"),
        ("", "3", "新增"),
        ("3", "4", "仅条号变"),
        ("4", "5", "仅条号变"),
        ("5", "6", "仅条号变"),
        ("6", "7", "仅条号变"),
    ]


def test_what_went_stands_where_it_stood() -> None:
    found = compare(law(*SIX), law(*SIX[:2], *SIX[3:]))
    assert [row[2] for row in outcome(found)] == ["未变", "未变", "删去", "仅条号变", "仅条号变", "仅条号变"]
    assert [c.old.number for c in found.changes if c.new is None and c.old] == ["3"]


def test_an_article_that_was_moved_is_found_again_where_it_went() -> None:
    found = compare(law(*SIX), law(SIX[4], *SIX[:4], SIX[5]))
    assert ("5", "1", "仅条号变") in outcome(found)
    assert not found.real


def test_an_article_rewritten_as_a_whole_between_its_neighbours_is_changed_and_not_gone() -> None:
    old = "供热单位收到热用户停止供热的申请后应当办理，并在三日内报主管部门备案。"
    new = "停止供热由热用户在九月底前提出，缴清热费的，供热单位予以办理。"
    found = compare(law(SIX[0], old, SIX[1]), law(SIX[0], new, SIX[1]))
    assert [row[2] for row in outcome(found)] == ["未变", "改", "未变"]


def test_the_same_place_alone_makes_no_version_of_an_article_on_another_matter() -> None:
    old = "供热单位受理停止供热的申请，应当在三日内办理并报主管部门备案。"
    new = "主管部门建立监督机制，督促有关单位及时处理投诉并公开结果。"
    found = compare(law(SIX[0], old, SIX[1]), law(SIX[0], new, SIX[1]))
    assert classes(found) == {"未变": 2, "新增": 1, "删去": 1}


def test_nothing_in_common_is_gone_and_new() -> None:
    found = compare(law(SIX[0], "甲乙丙丁戊己庚辛。", SIX[1]), law(SIX[0], "子丑寅卯辰巳午未。", SIX[1]))
    assert classes(found) == {"未变": 2, "新增": 1, "删去": 1}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("罚款比例为热费的1.5%。", "罚款比例为热费的15%。"),
        ("按日加收0.5‰的违约金。", "按日加收0.5%的违约金。"),
        ("由三分之二以上成员同意。占1/3。", "由三分之二以上成员同意。占13。"),
        ("室温不低于十八摄氏度。", "室温不低于二十摄氏度。"),
    ],
)
def test_signs_that_are_part_of_a_number_are_no_punctuation(before: str, after: str) -> None:
    found = compare(law(SIX[0], before), law(SIX[0], after))
    assert [row[2] for row in outcome(found)] == ["未变", "改"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("供热期为10月20日至次年4月20日。", "供热期为 １０ 月 ２０ 日 至 次 年 ４ 月 ２０ 日"),
        ("室温不低于16℃，另有约定的除外；", "室温不低于 16 °C (另有约定的除外)。"),
        ("自二〇二六年起。", "自二○二六年起。"),
        ("由2/3以上的成员同意。", "由 2 ／ ３ 以上的成员同意"),
        ("加收0.5%的费用。", "加收 0 . ５ ％ 的费用"),
        ("热用户不得：\n1.16℃以上开窗；\n2.装泵。", "热用户不得：\n1、16℃以上开窗；\n2、装泵。"),
        ("热用户不得：\n(一)放水；\n(二)装泵。", "热用户不得:(一)放水(二)装泵"),
        ("用户的阀门。", "⽤户的⻔\u200b阀".replace("⻔\u200b阀", "阀\u200b⻔") + "。"),
        ("| 项目 | 罚款 |\n| 放水 | 五百元 |", "项目 罚款\n放水 五百元"),
    ],
)
def test_the_way_it_was_typed_makes_no_difference(before: str, after: str) -> None:
    found = compare(law(SIX[0], before), law(SIX[0], after))
    assert not found.real


REFERRING = "违反本条例第二条规定的，处五百元罚款。"


def test_only_a_reference_that_followed_its_article_is_no_change() -> None:
    old = law(*SIX[:3], REFERRING)
    new = law("本省建立供热质量保证金，专款专用。", *SIX[:3], REFERRING.replace("二", "三"))
    assert [row[2] for row in outcome(compare(old, new))] == ["新增", *["仅条号变"] * 3, "仅引条变"]


def test_a_reference_to_another_article_than_before_is_a_change() -> None:
    old = law(*SIX[:3], REFERRING)
    new = law(*SIX[:3], REFERRING.replace("二", "三"))
    assert [row[2] for row in outcome(compare(old, new))] == [*["未变"] * 3, "改"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("依照第二条第一款办理。", "依照第三条第一款办理。", "仅引条变"),
        ("依照第二条第一款办理。", "依照第三条第二款办理。", "改"),
        ("依照第一条至第三条办理。", "依照第二条至第四条办理。", "仅引条变"),
        ("依照第一条、第三条办理。", "依照第二条、第四条办理。", "仅引条变"),
        ("依照第一条、第三条办理。", "依照第二条、第三条办理。", "改"),
        ("依照《北江省物业条例》第七条办理。", "依照《北江省物业条例》第九条办理。", "仅引条变"),
        (
            "依照《北江省物业条例》第七条和第八条办理。",
            "依照《北江省物业条例》第九条和第十条办理。",
            "仅引条变",
        ),
        ("依照《北江省物业条例》第七条办理。", "依照《北江省燃气条例》第九条办理。", "改"),
        ("依照《北江省城市供热条例》第一条办理。", "依照《北江省城市供热条例》第三条办理。", "改"),
        ("依照第二条办理，罚一千元。", "依照第三条办理，罚两千元。", "改"),
    ],
)
def test_what_a_changed_reference_means(before: str, after: str, kind: str) -> None:
    old = law(*SIX[:3], before)
    new = law("本省建立供热质量保证金，专款专用。", *SIX[:3], after)
    assert outcome(compare(old, new))[-1] == ("4", "5", kind)


def test_articles_without_words_and_equal_articles_keep_to_their_numbers() -> None:
    texts = [SIX[0], "", "（已删去）", SIX[1], "（已删去）", SIX[2]]
    found = compare(law(*texts), law(*texts))
    assert classes(found) == {"未变": 6}


def test_versions_without_articles_compare_to_nothing() -> None:
    assert compare(law(), law()).changes == ()
    assert classes(compare(law(), law(*SIX))) == {"新增": 6}
    assert classes(compare(law(*SIX), law())) == {"删去": 6}


@pytest.mark.parametrize("seed", range(40))
def test_every_article_of_both_versions_is_counted_once(seed: int) -> None:
    source = random.Random(seed)
    texts = invented(60, seed)
    after = list(texts)
    for _ in range(source.randint(0, 12)):
        at = source.randrange(len(after))
        match source.randrange(4):
            case 0:
                del after[at]
            case 1:
                after.insert(at, sentence(source))
            case 2:
                after[at] = after[at].replace("应当", "可以", 1)
            case _:
                after.insert(source.randrange(len(after)), after.pop(at))
    found = compare(law(*texts), law(*after))
    assert Counter(c.old.number for c in found.changes if c.old) == Counter(
        str(n) for n in range(1, len(texts) + 1)
    )
    assert Counter(c.new.number for c in found.changes if c.new) == Counter(
        str(n) for n in range(1, len(after) + 1)
    )
    numbers = [int(c.new.number) for c in found.changes if c.new]
    assert numbers == sorted(numbers)
    assert sum(found.counts.values()) == len(found.changes)


@pytest.mark.parametrize("seed", range(20))
def test_known_changes_are_told_exactly(seed: int) -> None:
    source = random.Random(seed)
    texts = invented(80, seed)
    gone, changed = source.sample(range(80), 3), []
    after = list(texts)
    for at in sorted(set(range(80)) - set(gone))[::17]:
        changed.append(at)
        after[at] = after[at].replace("应当", "不得", 1)
    after = [text for at, text in enumerate(after) if at not in gone]
    found = compare(law(*texts), law(*after))
    assert {int(c.old.number) - 1 for c in found.changes if c.change is ChangeClass.GONE and c.old} == set(
        gone
    )
    assert [
        int(c.old.number) - 1 for c in found.changes if c.change is ChangeClass.CHANGED and c.old
    ] == changed
    assert found.counts[ChangeClass.ADDED] == 0


WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789,.;:()%"}
SWAPPED = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "。": ".", "（": "(", "）": ")", "、": "，", "“": '"'}
)


def typed_anew(text: str, source: random.Random) -> str:
    """The same words as somebody else would type them."""
    done: list[str] = []
    for sign in text:
        roll = source.random()
        if sign == "\n" and roll < 0.3:
            continue
        if ord(sign) in SWAPPED and roll < 0.5:
            done.append(sign.translate(SWAPPED) if roll < 0.3 else "")
        else:
            done.append(sign.translate(WIDE) if roll < 0.4 else sign)
        if roll > 0.93:
            done.append(source.choice((" ", "\u3000", "\u200b", "\u00a0", "\t", "**", "（", "》", "\u00ad")))
    return "".join(done)


def test_a_thousand_copies_typed_anew_show_no_change() -> None:
    bases = [law(*invented(12, seed)) for seed in range(10)]
    for copy in range(1000):
        source = random.Random(copy)
        base = bases[copy % 10]
        typed = tuple(
            replace(article, paragraphs=tuple(typed_anew(article.words, source).split("\n")))
            for article in base.articles
        )
        found = compare(base, replace(base, articles=typed))
        assert found.counts[ChangeClass.UNCHANGED] == 12, copy


def test_a_code_of_many_articles_takes_time_in_proportion_to_its_length() -> None:
    texts = invented(1260, seed=7)
    after = [text.replace("应当", "可以", 1) if at % 9 == 0 else text for at, text in enumerate(texts)]
    del after[600]

    def seconds(count: int) -> float:
        start = time.perf_counter()
        compare(law(*texts[:count]), law(*after[:count]))
        return time.perf_counter() - start

    seconds(60)
    assert seconds(1260) < 40 * seconds(126) + 0.05


def test_numbers_with_a_second_part_are_kept() -> None:
    old = law(("36", SIX[0]), ("37", SIX[1]))
    new = law(("36", SIX[0]), ("36-1", "本省建立供热质量保证金，专款专用。"), ("37", SIX[1]))
    found = compare(old, new)
    assert outcome(found)[1] == ("", "36-1", "新增")
    assert written_article(found.by_new["36-1"].new.number) == "第三十六条之一"  # type: ignore[union-attr]
    assert found.by_old["37"].change is ChangeClass.UNCHANGED
