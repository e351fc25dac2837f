"""The kinds of houses that people name beside a number (高层, 洋房, 平房, 底商), and whether two words mean one kind."""

SHOP = "商铺"
_SHOPS = "临街商铺|商铺|底商|门市房|门市|商服|门面房|门面|门店|商网|网点"
_AGES = "新楼|老楼|旧楼"
_HOUSES = "小高层|高层|多层|洋房|别墅|叠拼|联排|平房|楼房|公寓"
KIND = rf"{_HOUSES}|{_AGES}|{_SHOPS}"
"""Words for a kind, the longer ones first."""
SHOPS = _SHOPS
_MAY_BE_ONE = (
    {"高层", "小高层"},
    {"多层", "洋房"},
    {"别墅", "叠拼"},
    {"别墅", "联排"},
    {"叠拼", "洋房"},
    {"公寓", "高层"},
    {"公寓", "小高层"},
    {"公寓", "多层"},
    *({"楼房", other} for other in ("高层", "小高层", "多层", "洋房", "公寓")),
)


def kind_of(word: str) -> str:
    """The kind that a word of `KIND` means."""
    if word in _AGES.split("|"):
        return word.replace("旧", "老")
    return word if word in _HOUSES.split("|") else SHOP


def same_kind(one: str, other: str) -> bool | None:
    """Whether two kinds are one; None where a house may be called either."""
    if one == other:
        return True
    ages = _AGES.split("|")
    if (one in ages) != (other in ages):
        return None  # a new house may be of any kind
    return None if {one, other} in _MAY_BE_ONE else False
