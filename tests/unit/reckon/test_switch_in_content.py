"""The company's word that sums may be said, and the cards that forbid it, cannot both stand: the gate refuses whichever is left."""

from pathlib import Path

from tests.unit.content.content_sample import VALUES, problems_of

SWITCH = (
    '  - {key: say_sums, label: 试算的数能不能对用户说, value: "可以说,王立 2026-11-01", '
    "figure: {approval: {name: 王立, day: 2026-11-01}}, scope: 公司, source: 会议纪要, confidence: 高}\n"
)
OFF = "  - {key: say_sums, label: 试算的数能不能对用户说, scope: 公司, source: 由使用单位决定, confidence: 据通识}\n"
FORBIDDING = {"knowledge/kn-sample.yaml": "key_points: [退费的钱不当场报数。]"}
SAYING = {"knowledge/kn-sample.yaml": "tell_caller: [退费按现在的口径试算约多少元，以结算为准。]"}


def told(tmp_path: Path, switch: str, change: dict[str, str]) -> list[str]:
    """What the gate says of it."""
    found = problems_of(tmp_path, {"values.yaml": VALUES + switch, **change})
    return [problem.message for problem in found if problem.rule == "spoken-sum"]


def test_a_card_that_forbids_sums_is_refused_beside_the_switch(tmp_path: Path) -> None:
    (message,) = told(tmp_path, SWITCH, FORBIDDING)
    assert message.startswith("王立 2026-11-01 定了试算的数可以说,这里还写着不报数")


def test_a_card_that_says_sums_is_refused_without_the_switch(tmp_path: Path) -> None:
    (message,) = told(tmp_path, OFF, SAYING)
    assert message.startswith("公司没有定过试算的数可以对用户说")


def test_either_alone_stands(tmp_path: Path) -> None:
    assert told(tmp_path / "off", OFF, FORBIDDING) == []
    assert told(tmp_path / "on", SWITCH, SAYING) == []
