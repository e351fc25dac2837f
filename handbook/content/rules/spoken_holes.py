"""Lines to say go in; those with a gap left to be filled in, as on a form, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import Placed, caller_texts
from handbook.content.rules.wording import plain, without_values
from handbook.content.yaml_reader import Path
from handbook.model.entry import Entry
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.text import missing_keys, variants

_HOLE = re.compile(
    r"_{2,}|\*{2,}|[xX×]{2,}|(?<![A-Za-z])[xX×](?=[年月日点号楼栋元度])|某{2,}|某(?:某|年|月|日|号|师傅)|[〔【\[(]\s*(?:待填|填写|空)?\s*[〕】\])]"
    r"|〔[^〕]*〕|【[^】]*】|待(?:填|补|定)|[○〇□▢]{2,}|\.{4,}"
)


def unsaid_values(content: LoadedContent) -> Iterator[Problem]:
    """A line to say, and what an outcome tells, has a way without each value that nobody has given: it never stops short."""
    values = content.handbook.value_by_key
    for entry in content.handbook:
        told: set[Path] = set()
        missing: dict[Path, list[str]] = {}
        for placed in _that_end_somewhere(entry):
            lacking = list(missing_keys(placed.text, values))
            if lacking:
                missing[placed.path] = lacking
            else:
                told.add(placed.path)
        for path, keys in missing.items():
            if path not in told:
                label = "、".join(values[key].label for key in dict.fromkeys(keys))
                message = f"这句话里“{label}”还没填,念到这里就断了;请在后面写“||”和不带它的说法(危险的换一个打得通的号码)"
                yield content.origins[entry.id].problem(path, "spoken-hole", message)


def _that_end_somewhere(entry: Entry) -> Iterator[Placed]:
    """What a caller hears, and of outcomes also what is done next and the note."""
    yield from caller_texts(entry)
    for index, outcome in enumerate(entry.outcomes if isinstance(entry, Procedure) else ()):
        for name in ("next_action", "note"):
            yield from (Placed(("outcomes", index, name), way) for way in variants(getattr(outcome, name)))


def spoken_holes(content: LoadedContent) -> Iterator[Problem]:
    """What is read aloud has no gap: a value is {{key}}, what the agent adds is {名称}."""
    for entry in content.handbook:
        for placed in caller_texts(entry):
            found = _HOLE.search(plain(without_values(placed.text)))
            if found:
                message = f"要念的话里有空“{found.group()}”,念不出来;站点值写 {{{{键}}}},临时填的写 {{名称}}"
                yield content.origins[entry.id].problem(placed.path, "spoken-hole", message)
