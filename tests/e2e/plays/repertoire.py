"""All plays, in the order in which they are told."""

from tests.e2e.plays.calls import (
    angry_caller,
    burst_in_leak,
    city_hotline,
    cold_frail,
    complaint_staff,
    crash,
    gas_inside,
    hot_top,
    interrupted,
    leak_to_emergency,
    leak_upstairs,
    low_temperature,
    noise,
    overnight,
    refund,
    refund_account,
    scald,
    scald_child,
    second_call,
    upstairs_away,
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
        burst_in_leak,
        scald_child,
        gas_inside,
        second_call,
        overnight,
        cold_frail,
        refund_account,
        upstairs_away,
        complaint_staff,
        city_hotline,
    )
)
