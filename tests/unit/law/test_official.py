"""What of the official texts belongs to which entry, and how the handbook stands on a day."""

from dataclasses import replace
from datetime import date

from handbook.document.composing import Composing
from handbook.document.wording import assumed_left_out, not_for_callers
from handbook.law.as_of import brought_to
from handbook.law.checks import may_be_given, new_check
from handbook.law.likeness import likely_articles
from handbook.law.official import official_as, official_texts
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawLevel, LawStatus, Verification
from handbook.model.official_text import Check
from handbook.model.regulation import RegulationArticle
from tests.helpers.laws import BEIJIANG, law

TODAY, COMING = date(2026, 11, 28), date(2027, 1, 1)
NOW = law(
    {
        "1": "为了规范供热、用热行为,维护双方的合法权益,制定本条例。",
        "34": "供热期内,卧室、起居室的温度不得低于十八摄氏度。",
        "35": "室温低于十六摄氏度的,应当按日退还百分之百的热费。",
        "36": "未经供热单位同意,用户不得改动供热设施。",
    }
)
NEXT = law(
    {
        "1": "为了规范供热、用热行为,维护双方的合法权益,制定本条例。",
        "33": "供热期内,卧室、起居室的温度不得低于二十摄氏度。",
        "34": "室温低于十六摄氏度的,应当按日退还百分之百的热费!",
        "36": "未经供热单位同意,用户不得改动供热设施。",
    },
    effective=COMING,
)


