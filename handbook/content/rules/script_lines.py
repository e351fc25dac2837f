"""Scripts go in; unused placeholders, long lines, repeated ids and empty sets come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.wording import count_characters
from handbook.model.kinds import Tone
from handbook.model.problem import Gravity, Problem
from handbook.model.script import Script
from handbook.model.text import fill_values, holes

MAX_STANDARD = 90


def script_lines(content: LoadedContent) -> Iterator[Problem]:
    """Lines short enough to say, each placeholder used, each id once."""
    for entry in content.handbook.scripts:
        origin = content.origins[entry.id]
        yield from _placeholders(entry, origin)
        if not entry.lines:
            yield origin.problem(("lines",), "no-lines", "话术至少要有一行")
        for index, line in enumerate(entry.lines):
            path = ("lines", index)
            if line.id in {other.id for other in entry.lines[:index]}:
                yield origin.problem((*path, "id"), "line-id-twice", f"行 id“{line.id}”用了两次,请换一个")
            standard = fill_values(line.variants.get(Tone.STANDARD, ""), content.handbook.value_by_key)
            if count_characters(standard) > MAX_STANDARD:
                message = (
                    f"“标准”说法有 {count_characters(standard)} 字,超过 {MAX_STANDARD} 字念着太长,请拆成两行"
                )
                yield origin.problem((*path, "variants", "标准"), "line-too-long", message, Gravity.WARNING)
            if len(set(line.variants.values())) < len(line.variants):
                message = "两种语气写得一样,请去掉一个"
                yield origin.problem((*path, "variants"), "same-variant", message, Gravity.WARNING)


def _placeholders(entry: Script, origin: Origin) -> Iterator[Problem]:
    used = {name for line in entry.lines for text in line.variants.values() for name in holes(text)}
    used |= {name for taboo in entry.taboos for name in holes(taboo.instead)}
    for index, placeholder in enumerate(entry.placeholders):
        if placeholder.name not in used:
            message = f"占位符“{placeholder.name}”没有用到,请删去或用上"
            yield origin.problem(("placeholders", index), "placeholder-unused", message, Gravity.WARNING)
