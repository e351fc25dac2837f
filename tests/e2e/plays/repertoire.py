"""All plays, in the order in which they are told."""

from tests.e2e.plays.calls import (
    angry_caller,
    crash,
    hot_top,
    interrupted,
    leak_to_emergency,
    leak_upstairs,
    low_temperature,
    noise,
    refund,
    scald,
)
from tests.e2e.plays.play import Play

PLAYS: tuple[Play, ...] = tuple(
    call.PLAY
    for call in (
        leak_to_emergency,
        hot_top,
        refund,
        angry_caller,
        interrupted,
        scald,
        low_temperature,
        leak_upstairs,
        noise,
        crash,
    )
)
