"""核对: what keeps it, what drops it, when it cannot be given; all statutes here are invented."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.law.checks import may_be_given, new_check, standing
from handbook.law.claims import claims, points_print
from handbook.law.law_text import LawArticle, LawText, Origin
from handbook.law.timeline import trace
from handbook.model.article_print import print_of
from handbook.model.kinds import LawLevel, LawStatus, Verification
from handbook.model.official_text import ArticleVersion, OfficialText
from handbook.model.regulation import Figure, RegulationArticle

LAW = "北江省城市供热条例"
ORIGIN = Origin(source="试写", obtained_on=date(2026, 11, 1), obtained_by="甲")
WORDS = "供热期内卧室的室内温度不得低于十六摄氏度。低于十四摄氏度的，退还百分之五十的热费，并在三十日内付清。"
CHANGED = WORDS.replace("十六", "十八")
OTHERS = (
    "为了规范供用热行为，维护供热单位和热用户的合法权益，制定本条例。",
    "供热单位应当建立巡查制度，供热期内每周检查换热站和庭院管网。",
    "制定热价应当举行听证会，听取热用户和供热单位的意见。",
)
NOW = date(2026, 12, 1)
TAKES_EFFECT = date(2027, 1, 1)


def entry(**more: object) -> RegulationArticle:
    values: dict[str, object] = {
        "id": "reg-bj-4",
        "title": "北江条例第4条 室温",
        "summary": "室温不低于 16 ℃。",
        "law": LAW,
        "law_short_names": ("北江条例", "省条例"),
        "level": LawLevel.PROVINCE,
        "article": "4",
        "status": LawStatus.IN_FORCE,
        "verification": Verification.MISSING,
        "key_points": ("卧室不低于 16 ℃。", "低于 14 ℃ 退 50%。"),
        "figures": (Figure(name="室温下限", value="16 ℃"),),
        "tell_caller": ("热费 30 日内退给您。",),
        "citation": "《北江省城市供热条例》第四条",
        "owner": "法务合规组",
        "reviewed": date(2026, 11, 20),
        "review_by": date(2027, 6, 30),
    }
    return RegulationArticle(**(values | more))  # type: ignore[arg-type]


def law(day: date, *texts: str) -> LawText:
    articles = tuple(LawArticle(number=str(n), paragraphs=(text,)) for n, text in enumerate(texts, 1))
    return LawText(title=LAW, effective=day, origin=ORIGIN, articles=articles)


def official(*versions: LawText, number: str = "4", **more: object) -> OfficialText:
    first = min(versions, key=lambda v: v.effective)
    traced = trace(versions, number, first.effective).versions
    return OfficialText(law=LAW, versions=traced, **more)  # type: ignore[arg-type]


FIRST = law(date(2012, 5, 1), *OTHERS, WORDS)
OLD = official(FIRST)


def checked(article: RegulationArticle, text: OfficialText, day: date = NOW) -> OfficialText:
    return replace(text, check=new_check(article, text, day, "王敏"))


def with_next(next_law: LawText, day: date = NOW) -> OfficialText:
    """Checked by the first version, then the next one came to hand."""
    return replace(official(FIRST, next_law), check=new_check(entry(), OLD, day, "王敏"))


def test_a_check_says_who_when_and_what_was_looked_at() -> None:
    check = new_check(entry(), OLD, NOW, "王敏", "DOMAIN\\wangmin")
    assert (check.entry, check.law, check.effective, check.number) == ("reg-bj-4", LAW, date(2012, 5, 1), "4")
    assert (check.words_print, check.points_print) == (print_of(WORDS), points_print(entry()))
    assert (check.name, check.account, check.day) == ("王敏", "DOMAIN\\wangmin", NOW)


def test_a_given_check_holds() -> None:
    now = standing(entry(), checked(entry(), OLD), NOW)
    assert now.holds
    assert not now.dropped
    assert not now.mark
    assert not now.is_outdated


def test_punctuation_and_spelling_of_a_later_copy_drop_nothing() -> None:
    typed = WORDS.replace("，", ",").replace("。", " ;").replace("供热期", "供 热\u200b期")
    now = standing(entry(), with_next(law(TAKES_EFFECT, *OTHERS, typed)), TAKES_EFFECT)
    assert now.holds
    assert now.changed_on is None
    assert now.version is not None
    assert now.version.effective == TAKES_EFFECT


def test_another_number_alone_keeps_the_check_and_proposes_the_number() -> None:
    text = with_next(law(TAKES_EFFECT, OTHERS[0], "本省建立供热质量保证金。", *OTHERS[1:], WORDS))
    now = standing(entry(), text, TAKES_EFFECT)
    assert now.holds
    assert now.proposed_number == "5"
    assert now.changed_on is None
    assert standing(entry(article="5"), text, TAKES_EFFECT).proposed_number == ""
    assert standing(entry(), text, NOW).proposed_number == ""


def test_moved_references_alone_keep_the_check_and_are_told() -> None:
    words = f"{WORDS}但是本条例第二条规定的情形除外。"
    first = law(date(2012, 5, 1), *OTHERS, words)
    moved = law(
        TAKES_EFFECT, "本省建立供热质量保证金，专款专用。", *OTHERS, words.replace("第二条", "第三条")
    )
    text = replace(official(first, moved), check=new_check(entry(), official(first), NOW, "王敏"))
    now = standing(entry(), text, TAKES_EFFECT)
    assert now.holds
    assert now.references_moved
    assert not standing(entry(), text, NOW).references_moved


def test_a_real_change_drops_the_check_from_its_day_of_effect_on() -> None:
    text = with_next(law(TAKES_EFFECT, *OTHERS, CHANGED))
    before = standing(entry(), text, date(2026, 12, 31))
    assert before.holds
    assert before.mark == ""
    assert before.coming is not None
    assert before.coming.effective == TAKES_EFFECT
    after = standing(entry(), text, TAKES_EFFECT)
    assert not after.holds
    assert after.changed_on == TAKES_EFFECT
    assert after.mark == "条文 2027-01-01 已改,要点待复核"
    assert after.dropped == "条文 2027-01-01 已改"
    assert after.is_outdated
    assert after.coming is None


def test_the_mark_goes_when_somebody_checks_the_new_words() -> None:
    text = with_next(law(TAKES_EFFECT, *OTHERS, CHANGED))
    mended = entry(key_points=("卧室不低于 18 ℃。",), figures=())
    again = checked(mended, text, date(2027, 1, 5))
    now = standing(mended, again, date(2027, 1, 6))
    assert now.holds
    assert now.mark == ""


@pytest.mark.parametrize(
    "points",
    [
        {"key_points": ("卧室不低于 18 ℃。", "低于 14 ℃ 退 50%。")},
        {"figures": (Figure(name="室温下限", value="14 ℃"),)},
        {"figures": ()},
        {"tell_caller": ("热费 30 日内退给您,不用您跑。",)},
        {"penalties": "责令改正。"},
        {"tell_caller": ("热费 30 日内退给您。", "低于 14 ℃ 退 50%。"), "key_points": ("卧室不低于 16 ℃。",)},
    ],
)
def test_a_real_change_of_our_points_drops_the_check_and_says_nothing_of_the_article(
    points: dict[str, object],
) -> None:
    now = standing(entry(**points), checked(entry(), OLD), NOW)
    assert not now.holds
    assert now.dropped == "核对以后要点改过"
    assert now.changed_on is None


@pytest.mark.parametrize(
    "points",
    [
        {"key_points": ("卧室不低于16℃;", "低于 14 °C,退 50%")},
        {"dont_say": ("保证 20 度",)},
        {"title": "北江条例第4条 屋里多少度", "summary": "改过的摘要。"},
        {"asks": ("多少度算合格",)},
    ],
)
def test_punctuation_of_our_points_and_all_else_keep_the_check(points: dict[str, object]) -> None:
    assert standing(entry(**points), checked(entry(), OLD), NOW).holds


def test_a_decimal_point_in_our_points_is_no_punctuation() -> None:
    assert points_print(entry(key_points=("违约金 1.5‰。",))) != points_print(
        entry(key_points=("违约金 15‰。",))
    )
    assert points_print(entry(key_points=("违约金 1‰。",))) != points_print(
        entry(key_points=("违约金 1%。",))
    )
    assert points_print(entry(key_points=(), figures=(), tell_caller=())) == ""


def test_a_change_that_was_taken_back_gives_the_check_back() -> None:
    text = replace(
        official(FIRST, law(date(2026, 12, 10), *OTHERS, CHANGED), law(TAKES_EFFECT, *OTHERS, WORDS)),
        check=new_check(entry(), OLD, NOW, "王敏"),
    )
    assert not standing(entry(), text, date(2026, 12, 20)).holds
    assert standing(entry(), text, TAKES_EFFECT).holds


def test_the_first_of_several_changes_is_told() -> None:
    again = CHANGED.replace("三十", "六十")
    text = replace(
        official(FIRST, law(TAKES_EFFECT, *OTHERS, CHANGED), law(date(2028, 1, 1), *OTHERS, again)),
        check=new_check(entry(), OLD, NOW, "王敏"),
    )
    assert standing(entry(), text, date(2028, 6, 1)).changed_on == TAKES_EFFECT


def test_other_words_for_the_same_day_drop_the_check() -> None:
    replaced = replace(
        official(law(date(2012, 5, 1), *OTHERS, CHANGED)), check=new_check(entry(), OLD, NOW, "王敏")
    )
    now = standing(entry(), replaced, NOW)
    assert not now.holds
    assert now.changed_on == date(2012, 5, 1)


def test_a_version_from_before_the_checked_one_changes_nothing() -> None:
    earlier = law(date(2005, 1, 1), *OTHERS, WORDS.replace("十六", "十四"))
    text = replace(official(earlier, FIRST), check=new_check(entry(), OLD, NOW, "王敏"))
    assert standing(entry(), text, NOW).holds


TEXTS = {"text_date": date(2012, 3, 1), "text_print": print_of(WORDS), "text_source": "公开法律库"}


@pytest.mark.parametrize(
    "dates",
    [
        TEXTS,
        {
            "text_date": date(2012, 3, 1),
            "text_print": print_of(WORDS + "又一款。"),
            "text_source": "公开法律库",
        },
        {"text_date": date(2020, 3, 1)},
        {},
    ],
    ids=["its print is known", "of another text", "its day alone", "never compared"],
)
def test_an_entry_that_nobody_checked_is_marked_from_the_day_of_effect_on(dates: dict[str, object]) -> None:
    text = official(FIRST, law(TAKES_EFFECT, *OTHERS, CHANGED))
    article = entry(effective=date(2012, 5, 1), **dates)
    assert standing(article, text, date(2026, 12, 31)).changed_on is None
    after = standing(article, text, TAKES_EFFECT)
    assert after.changed_on == TAKES_EFFECT
    assert after.mark == "条文 2027-01-01 已改,要点待复核"
    assert after.check is None
    assert not after.dropped


def test_a_later_version_with_the_same_words_marks_nothing() -> None:
    text = official(FIRST, law(TAKES_EFFECT, OTHERS[0], "本省建立供热质量保证金。", *OTHERS[1:], WORDS))
    for dates in (TEXTS, {"text_date": date(2020, 3, 1)}, {}):
        now = standing(entry(**dates), text, TAKES_EFFECT)
        assert now.changed_on is None
        assert now.proposed_number == "5"


def test_points_written_after_the_new_text_are_not_marked() -> None:
    text = official(FIRST, law(TAKES_EFFECT, *OTHERS, CHANGED))
    article = entry(text_date=TAKES_EFFECT, text_print=print_of(CHANGED), text_source="公开法律库")
    assert standing(article, text, date(2027, 2, 1)).changed_on is None


def test_an_article_that_went_is_gone_from_that_day_on() -> None:
    text = with_next(law(TAKES_EFFECT, *OTHERS))
    assert not standing(entry(), text, date(2026, 12, 31)).is_gone
    now = standing(entry(), text, TAKES_EFFECT)
    assert now.is_gone
    assert not now.holds
    assert now.mark == "条文 2027-01-01 已删去,要点待复核"
    assert may_be_given(entry(), text, TAKES_EFFECT) == ("现行版本里没有这一条了。",)


def test_a_repealed_law_holds_up_to_the_day_before() -> None:
    text = replace(checked(entry(), OLD), repealed=date(2027, 3, 1))
    assert standing(entry(), text, date(2027, 2, 28)).holds
    now = standing(entry(), text, date(2027, 3, 1))
    assert now.is_repealed
    assert not now.holds
    assert now.mark == "法规 2027-03-01 已废止,要点待复核"
    assert may_be_given(entry(), text, date(2027, 3, 1)) == (f"《{LAW}》2027-03-01 起已废止。",)


def test_a_clock_before_the_content_shows_the_last_known_version_and_says_so() -> None:
    text = checked(entry(), official(FIRST, law(date(2021, 1, 1), *OTHERS, WORDS)))
    for day in (date(1970, 1, 1), date(2012, 4, 30)):
        now = standing(entry(), text, day)
        assert now.is_before_all
        assert now.is_clock_doubted
        assert now.version is not None
        assert now.version.effective == date(2021, 1, 1)
        assert now.clock_note == "电脑日期早于内容,按手里最后的版本(2021-01-01 起)看"
        assert now.holds
        assert may_be_given(entry(), text, day) == ("电脑日期早于内容的日期,先把日期校准再核对。",)


def test_a_clock_before_the_newest_day_of_the_content_is_doubted_where_that_is_known() -> None:
    text = checked(entry(), official(FIRST, law(date(2021, 1, 1), *OTHERS, WORDS)))
    now = standing(entry(), text, date(2015, 1, 1), content_day=date(2026, 11, 29))
    assert now.is_clock_doubted
    assert now.version is not None
    assert now.version.effective == date(2021, 1, 1)
    assert not standing(entry(), text, date(2027, 1, 1), content_day=date(2026, 11, 29)).is_clock_doubted


def test_a_law_that_is_only_coming_is_shown_as_such() -> None:
    text = official(law(TAKES_EFFECT, *OTHERS, WORDS))
    now = standing(entry(), text, NOW)
    assert now.is_before_all
    assert not now.is_clock_doubted
    assert now.version == now.coming
    assert now.clock_note == "手里的版本都还没有施行"
    assert now.changed_on is None
    assert may_be_given(entry(), text, NOW) == ("今天没有已施行的版本,最早的 2027-01-01 起施行。",)


def test_without_official_text_nothing_is_known_and_nothing_can_be_checked() -> None:
    now = standing(entry(), None, NOW)
    assert (now.version, now.holds, now.mark, now.is_gone, now.is_repealed) == (None, False, "", False, False)
    assert may_be_given(entry(), None, NOW) == ("手里没有这一条的原文,先导入法规。",)
    assert may_be_given(entry(), OfficialText(law=LAW, versions=()), NOW)


@pytest.mark.parametrize(
    ("points", "figures_told"),
    [
        ({"key_points": ("卧室不低于 18 ℃。",)}, ["18 ℃"]),
        ({"tell_caller": ("热费 30 个工作日内退。",)}, ["30 个工作日"]),
        ({"figures": (Figure(name="室温下限", value="18~20 ℃"),)}, ["18", "20 ℃"]),
        ({"penalties": "处两千元罚款。"}, ["两千元"]),
        ({"penalties": "第四十条:处两千元罚款;情节严重的五千元。"}, []),
        ({"key_points": ("省条例 28 条写 3 日内答复。",)}, []),
        ({"key_points": ("《北江市供热办法》写的是 3 日。",)}, []),
        ({"key_points": ("省条例第40条:罚 500 元;本条写的是 20 ℃。",)}, ["20 ℃"]),
        ({"key_points": ("按第四条,卧室不低于 18 ℃。",)}, ["18 ℃"]),
        ({"key_points": ("分 3 条写:不低于 18 ℃。",)}, ["18 ℃"]),
        ({"key_points": ("报修后 {{repair_hours}} 小时内到。",)}, []),
        ({}, []),
    ],
)
def test_no_check_while_a_figure_of_ours_stands_in_no_version_in_force(
    points: dict[str, object], figures_told: list[str]
) -> None:
    reasons = may_be_given(entry(**points), OLD, NOW)
    assert list(reasons) == [
        f"要点里的“{figure}”在现行原文(2012-05-01 起施行)里没有。" for figure in figures_told
    ]
    if figures_told:
        with pytest.raises(ValueError, match="现行原文"):
            new_check(entry(**points), OLD, NOW, "王敏")


def test_figures_are_sought_in_the_version_in_force_and_not_in_the_coming_one() -> None:
    text = official(FIRST, law(TAKES_EFFECT, *OTHERS, CHANGED))
    mended = entry(key_points=("卧室不低于 18 ℃。",), figures=())
    assert may_be_given(mended, text, date(2026, 12, 31)) == (
        "要点里的“18 ℃”在现行原文(2012-05-01 起施行)里没有。",
    )
    assert may_be_given(mended, text, TAKES_EFFECT) == ()


def test_without_points_or_without_words_there_is_nothing_to_check() -> None:
    assert may_be_given(entry(key_points=(), figures=(), tell_caller=()), OLD, NOW) == (
        "条目还没有要点,没有可核对的内容。",
    )
    empty = OfficialText(law=LAW, versions=(ArticleVersion(effective=date(2012, 5, 1), number="4"),))
    assert may_be_given(entry(), empty, NOW) == ("现行版本里没有这个条号的条文。",)


def test_a_range_of_articles_is_own_from_end_to_end() -> None:
    article = entry(
        article="4",
        article_range_end="6",
        key_points=("第五条:卧室不低于 16 ℃。",),
        figures=(),
        tell_caller=(),
    )
    assert claims(article) == ("第五条:卧室不低于 16 ℃。",)


def test_an_unknown_number_is_proposed() -> None:
    assert standing(entry(article=""), OLD, NOW).proposed_number == "4"
