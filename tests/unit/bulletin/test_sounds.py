"""The small table of sounds against the large one, and what the phone makes alike."""

import pytest
from pypinyin import Style, pinyin

from handbook.bulletin.sounds import heard, sound_of

_EVERYDAY = [
    bytes([high, low]).decode("gb2312")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF if high < 0xD7 else 0xFA)
]


def test_each_everyday_character_has_a_sound_that_the_large_table_knows() -> None:
    assert len(_EVERYDAY) == 3755
    for char in (*_EVERYDAY, *"郡邸玺珑馨臻熹隽钰怡颐璟"):
        known = {sound.replace("ü", "v") for sound in pinyin(char, style=Style.NORMAL, heteronym=True)[0]}
        assert sound_of(char) in known, char


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("嘉", "家"),
        ("景", "锦"),
        ("荆", "金"),
        ("怡", "颐"),
        ("王", "汪"),
        ("城", "臣"),
        ("中", "宗"),
        ("馨", "新"),
    ],
)
def test_what_sounds_alike_on_the_phone(one: str, other: str) -> None:
    assert heard(one) == heard(other)


@pytest.mark.parametrize(("one", "other"), [("山", "湾"), ("南", "蓝"), ("晨", "阳"), ("A", "B"), ("1", "2")])
def test_what_does_not(one: str, other: str) -> None:
    assert heard(one) != heard(other)
