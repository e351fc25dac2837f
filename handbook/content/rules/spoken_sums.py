"""Texts go in; those that forbid what the company allows, or say what it has not allowed, come out as problems.

Whether a sum that was only reckoned may be said to a caller is decided once, in the site value `say_sums`; cards and switch
must not say different things.
"""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import QUOTED_MISTAKES, caller_texts, prose
from handbook.model.kinds import Kind
from handbook.model.problem import Problem
from handbook.model.reckoning import SPEAKING

_FORBIDS = re.compile(r"(?:不|别)(?:在电话里|当场)?(?:报|说|算)(?:总)?数|当场报退费金额|不在电话里算")
_OF_SUMS = re.compile(r"退费|退热费|退多少|热费|违约金|基础费")
_SAYS = re.compile(r"试算约|大约能退|能退.{0,4}元")


def spoken_sums(content: LoadedContent) -> Iterator[Problem]:
    """Where the company lets sums be said, no text forbids it; where it does not, no sentence for callers says one."""
    value = content.handbook.value_by_key.get(SPEAKING)
    approval = value.figure.approval if value is not None and value.figure is not None else None
    for entry in content.handbook:
        if entry.kind is Kind.REGULATION:
            continue
        origin = content.origins[entry.id]
        if approval is not None:
            for placed in prose(entry):
                if _FORBIDS.search(placed.text) and _OF_SUMS.search(placed.text):
                    message = (
                        f"{approval.name} {approval.day} 定了试算的数可以说,这里还写着不报数;"
                        "请改这一句,或把“试算的数能不能对用户说”空着"
                    )
                    yield origin.problem(placed.path, "spoken-sum", message)
            continue
        for placed in caller_texts(entry):
            if _SAYS.search(placed.text) and not placed.is_in(QUOTED_MISTAKES):
                message = "公司没有定过试算的数可以对用户说,这里却说了;请改成只讲算法和由谁核"
                yield origin.problem(placed.path, "spoken-sum", message)
