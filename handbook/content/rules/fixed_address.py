"""Entries go in; lines to say that address the caller by a fixed sex or age come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem

_FIXED = re.compile(
    r"老?大爷|大[娘妈婶叔姐哥姨伯]|阿姨|叔叔|小伙子?|小?姑娘|老太太|老爷子|老先生|您老(?![是人在])|大?兄弟|(?:孩子|小朋友)(?:他|她)?[爸妈]"
    r"|[美帅靓][女哥]|老[弟妹]儿?|老哥|老嫂子"
)
_CALLED = re.compile(
    r"(?:^|[。!?;,])(?:老人家|闺女|小[妹弟姐]|女士|先生|太太|大夫|奶奶|爷爷|大?妹子|丫头|宝贝|亲|同志|师傅)(?=[,!])"
)
"""Words that name somebody else inside a sentence, and the caller where they stand alone before a comma."""
_STOPS = "。!?;,"


def fixed_address(content: LoadedContent) -> Iterator[Problem]:
    """The same line is said to everybody: the form of address is a placeholder, or left out."""
    for entry in content.handbook:
        for placed in caller_texts(entry):
            found = _FIXED.search(placed.text) or _CALLED.search(plain(placed.text))
            if found:
                message = (
                    f"“{found.group().lstrip(_STOPS)}”把对方的性别、年纪写死了;请改成占位符 {{称呼}},或去掉"
                )
                yield content.origins[entry.id].problem(placed.path, "fixed-address", message)
