"""Folded query -> how much of a building it speaks of; empty where it does not say."""

import re

from handbook.model.aspects import Extent

_HEAT = r"(?:热|暖|烫|挺?好|没事|正常|不凉|不冷|有热)"
_OTHERS = r"(?:别|其他|其它|另外|旁|剩下|剩)(?:的|几)?{what}[^,。;]{{0,4}}(?:都|全|也)?[^,。;]{{0,3}}" + _HEAT
_PATTERNS: tuple[tuple[Extent, str], ...] = (
    (
        Extent.RADIATOR,
        r"(?:一|这|那|单|末|头|某|两|几|中间那?)(?:组|片)(?!都|全)|单组|最(?:末|后|里)(?:一|那)?组|"
        + _OTHERS.format(what="组"),
    ),
    (
        Extent.ROOM,
        r"(?:一|这|那|单|就|光)(?:个|一)?(?:间|屋|卧室|卧|厅)(?!子?(?:都|全))|"
        + _OTHERS.format(what="(?:屋|间|房间|卧室|地方)"),
    ),
    (
        Extent.FLAT,
        r"(?:就|只有?|单|光|唯独|偏|独)(?:是)?(?:我|俺|咱|他|她)(?:们)?(?:家|户|一家|一户|这家|这户|这)|整户|全家|全屋|(?:家|屋)里(?:全|都|哪都|没一)"
        r"|(?:邻居|楼上楼下|上下|对门|别人家|别家|人家|隔壁)[^,。;]{0,6}(?:都|也|全)?[^,。;]{0,3}" + _HEAT,
    ),
    (
        Extent.COLUMN,
        r"上下(?:几|好几|两|三)?(?:家|户|层|邻居)?[^,。;]{0,4}(?:都|全|也)[^,。;]{0,4}(?:凉|冷|不热|没热|冰)|一(?:溜|竖溜|顺溜)|楼上楼下[^,。;]{0,3}(?:都|全|也)[^,。;]{0,3}(?:凉|冷|不热|没热|冰)|同一?根?立管|竖着",
    ),
    (
        Extent.UNIT,
        r"(?:整|全|一|我们|俺们|这|本|咱)(?:个|们)?(?:单元|门洞|门栋|楼门)|单元(?:里)?(?:都|全)|一个门",
    ),
    (
        Extent.BUILDING,
        r"(?:整|全|一)(?:个)?(?:栋|幢|座)?楼|(?:整|这|我们|俺们|咱)(?:这)?(?:栋|幢|座)|楼里(?:都|全|家家)|\d+号?楼[^,。;]{0,4}(?:都|全)",
    ),
    (
        Extent.ESTATE,
        r"(?:整|全)(?:个)?(?:小区|院|片|区|城|社区)|小区(?:里)?(?:都|全|家家|好几栋)|(?:好几|几|多)(?:栋|幢)(?:楼)?|(?:一|这|那)(?:大)?片(?:都|全|儿)|家家(?:都|户户)|院(?:儿|里)(?:都|全|家家)",
    ),
)
_COMPILED = tuple((extent, re.compile(pattern)) for extent, pattern in _PATTERNS)
_COLD = re.compile(r"冷|凉|冰|冻|不(?:太|咋|够|怎么)?热|没热|不暖|没暖|停热|没来热")
_WATER = re.compile(r"漏|滴|喷|淌|呲|冒|流水|水")


def extents_of(folded: str) -> frozenset[Extent]:
    """Everything that is named, of a home that is cold; where water comes out, what matters is how much."""
    if not _COLD.search(folded) or _WATER.search(folded):
        return frozenset()
    return frozenset(extent for extent, pattern in _COMPILED if pattern.search(folded))
