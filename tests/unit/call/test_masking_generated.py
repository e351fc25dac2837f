"""Both maskings against some thousands of generated forms, and the judge of leaks against planted outputs."""

import itertools
from collections.abc import Iterable, Mapping, Sequence

import pytest

from handbook.call.words.masking import mask, mask_strictly
from tests.unit.call.masking_forms import (
    HARD,
    HARD_SHARE,
    STAR,
    SURROUNDINGS,
    WRONG_SHARE,
    Form,
    Glyph,
    Leak,
    Mask,
    Wrong,
    fold,
    leaks,
    number_forms,
    ordinary_texts,
    seen,
    strict_forms,
    table,
    write,
    wrongly_starred,
)

NUMBERS = number_forms()
STRICT = strict_forms()
ORDINARY = ordinary_texts()
ALL = [form for forms in (NUMBERS | STRICT).values() for form in forms]
SHOWN = 30
MASKINGS = [pytest.param(mask, id="mask"), pytest.param(mask_strictly, id="mask_strictly")]


def _examples(found: Mapping[str, Sequence[Leak | Wrong]]) -> str:
    """Up to thirty, from every group in turn."""
    turns = itertools.chain.from_iterable(itertools.zip_longest(*found.values()))
    chosen = itertools.islice((one for one in turns if one is not None), SHOWN)
    return "\n".join(map(_example, chosen))


def _example(one: Leak | Wrong) -> str:
    if isinstance(one, Leak):
        return f"{one.form.group}: {one.form.text!r} -> {one.masked!r} shows {one.seen}"
    return f"{one.ordinary.group}: {one.ordinary.text!r} -> {one.masked!r}"


def _report(found: Mapping[str, Sequence[Leak | Wrong]], of: Mapping[str, Sequence[object]]) -> str:
    return f"\n{table(dict(found), dict(of))}\n\n{_examples(found)}"


def _count(groups: Iterable[Sequence[object]]) -> int:
    return sum(map(len, groups))


# ----------------------------------------------------------------------------------------- the maskings


@pytest.mark.parametrize("masking", MASKINGS)
def test_no_number_is_leaked(masking: Mask) -> None:
    forms = {group: of for group, of in NUMBERS.items() if group != HARD}
    found = leaks(masking, forms)
    assert not _count(found.values()), _report(found, forms)


@pytest.mark.parametrize("masking", MASKINGS)
def test_hard_forms_are_leaked_no_oftener_than_is_fair(masking: Mask) -> None:
    forms = {HARD: NUMBERS[HARD]}
    found = leaks(masking, forms)
    print(table(dict(found), dict(forms)))
    assert len(found[HARD]) <= HARD_SHARE * len(forms[HARD]), _report(found, forms)


def test_strict_masking_leaks_no_house_number_and_no_person() -> None:
    found = leaks(mask_strictly, STRICT)
    assert not _count(found.values()), _report(found, STRICT)


def test_ordinary_texts_stay() -> None:
    found = wrongly_starred(mask, ORDINARY)
    assert _count(found.values()) <= WRONG_SHARE * _count(ORDINARY.values()), _report(found, ORDINARY)


def test_ordinary_texts_without_street_facts_stay_under_strict_masking() -> None:
    texts = {group: [text for text in of if text.strict] for group, of in ORDINARY.items()}
    found = wrongly_starred(mask_strictly, texts)
    assert _count(found.values()) <= WRONG_SHARE * _count(texts.values()), _report(found, texts)


# ------------------------------------------------------------------------------------------ the generator


def test_there_are_enough_forms_and_all_differ() -> None:
    assert _count(of for group, of in NUMBERS.items() if group != HARD) >= 2500
    assert _count(STRICT.values()) >= 400
    texts = [text for of in ORDINARY.values() for text in of]
    assert len([text for text in texts if text.strict]) >= 1000
    assert len({text.text for text in texts}) == len(texts)
    assert len({form.text for form in ALL}) == len(ALL)


