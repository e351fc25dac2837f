"""The three moments that README shows: each is the end of a play, so nothing is shown that a test has not seen."""

from dataclasses import replace

from tests.e2e.plays.calls.hot_top import PLAY as HOT_TOP
from tests.e2e.plays.calls.leak_to_emergency import PLAY as LEAK_TO_EMERGENCY
from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.seen import found, reads

SEARCH = Play(
    "search",
    "一句话查到条文",
    (
        Step("「室温不达标,能退费吗?」", "「室温不达标退费」", (found("退费受理"),)),
        Step("往下一条,正文跟着显示", "↓", (found("第34条"), reads("第34条"))),
    ),
)
SHOWN = (
    SEARCH,
    replace(HOT_TOP, name="call", steps=HOT_TOP.steps[:10]),
    replace(LEAK_TO_EMERGENCY, name="emergency", steps=LEAK_TO_EMERGENCY.steps[:9]),
)
"""Found and read; a list of which half is done; an emergency card. Their names are those of the pictures."""
