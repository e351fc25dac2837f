"""What a matter is about beside its words: how warm the home is and how much of the building it concerns.

Entries declare it, queries are read for it, and the search compares the two.
"""

from enum import StrEnum

SEVERE = 12.0
"""℃ below which a home is very cold, whatever the law of the place says."""
WARM = 24.0
"""℃ from which a home is too hot (upper end of the design range, GB 50736-2012 3.0.2)."""
USUAL_FLOOR = 18.0
"""℃ that most places' law asks of a room: what is learned and ranked by where nobody said which place it is."""
_AROUND_FLOOR = 0.5


class RoomSide(StrEnum):
    """On which side of what is due a room temperature lies."""

    VERY_COLD = "very_cold"
    COLD = "cold"
    """Under the floor of the law."""
    NEAR_FLOOR = "near_floor"
    """So near to it that only a measurement decides."""
    FINE = "fine"
    TOO_HOT = "too_hot"


class Extent(StrEnum):
    """How much of a building is concerned, from the least."""

    RADIATOR = "radiator"
    ROOM = "room"
    FLAT = "flat"
    COLUMN = "column"
    """Flats above one another on the same riser."""
    UNIT = "unit"
    BUILDING = "building"
    ESTATE = "estate"


def side_of(degrees: float, floor: float) -> RoomSide:
    """The side of a room temperature in ℃ where the law asks for `floor` ℃."""
    if degrees < min(SEVERE, floor):
        return RoomSide.VERY_COLD
    if degrees >= WARM:
        return RoomSide.TOO_HOT
    if degrees < floor - _AROUND_FLOOR:
        return RoomSide.COLD
    return RoomSide.NEAR_FLOOR if degrees <= floor + _AROUND_FLOOR else RoomSide.FINE
