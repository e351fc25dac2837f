"""Texts go in; those that write a formula otherwise than it is reckoned by come out as problems."""

import re
import unicodedata
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import prose
from handbook.model.formula import SAID, Term
from handbook.model.kinds import Kind
from handbook.model.problem import Problem

_NAME = r"[\u4e00-\u9fff]+"
_PRODUCT = re.compile(rf"(?:({_NAME})\s*=\s*)?({_NAME}(?:\s*[×÷]\s*{_NAME})+)")
_SIGN = re.compile(r"\s*[×÷]\s*")
_TERMS = tuple(Term)


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


_SAID = frozenset(map(_bare, SAID))


def formula_words(content: LoadedContent) -> Iterator[Problem]:
    """What an entry prints and what is reckoned are one; an article quotes its own law, which may word it otherwise."""
    for entry in content.handbook:
        if entry.kind is Kind.REGULATION:
            continue
        for placed in prose(entry):
            for gives, found in _PRODUCT.findall(placed.text):
                parts = [gives, *(_bare(part) for part in _SIGN.split(found))]
                if any(part.endswith(_TERMS) for part in parts if part) and not _is_said(found):
                    message = f"“{found}”跟算账用的公式不一样;请照“{_nearest(parts)}”写,基础知识里也可以写 formulas 让程序来写"
                    yield content.origins[entry.id].problem(placed.path, "formula-words", message)


def _is_said(found: str) -> bool:
    """Whether it is a right side, also with a word before the first term (公式应交热费÷…)."""
    return any(_bare(found).endswith(said) for said in _SAID)


def _nearest(parts: list[str]) -> str:
    """The formula that shares most terms with it."""
    return max(sorted(SAID), key=lambda said: sum(part in said for part in parts if part))
