"""Lines to say go in; those with a gap left to be filled in, as on a form, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.content.rules.wording import plain, without_values
from handbook.model.problem import Problem

_HOLE = re.compile(
    r"_{2,}|\*{2,}|[xX×]{2,}|(?<![A-Za-z])[xX×](?=[年月日点号楼栋元度])|某{2,}|某(?:某|年|月|日|号|师傅)|[〔【\[(]\s*(?:待填|填写|空)?\s*[〕】\])]"
    r"|〔[^〕]*〕|【[^】]*】|待(?:填|补|定)|[○〇□▢]{2,}|\.{4,}"
)


def spoken_holes(content: LoadedContent) -> Iterator[Problem]:
    """What is read aloud has no gap: a value is {{key}}, what the agent adds is {名称}."""
    for entry in content.handbook:
        for placed in caller_texts(entry):
            found = _HOLE.search(plain(without_values(placed.text)))
            if found:
                message = f"要念的话里有空“{found.group()}”,念不出来;站点值写 {{{{键}}}},临时填的写 {{名称}}"
                yield content.origins[entry.id].problem(placed.path, "spoken-hole", message)
