"""Numbers that name a person become unreadable; numbers that an agent needs stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.words.long_numbers import long_numbers
from handbook.call.words.masking import holds_caller_data, mask, mask_strictly
from tests.conftest import REPOSITORY

DIGITS_AND_MARKS = "0123456789一八零３①x*-—－ ,，.:/()转点年月\n\u200b℃"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("13800138000", id="mobile"),
        pytest.param("电话138-0013-8000转告", id="hyphens"),
        pytest.param("138 0013 8000", id="blanks"),
        pytest.param("1380 013 8000", id="other groups"),
        pytest.param("+8613800138000", id="country"),
        pytest.param("13800138000", id="full width"),
        pytest.param("0451-84650000", id="landline"),
        pytest.param("0451 8465 0000", id="landline in groups"),
        pytest.param("8465-0000", id="local number"),
        pytest.param("84650000", id="local number in one"),
        pytest.param("230103198001011234", id="identity card"),
        pytest.param("23010319800101123X", id="identity card with X"),
        pytest.param("230103 19800101 123x", id="identity card in groups"),
        pytest.param("230103800101123", id="old identity card"),
        pytest.param("6222021234567890123", id="bank card"),
        pytest.param("6222 0212 3456 7890 123", id="bank card in groups"),
        pytest.param("6222-0212-3456-7890", id="credit card"),
        pytest.param("户号230100567", id="account"),
        pytest.param("幺三八零零幺三八零零零", id="spoken"),
        pytest.param("一三八〇〇一三八〇〇〇", id="spoken with round zero"),
    ],
)
def test_masked(text: str) -> None:
    masked = mask(text)
    assert "*" in masked
    digits = re.sub(r"\D", "", masked)
    assert len(digits) <= 2
    assert not re.search("[零〇一二三四五六七八九幺两]{3}", masked)
    assert holds_caller_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "室温 17.5 ℃,低于 18 ℃",
        "第36条 《条例》第三十六条",
        "2026-11-22 09:15:30",
        "2021-10-29 起施行,2021—2026 年",
        "12345 热线、96000、110",
        "退费 50% 或 100%",
        "上热下凉 srxl 暖气片",
        "10:00-14:00 不测温",
        "24 小时内到场,0.6 MPa",
        "供热面积 100-150 平方米",
        "18～20℃,-5~-10℃",
        "16.5℃/17.0℃/17.5℃",
        "实测16.5、17.2、18.0、16.8",
        "室温:16、17、18、16度",
        "回水温度38 39 40 41 ℃",
        "第三百四十二条、第八百一十七条",
        "第36、37、38、39条,第36-40条",
        "《民法典》第一千一百六十五条",
        "2026/11/22 2026.11.22",
        "2026-11-22T09:15:30+08:00",
        "2026-11-22 10:00-14:00 三号楼",
        "2026.10.20-2027.4.20",
        "二〇二六年十一月,二〇二一—二〇二六年",
        "2025-2026采暖季,2019、2020、2021年",
        "周一至周五 8:30-17:30",
        "8点30—17点30,8点、10点、14点、16点",
        "11/22-11/25",
        "20261122",
        "1,234,567元 1234567元 ￥12,345.60,费用10000-20000元",
        "1234567平方米",
        "12345/96000,拨打12345、12319",
        "30%、50%、100%",
        "600×1200×100",
        "GB/T 50893-2013,CJJ 34-2010",
        "国办发〔2020〕129号",
        "1、2、3、4、5、6、7号楼不热,101、102、201、202室",
        "一二三四五六七层都不热",
        "09:00:10 +00:10 清单 1 第 4 步",
        "旧 35、36、38、39、45,对现行 33、34、36、37、43",
        "577/582/583/584/585,1165、1173条",
        "每超 0.1 米加 3%(2022-10 报道)",
        "按 30%、50%、100% 三档退费",
        "并入 12345,7×24 小时人工",
        "示范文本 HF-2020-0501",
        "罚款5,000-50,000",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("红旗街5号楼3单元501室漏水", "红旗街#号楼#单元#室漏水"),
        ("3-2-501 不热", "# 不热"),
        ("12栋2门漏", "#栋#门漏"),
        ("5号楼3单元501", "#号楼#单元#"),
        ("红旗街五号楼三单元二零一", "红旗街#号楼#单元#"),
        ("和平路八十八号,红旗街12号", "和平路#号,红旗街#号"),
        ("五栋二门301", "#栋#门#"),
        ("五-三-二零一", "#"),
        ("5楼502", "5楼#"),
        ("三零二户", "#户"),
        ("同一单元都不热,整栋楼,一户一阀,一室一厅", "同一单元都不热,整栋楼,一户一阀,一室一厅"),
        ("三户不热,三号换热站,12号阀", "三户不热,三号换热站,12号阀"),
        ("室温18度", "室温18度"),
        ("第36条", "第36条"),
    ],
)
def test_places_are_masked_for_the_editor(text: str, expected: str) -> None:
    assert mask_strictly(text) == expected
    assert holds_caller_data(text) is (text != expected)


@given(st.text(), st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.text())
def test_a_mobile_number_never_survives(before: str, number: str, after: str) -> None:
    assert number not in mask(before + number + after)
    assert number not in mask_strictly(before + number + after)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("2026-11-22 13800138000 来电", "2026-11-22 *********00 来电"),
        ("16.5℃,13800138000", "16.5℃,*********00"),
        ("13800138000\n09:00:10 +00:10 清单", "*********00\n09:00:10 +00:10 清单"),
        ("2026-11-22 10:00-14:00 84650000", "2026-11-22 10:00-14:00 ******00"),
        ("0451-84650000转8001", "****-********转**01"),
        ("(+86)138 0013 8000", "(+**)*** **** **00"),
        ("户号20231105", "户号******05"),
    ],
)
def test_what_stands_beside_a_number_stays_readable(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1 " * 20_000, "一-" * 20_000, "1转" * 20_000, "12:30 " * 9000]
)
def test_a_paste_of_any_length_is_masked(text: str) -> None:
    assert len(re.findall(r"[\d一]", mask(text))) <= 2


def test_in_the_shipped_content_nearly_nothing_looks_like_a_number_of_somebody() -> None:
    files = (REPOSITORY / "content").rglob("*.yaml")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    about_texts = ("text_print:", "text_source:")  # marks of a copy of the law, which nobody says or notes
    starred = [line for line in lines if list(long_numbers(line)) and not line.startswith(about_texts)]
    assert len(lines) > 10_000
    assert len(starred) <= len(lines) / 2000, starred


@given(st.text(alphabet=DIGITS_AND_MARKS, max_size=60))
def test_masking_marks_and_digits_twice_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.text())
def test_masking_twice_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)