def test_a_seed_gives_the_same_forms() -> None:
    assert number_forms() == NUMBERS
    assert strict_forms() == STRICT
    assert ordinary_texts() == ORDINARY
    assert number_forms(7) != NUMBERS


def test_surroundings_hold_no_numeral() -> None:
    assert [pair for pairs in SURROUNDINGS.values() for pair in pairs if fold("".join(pair))] == []


def test_ordinary_texts_hold_nothing_to_hide() -> None:
    for text in (text for of in ORDINARY.values() for text in of):
        runs = "".join(letter if letter.isdecimal() else " " for letter in text.text).split()
        assert all(len(run) < 7 for run in runs), text
        assert STAR not in text.text


def test_a_text_is_wrongly_starred_when_it_loses_something() -> None:
    texts = {"area": ORDINARY["area"][:3]}
    assert wrongly_starred(lambda text: text, texts) == {"area": []}
    assert wrongly_starred(lambda text: text.replace("㎡", "m2"), texts) == {"area": []}
    assert len(wrongly_starred(lambda text: text + STAR, texts)["area"]) == 3
    assert len(wrongly_starred(lambda text: "#", texts)["area"]) == 3


# ---------------------------------------------------------------------------------------------- the judge


def _masked(form: Form, places: Iterable[int], star: str = STAR) -> str:
    """The text with all digits starred but those at the given places."""
    kept = set(places)
    pieces, at = [form.before], 0
    for glyph in form.glyphs:
        stays = all(place in kept for place in range(at, at + len(glyph.digits)))
        pieces.append(glyph.text if stays else star * len(glyph.text))
        at += len(glyph.digits)
    return "".join([*pieces, form.after])


def _one(number: str, before: str = "电话", after: str = "，谢谢", spare: str = "", keep: int = 2) -> Form:
    return Form("judge", before, tuple(write(spare + number)), after, (number,), spare, keep)


PHONE = _one("13974625081")


def test_every_form_left_as_it_is_is_a_leak() -> None:
    assert [form for form in ALL if not seen(form, form.text)] == []


def test_every_form_starred_but_for_what_may_stay_is_none() -> None:
    for star, forms in ((STAR, ALL), ("", ALL[::4]), ("**", ALL[1::4])):
        assert [form for form in forms if seen(form, _masked(form, (), star))] == []
        assert [form for form in forms if seen(form, _masked(form, form.free, star))] == []


def test_one_more_digit_than_may_stay_is_a_leak() -> None:
    for form in (form for form in ALL[::5] if all(len(glyph.digits) < 2 for glyph in form.glyphs)):
        for place in set(range(len(form.digits))) - form.free:
            assert seen(form, _masked(form, {*form.free, place})), (form, place)


@pytest.mark.parametrize(
    "masked",
    [
        "电话***********，谢谢",
        "电话*********81，谢谢",
        "电话**********1，谢谢",
        "电话***81，谢谢",
        "电话，谢谢",
        "电话[隐藏]，谢谢",
        "**********81，谢谢",
        "电话*********８１，谢谢",
        "电话*********八幺，谢谢",
        "电话*** **** **81，谢谢",
    ],
)
def test_good_outputs_are_no_leak(masked: str) -> None:
    assert seen(PHONE, masked) == ""


@pytest.mark.parametrize(
    ("masked", "shown"),
    [
        ("电话13974625081，谢谢", "13974625081"),
        ("电话139****5081，谢谢", "139****5081"),
        ("电话********081，谢谢", "********081"),
        ("电话1**********，谢谢", "1**********"),
        ("电话*******50**，谢谢", "*******50**"),
        ("电话1********81，谢谢", "1********81"),
        ("电话***081，谢谢", "081"),
        ("电话139*，谢谢", "139"),
        ("电话１３９７４６２５０８１，谢谢", "13974625081"),
        ("电话一三九七四六二五零八幺，谢谢", "13974625081"),
        ("电话139 7462 5081，谢谢", "13974625081"),
        ("电话1*3*9*7*4*6*2*5*0*8*1，谢谢", "13974625081"),
        ("电话⑬⑨**，谢谢", "139"),
    ],
)
def test_bad_outputs_are_a_leak(masked: str, shown: str) -> None:
    assert seen(PHONE, masked) == shown


