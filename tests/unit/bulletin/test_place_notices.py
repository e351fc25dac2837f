"""Kinds of notices: lists by hyphens, what is taken out, parts of a building, floors without a building."""

import pytest

from handbook.bulletin.place import Outcome, match

_SAID = {"in": Outcome.INSIDE, "out": Outcome.OUTSIDE, "may": Outcome.PERHAPS, "no": Outcome.NONE}

KINDS = {
    "three numbers joined by hyphens are a list or a run; what lies between them is asked": """
        银桥小区|1-3-5号楼|银桥小区3号楼|in
        银桥小区|1-3-5号楼|银桥小区2号楼|may
        银桥小区|1-3-5号楼|银桥小区7号楼|out
        银桥小区|1-4-9号楼|银桥小区4号楼|in
        银桥小区|1-4-9号楼|银桥小区6号楼|may
        银桥小区|1-4-9号楼|银桥小区12号楼|out
        银桥小区|2-4-6、9号楼|银桥小区9号楼|in
        银桥小区|2-4-6、9号楼|银桥小区5号楼|may
        银桥小区|2-4-6、9号楼|银桥小区8号楼|out
        银桥小区|1号楼-3号楼-5号楼|银桥小区4号楼|may
        银桥小区|1#-3#-5#|银桥小区5-1-101|in
        银桥小区|1-2-3号楼|银桥小区2号楼|in
        银桥小区|5-3-1号楼|银桥小区3号楼|may
    """,
    "all but some, whatever stands for the rest": """
        中丰苑|除1-3号楼外其余楼|中丰苑2号楼|out
        中丰苑|除1-3号楼外其余楼|中丰苑5号楼|in
        中丰苑|1-3号楼以外的楼|中丰苑2号楼|out
        中丰苑|1-3号楼以外的楼|中丰苑5号楼|in
        中丰苑|1-3号楼以外的|中丰苑5号楼|in
        中丰苑|1-3号楼之外的楼栋全停|中丰苑2号楼|out
        中丰苑|除3号楼，剩下的楼都停|中丰苑3号楼|out
        中丰苑|除3号楼，剩下的楼都停|中丰苑4号楼|in
        中丰苑|3号楼不停，剩下的楼停|中丰苑4号楼|in
        中丰苑|3号楼除外全停|中丰苑4号楼|in
        中丰苑|除3号楼以外的楼|中丰苑3号楼|out
        中丰苑|除3号楼以外的楼|中丰苑6号楼|in
        中丰苑|除了1号楼其他楼栋|中丰苑1号楼|out
        中丰苑|除1号楼、2号楼外的其它楼|中丰苑4号楼|in
    """,
    "parts of one building": """
        尚雅苑|3号楼A、B座|尚雅苑3号楼B座1101|in
        尚雅苑|3号楼A、B座|尚雅苑3号楼C座1101|out
        尚雅苑|3号楼A、B座|尚雅苑3号楼|may
        尚雅苑|3号楼A、B座|尚雅苑5号楼B座|out
        尚雅苑|3号楼A、B座|尚雅苑B座1101|may
        尚雅苑|3号楼（A、B座）|尚雅苑3号楼A座2单元|in
        尚雅苑|3号楼 A、B座|尚雅苑3号楼A座2单元|in
        尚雅苑|3号楼A座、B座|尚雅苑3号楼B座|in
        尚雅苑|3号楼A-C座|尚雅苑3号楼B座|in
        尚雅苑|3号楼的A座和B座|尚雅苑3号楼B座|in
        尚雅苑|3号楼A座、5号楼|尚雅苑5号楼B座|in
        尚雅苑|3号楼A座、5号楼|尚雅苑3号楼B座|out
        尚雅苑|3号楼|尚雅苑3号楼B座|in
        尚雅苑|3号楼A座2单元|尚雅苑3号楼A座2单元|in
        尚雅苑|3号楼A座2单元|尚雅苑3号楼A座1单元|out
        尚雅苑|3、5号楼A座|尚雅苑3号楼B座|may
        尚雅苑|3、5号楼A座|尚雅苑3号楼A座|in
        尚雅苑|3、5号楼A座|尚雅苑5号楼B座|out
        尚雅苑|除3号楼A座外|尚雅苑3号楼B座|in
        尚雅苑|除3号楼A座外|尚雅苑3号楼A座|out
        尚雅苑|A、B座|尚雅苑3号楼B座|may
    """,
    "new and old houses have numbers of their own": """
        三道河村|新楼1-4号楼|三道河村新楼3号楼2单元|in
        三道河村|新楼1-4号楼|三道河村新楼6号楼2单元|out
        三道河村|新楼1-4号楼|三道河村老楼3号楼2单元|out
        三道河村|老楼1-4号楼|三道河村旧楼3号楼2单元|in
        三道河村|新楼1-4号楼|三道河村3号楼2单元|may
        三道河村|新楼1-4号楼|三道河村高层3号楼2单元|may
        三道河村|新楼|三道河村新楼3号楼|in
    """,
    "floors and zones, where the flat tells its floor": """
        天鸿湾|3号楼高区|天鸿湾3号楼301|out
        天鸿湾|3号楼高区|天鸿湾3号楼1-2301|may
        天鸿湾|3号楼低区|天鸿湾3号楼2-201|in
        天鸿湾|低区3-8号楼|天鸿湾3号楼2-201|may
        天鸿湾|高区|天鸿湾3号楼2-201|out
        天鸿湾|高区|天鸿湾3号楼2-1801|may
        天鸿湾|低区|天鸿湾3号楼2-201|may
        天鸿湾|1-6层|天鸿湾3号楼2-201|may
        天鸿湾|1-6层|天鸿湾3号楼2-1201|out
        天鸿湾|底商|天鸿湾5号楼3单元602|out
        天鸿湾|底商|天鸿湾5号楼3单元101|may
        天鸿湾|底商|天鸿湾5号楼底商|in
        天鸿湾|底商|天鸿湾5号楼|may
        天鸿湾|3号楼中区|天鸿湾3号楼1-102|out
        天鸿湾|3号楼中区|天鸿湾3号楼高区|out
        天鸿湾|3号楼中区|天鸿湾3号楼中区|in
        天鸿湾|中区|天鸿湾中区3号楼|in
    """,
}
"""Estate, buildings, address, what is said; by the rule that says it."""


@pytest.mark.parametrize(
    "case", [row.strip() for rows in KINDS.values() for row in rows.strip().splitlines()]
)
def test_kinds_of_notices(case: str) -> None:
    estate, buildings, address, said = case.split("|")
    assert match(address, estate, buildings).outcome is _SAID[said]