def _article(number: str = "34", **changes: object) -> RegulationArticle:
    entry = RegulationArticle(
        id="reg-bj-floor",
        title=f"省条例第{number}条 室温底线",
        summary="卧室、起居室的最低温度。",
        asks=("室温多少度",),
        law=BEIJIANG,
        level=LawLevel.PROVINCE,
        place="北江",
        article=number,
        status=LawStatus.IN_FORCE,
        verification=Verification.INFERRED,
        article_note="条号系推算",
        citation=f"《{BEIJIANG}》第三十四条(条号系推算)",
        key_points=("卧室、起居室不低于 18 ℃。",),
        tell_caller=("条例的底线是 18 ℃。",),
        owner="法务合规组",
        reviewed=date(2026, 10, 1),
        review_by=date(2027, 9, 30),
        sources=(),
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def _handbook(
    article: RegulationArticle, texts: tuple[object, ...], checks: tuple[Check, ...] = ()
) -> Handbook:
    official = official_texts([article], texts, checks)  # type: ignore[arg-type]
    return Handbook(regulations=(article,), official=official)


def _checked(article: RegulationArticle) -> Check:
    (text,) = official_texts([article], [NOW], ())[article.id]
    return new_check(article, text, TODAY, "王敏", "wangmin")


def test_an_entry_is_followed_through_the_versions_of_its_law() -> None:
    (text,) = official_texts([_article()], [NEXT, NOW], ())["reg-bj-floor"]
    assert [(v.effective, v.number) for v in text.versions] == [(NOW.effective, "34"), (COMING, "33")]
    assert text.on(TODAY).lines == ("供热期内,卧室、起居室的温度不得低于十八摄氏度。",)  # type: ignore[union-attr]
    assert text.coming(TODAY) == text.versions[1]


def test_a_law_of_another_name_is_not_taken() -> None:
    assert official_texts([_article()], [replace(NOW, title="北江省供暖办法")], ()) == {}
    assert official_texts([_article()], [replace(NOW, title="中华人民共和国 北江省城市供热条例")], ())


def test_a_table_of_unknown_numbers_fills_itself() -> None:
    numbers = tuple(map(str, range(1, 43)))
    table = _article(
        "",
        articles=numbers,
        verification=Verification.MISSING,
        article_note="",
        key_points=(),
        tell_caller=(),
    )
    texts = official_texts([table], [law({n: f"第 {n} 件事。" for n in numbers})], ())[table.id]
    assert [text.versions[0].number for text in texts] == list(numbers)
    brought = brought_to(Handbook(regulations=(table,), official={table.id: texts}), TODAY)
    assert brought.regulations[0].verification is Verification.MISSING
    assert brought.lapsed == {}


def test_a_check_makes_the_entry_checked_and_names_the_person() -> None:
    article = _article()
    brought = brought_to(_handbook(article, (NOW,), (_checked(article),)), TODAY)
    assert brought.regulations[0].verification is Verification.CHECKED
    assert brought.regulations[0].checked_by == "王敏"
    assert brought.lapsed == {}


def test_before_the_day_nothing_changes_and_from_the_day_the_entry_lapses() -> None:
    article = _article()
    handbook = _handbook(article, (NOW, NEXT), (_checked(article),))
    before = brought_to(handbook, date(2026, 12, 31))
    assert before.regulations[0].verification is Verification.CHECKED
    after = brought_to(handbook, COMING)
    assert after.regulations[0].verification is Verification.LAPSED
    assert after.lapsed["reg-bj-floor"].mark == "条文 2027-01-01 已改,要点待复核"
    assert after.assumed.gave("条例的底线是 18 ℃。", "reg-bj-floor")
    assert not before.assumed.gave("条例的底线是 18 ℃。", "reg-bj-floor")


def test_a_number_that_changed_keeps_the_check_and_is_taken_over() -> None:
    refund = _article("35", id="reg-bj-refund", key_points=("低于 16 ℃,按日退 100%。",), tell_caller=())
    handbook = _handbook(refund, (NOW, NEXT), (_checked(refund),))
    (after,) = brought_to(handbook, COMING).regulations
    assert after.verification is Verification.CHECKED
    assert (after.article, after.former_articles) == ("34", ("35",))
    assert after.title == "省条例第34条 室温底线"
    assert after.citation == f"《{BEIJIANG}》第三十四条"


def test_an_inferred_number_is_corrected_by_whoever_vouches_for_another_one() -> None:
    wrong = _article("36")
    assert likely_articles(wrong, NOW)[0].number == "34"
    official = official_as(wrong, "34", [NOW], TODAY)
    assert official is not None
    assert may_be_given(wrong, official, TODAY) == ()
    check = new_check(wrong, official, TODAY, "王敏")
    (after,) = brought_to(_handbook(wrong, (NOW,), (check,)), TODAY).regulations
    assert (after.article, after.verification) == ("34", Verification.CHECKED)
    assert after.title == "省条例第34条 室温底线"
    assert after.article_note == ""


def test_a_clock_before_the_content_keeps_the_last_known_version() -> None:
    article = _article()
    brought = brought_to(_handbook(article, (NOW,), (_checked(article),)), date(2019, 1, 1))
    assert brought.day == date(2026, 10, 1)
    assert brought.regulations[0].verification is Verification.CHECKED


def test_a_repealed_law_is_said_to_be_repealed() -> None:
    gone = replace(NOW, repealed=date(2026, 6, 1))
    brought = brought_to(_handbook(_article(), (gone,)), TODAY)
    assert brought.regulations[0].status is LawStatus.REPEALED
    assert "已废止" in brought.lapsed["reg-bj-floor"].mark


def test_without_official_texts_the_handbook_is_the_very_same() -> None:
    handbook = Handbook(regulations=(_article(),))
    assert brought_to(handbook, TODAY) is handbook


def test_cards_that_cite_a_lapsed_article_bear_the_mark() -> None:
    handbook = _handbook(_article(), (NOW, NEXT))
    cited = "".join(span.text for span in Composing(brought_to(handbook, COMING)).article("reg-bj-floor"))
    assert "待复核" in cited
    before = Composing(brought_to(handbook, TODAY)).article("reg-bj-floor")
    assert "待复核" not in "".join(span.text for span in before)


def test_the_copy_of_a_lapsed_sentence_is_refused_with_its_reason() -> None:
    handbook = brought_to(_handbook(_article(), (NOW, NEXT)), COMING)
    assert "条文已改" in not_for_callers(handbook)
    assert "条文已改" in assumed_left_out(handbook, 2)