def test_a_prefix_may_stay_and_no_digit_after_it() -> None:
    form = _one("13974625081", spare="86", before="+")
    assert not seen(form, "+86*********81，谢谢")
    assert not seen(form, "+86 *81，谢谢")
    assert not seen(form, "+***********81，谢谢")
    assert seen(form, "+861********81，谢谢")
    assert seen(form, "+86 1*81，谢谢")


def test_an_extension_and_a_second_number_may_each_show_two() -> None:
    glyphs = (*write("045182346579"), Glyph("转"), *write("8136"))
    form = Form("judge", "", glyphs, "", ("045182346579", "8136"))
    assert not seen(form, "**********79转**36")
    assert not seen(form, "*79转*36")
    assert not seen(form, "************转**36")
    assert seen(form, "**********79转8136")
    assert seen(form, "*79转136")
    assert seen(form, "0451*********转**36")


def test_the_check_letter_counts_as_a_digit() -> None:
    form = _one("23010319620714153X", before="身份证")
    assert not seen(form, "身份证****************3X，谢谢")
    assert not seen(form, "身份证*3x，谢谢")
    assert seen(form, "身份证*53x，谢谢")
    assert seen(form, "身份证230103***********X，谢谢")


def test_numbers_around_are_told_from_the_number() -> None:
    form = _one("13974625081", before="2026-11-29 室温16.5℃ ", after=" 3天")
    assert not seen(form, "2026-11-29 室温16.5℃ *********81 3天")
    assert not seen(form, "2026-11-29 室温16.5℃ ***81 3天")
    assert not seen(form, "****-**-** 室温16.5℃ *81 3天")
    assert not seen(form, "[日期] 室温16.5℃ *81 3天")
    assert seen(form, "2026-11-29 室温16.5℃ ***081 3天")
    assert not seen(form, "# 室温#℃ 81 #天")
    assert seen(form, "[日期] 室温16.5℃ *5081 3天")
    assert seen(form, "# 室温16.5℃ 139*81 3天")
    assert seen(form, "2026-11-29 室温16.5℃ 139****5081 3天")


def test_of_house_numbers_and_given_names_nothing_may_be_seen() -> None:
    house = Form("judge", "住", (*write("8"), Glyph("栋"), *write("1703")), "", ("8", "1703"), keep=0)
    assert not seen(house, "住*栋****")
    assert not seen(house, "住**栋**")
    assert seen(house, "住*栋**03")
    assert seen(house, "住8栋****")
    person = Form("judge", "我叫", (Glyph("张"), Glyph("建", "建"), Glyph("国", "国")), "", ("建国",), keep=0)
    assert not seen(person, "我叫***")
    assert not seen(person, "我叫张**")
    assert not seen(person, "我叫*")
    assert seen(person, "我叫张*国")
    assert seen(person, "我叫张建*")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("１３８", "138"),
        ("①③⑧⓪", "1380"),
        ("⓿❶➀➊⓵", "01111"),
        ("𝟏𝟛𝟴", "138"),
        ("¹₃⁸", "138"),
        ("٠١٢", "012"),
        ("幺三八洞拐勾两", "1380792"),
        ("壹贰叁肆伍陆柒捌玖零〇○", "123456789000"),
        ("⑬㊀㈧", "1318"),
        ("1️⃣3️⃣", "13"),
        ("🄂🯳⒏", "138"),
        ("*-－ \u200b转电话", ""),
    ],
)
def test_numerals_are_folded(text: str, digits: str) -> None:
    assert fold(text) == digits
