"""Names that are surely names become unreadable; everything that only looks like one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.words.masking import holds_caller_data, mask
from handbook.call.words.names import mask_names
from tests.conftest import REPOSITORY

COLON = "\uff1a"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("姓名:张三丰", "姓名:***"),
        (f"姓名{COLON}张三丰", f"姓名{COLON}***"),
        ("姓名 李四", "姓名 **"),
        ("联系人王丽电话打不通", "联系人**电话打不通"),
        ("联系人是赵敏,在家", "联系人是**,在家"),
        ("联系人:欧阳春", "联系人:***"),
        ("户名:孙立军", "户名:***"),
        ("他说我叫李明暖气不热", "他说我叫**暖气不热"),
        ("我叫王建国家住道里", "我叫***家住道里"),
        ("我叫高翔", "我叫**"),
        ("用户张伟反映不热", "用户**反映不热"),
        ("用户:刘洋", "用户:**"),
        ("业主陈静,不在家", "业主**,不在家"),
        ("户主孙立军电话停机", "户主***电话停机"),
        ("家属周敏 晚上在", "家属** 晚上在"),
        ("王大爷家不热", "*大爷家不热"),
        ("找李阿姨开门", "找*阿姨开门"),
        ("住户张女士,有吸氧", "住户*女士,有吸氧"),
        ("王建国先生来电", "***先生来电"),
        ("欧阳女士", "**女士"),
        ("和刘奶奶、孙爷爷约好", "和*奶奶、*爷爷约好"),
        ("老林大爷独居", "老*大爷独居"),
        ("高女士", "*女士"),
        ("毕先生来电", "*先生来电"),
        ("找庞建国先生", "找***先生"),
        ("联系人:聂冰", "联系人:**"),
        ("找王姐开门", "找*姐开门"),
    ],
)
def test_a_name_becomes_unreadable(text: str, masked: str) -> None:
    assert mask_names(text) == masked
    assert mask(text) == masked
    assert holds_caller_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "用户家不热",
        "联系人:物业",
        "姓名:不详",
        "跟用户解释,安排上门",
        "停用户 申请",
        "车主先生",
        "施工先生",
        "用户家里有老人",
        "用户张贴的通知",
        "用户张口就骂",
        "用户高层反映低层热",
        "用户何时来电不清楚",
        "用户马上说不用来了",
        "用户关阀后来电",
        "用户温度不够",
        "用户江北反映",
        "王府井小区不热",
        "联系人王府井物业",
        "联系人张家屯村委会",
        "联系人电话没留",
        "联系人不详",
        "联系人是谁没说",
        "姓名没留",
        "我叫不开门",
        "业主高层住户多",
        "业主马家沟反映",
        "住户周末来电",
        "由于先生不在家",
        "对于女士们的意见",
        "对方先生",
        "10分钟阿姨就到",
        "交钱大爷",
        "黑龙江大爷们",
        "白天阿姨在家",
        "周边大爷都热",
        "国王先生",
        "老大爷独居",
        "一位阿姨",
        "小区保安大爷",
        "张贴公告",
        "高温高压",
        "程序、段落、任何",
        "抢修班张师傅已到",
        "{称呼}先生女士您好",
        "",
    ],
)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert mask_names(text) == text


def test_in_the_shipped_content_nothing_but_names_of_people_is_masked() -> None:
    """Half a million signs of the trade's own language: what is masked stands before a form of address."""
    changed: list[str] = []
    for file in (REPOSITORY / "content").rglob("*.yaml"):
        for line in file.read_text(encoding="utf-8").splitlines():
            masked = mask_names(line)
            at = [n for n, (a, b) in enumerate(zip(line, masked, strict=True)) if a != b]
            changed += [line[n : n + 3] for n in at]
    assert all(words.endswith(("先生", "女士", "阿姨", "大爷")) for words in changed), changed


NAMELIKE = st.text("王张李高于马先生女士大爷阿姨我叫用户姓名联系人电话:, 家*", max_size=24)


@given(NAMELIKE)
def test_masking_keeps_the_length_and_needs_no_second_time(text: str) -> None:
    masked = mask_names(text)
    assert len(masked) == len(text)
    assert all(b in (a, "*") for a, b in zip(text, masked, strict=True))
    assert mask_names(masked) == masked


def test_phone_and_name_in_one_note() -> None:
    assert mask("联系人王丽 13800138000") == "联系人** *********00"
