"""What a step asks for, as a name that other lists know too: declared by authors, never guessed from words."""

from enum import StrEnum


class Fact(StrEnum):
    """A thing that more than one list asks for."""

    ADDRESS = "address"
    PHONE = "phone"
    ACCOUNT = "account"
    NAME = "name"
    ROOM_TEMPERATURE = "room_temperature"
    WATER_ON_POWER = "water_on_power"
    INJURED = "injured"
    GAS = "gas"
    FRAIL = "frail"
    OPEN_FIRE = "open_fire"
    SINCE = "since"
    SPREAD = "spread"
    FLOW = "flow"
    WATER_STOPPED = "water_stopped"
    NEIGHBOUR_HOME = "neighbour_home"
    BELOW_WET = "below_wet"
    DEADLINE = "deadline"

    @property
    def label(self) -> str:
        """As people call it."""
        return _LABELS[self]

    @property
    def topic(self) -> str:
        """As a ticket says it before the answer."""
        return _TOPICS.get(self, self.label)

    @property
    def is_grave(self) -> bool:
        """Whether who goes there must know the answer, whatever it is: it leaves a ticket last."""
        return self in _GRAVE

    @property
    def is_held(self) -> bool:
        """Whether the call holds it once, wherever it is typed; the others stand in the steps that ask for them."""
        return self in HELD


_LABELS = {
    Fact.ADDRESS: "地址",
    Fact.PHONE: "电话",
    Fact.ACCOUNT: "户号",
    Fact.NAME: "姓名",
    Fact.ROOM_TEMPERATURE: "室温",
    Fact.WATER_ON_POWER: "水碰到电",
    Fact.INJURED: "有没有人伤着",
    Fact.GAS: "煤气味",
    Fact.FRAIL: "需优先照应的人",
    Fact.OPEN_FIRE: "屋里生火",
    Fact.SINCE: "从什么时候起",
    Fact.SPREAD: "多大一片",
    Fact.FLOW: "漏得多大",
    Fact.WATER_STOPPED: "水停了没有",
    Fact.NEIGHBOUR_HOME: "楼上有没有人",
    Fact.BELOW_WET: "楼下进没进水",
    Fact.DEADLINE: "要求哪天前答复",
}
_TOPICS = {
    Fact.INJURED: "受伤",
    Fact.SPREAD: "范围",
    Fact.SINCE: "开始",
    Fact.FLOW: "漏水",
    Fact.WATER_STOPPED: "水",
    Fact.NEIGHBOUR_HOME: "楼上",
    Fact.BELOW_WET: "楼下",
    Fact.OPEN_FIRE: "生火",
}
_GRAVE = frozenset(
    {
        Fact.WATER_ON_POWER,
        Fact.INJURED,
        Fact.GAS,
        Fact.OPEN_FIRE,
        Fact.FLOW,
        Fact.WATER_STOPPED,
        Fact.NEIGHBOUR_HOME,
        Fact.BELOW_WET,
    }
)
HELD = (Fact.ADDRESS, Fact.PHONE, Fact.ACCOUNT, Fact.NAME)


class Whose(StrEnum):
    """Whose the fact is; only the caller's own are the call's."""

    CALLER = "来电人"
    UPSTAIRS = "楼上"
    OPENER = "开门人"
    REPORTED = "被反映的"
    PROPERTY = "物业"
    OTHER = "别人"
