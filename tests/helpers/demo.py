"""A handbook with a demo company whose every value is a word of its own, so that each place that shows one is found."""

import re
import unicodedata

from handbook.content.demo_company import demo_values
from handbook.model.demo import with_demo
from handbook.model.handbook import Handbook
from handbook.model.text import DEMO

TOKENS = {key: f"虚构{number:02}号" for number, key in enumerate(demo_values())}
"""Key of a value of the demo company → a word that stands nowhere else."""
_TOKEN = re.compile(r"虚构\d\d号")


def laid_over(handbook: Handbook) -> Handbook:
    """`handbook` with such a company."""
    return with_demo(handbook, TOKENS)


def unmarked(text: str) -> list[str]:
    """Places of `text` that show an invented value without its mark before it."""
    bare = re.sub(r"[\s\u2060\u200b]", "", unicodedata.normalize("NFKC", text))
    mark = unicodedata.normalize("NFKC", DEMO)
    starts = (found.start() for found in _TOKEN.finditer(bare))
    return [bare[max(at - 12, 0) : at + 8] for at in starts if not bare[:at].endswith(mark)]


def shows_demo(text: str) -> bool:
    """Whether an invented value stands in `text`."""
    return "虚构" in text
