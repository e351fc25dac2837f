"""Texts of the handbook -> the articles of one law that they name, by any of its names and in any spelling of the number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handbook.law.references import Reference, is_joint, numbers_between, reference_at, references
from handbook.model.bare_words import bare

_SENTENCE = re.compile(r"[^。；;!?！？\n]+")
_TO_NUMBER = re.compile(
    r"[》〉」】)）]?\s*(?:[（(][^（）()]{1,24}[）)])?\s*(?:的|里|中)?(?:规定的)?[\s:：,，]{0,2}"
)
_MARKED_NAME = re.compile(r"《([^《》]{2,80})》")
_LAW_WORD = re.compile(
    r"[\w]{1,20}(?:法|法典|条例|规定|办法|细则|规范|标准|解释|决定)[》〉」)）]?(?:[（(][^（）()]{1,24}[）)])?(?:的|里|中)?\s*$"
)
_OWN_WORD = re.compile(
    r"(?:本|该|这部|这个|按|依|据|照|与|和|跟|同|见|由)(?:法|条例|规定|办法|细则)[》〉」)）]?\s*$"
)
_BARE_NUMBER = re.compile(
    r"(?<![第\d.,\-、，和与及至到~])\s*(?=\d{2})\d{1,4}(?:-\d{1,2})?(?:\s*[、，和与及至到~-]\s*\d{1,4}(?:-\d{1,2})?)*\s*条(?![件款例])",
    re.ASCII,
)
_PLACE = re.compile(r"(\w{2})[省市县区州](?:城市|城镇|集中|民用)?$")
_LEADS_IN = frozenset("按依据照与和跟同见由在于从向对用查看到是即及或的")
"""What may stand before 省条例 so that it is the whole name and not the end of 某某省条例."""
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Named:
    """An article that a text names."""

    number: str
    """In digits."""
    sentence: str
    """What it stands in, up to the next full stop or semicolon."""


class LawNames:
    """The names of one law, and those of others that end the same way."""

    def __init__(self, own: Iterable[str], others: Iterable[str] = ()) -> None:
        names = {name.strip("《》 ") for name in own} - {""}
        names |= {name.removeprefix(_STATE) for name in names}
        self._others = {bare(name) for name in others} - {bare(name) for name in names}
        self._full = {bare(name) for name in names}
        self._places = "".join(names)
        by_length = sorted(names, key=len, reverse=True)
        self._pattern = re.compile(
            "|".join(r"\s*".join(map(re.escape, name)) for name in by_length) or "(?!)"
        )

    def named_in(self, text: str, *, is_own_text: bool = False) -> Iterator[Named]:
        """The articles of the law that `text` names; in texts on the law itself a number alone is one of its articles."""
        for match in _SENTENCE.finditer(text) if "条" in text else ():
            sentence = match[0]
            if "条" not in sentence:
                continue
            seen: set[str] = set()
            for reference in self._in_sentence(sentence, is_own_text=is_own_text):
                for number in reference.numbers:
                    if number not in seen:
                        seen.add(number)
                        yield Named(number, sentence.strip())

    def is_own(self, law: str) -> bool:
        """Whether `law` is one of its names."""
        return bare(law) in self._full or bare(law.removeprefix(_STATE)) in self._full

    def _in_sentence(self, sentence: str, *, is_own_text: bool) -> Iterator[Reference]:
        taken: list[tuple[int, int]] = []
        after = len(sentence) + 1
        for name in self._pattern.finditer(sentence):
            if not self._is_whole_name(sentence, name):
                continue
            after = min(after, name.end())
            for reference in _behind(sentence, name.end()):
                taken.append((reference.start, reference.end))
                yield reference
        starts_at = 0 if is_own_text else after
        for reference in references(sentence):
            is_free = all(reference.end <= start or reference.start >= end for start, end in taken)
            if is_free and reference.start >= starts_at and not self._is_elsewhere(sentence, reference):
                taken.append((reference.start, reference.end))
                yield reference
        for match in _BARE_NUMBER.finditer(sentence) if is_own_text else ():
            bare_one = reference_at(sentence, match.end() - len(match[0].lstrip()))
            is_free = all(match.end() <= start or match.start() >= end for start, end in taken)
            if bare_one and is_free and not self._is_elsewhere(sentence, bare_one):
                yield bare_one

    def _is_whole_name(self, sentence: str, name: re.Match[str]) -> bool:
        """Whether the name is not the end of another one: 《北江市供热条例》 where 供热条例 is meant as that of 北江省."""
        for marked in _MARKED_NAME.finditer(sentence):
            if marked.start() < name.start() and name.end() <= marked.end():
                return self.is_own(marked[1])
        head = bare(sentence[: name.end()])
        own = bare(name[0])
        if any(len(other) > len(own) and head.endswith(other) for other in self._others):
            return False
        before = sentence[: name.start()].rstrip()
        if name[0][0] in "省市县区" and before[-1:].isalpha() and before[-1] not in _LEADS_IN:
            return before[-2:] in self._places
        place = _PLACE.search(before)
        return place is None or place[1] in self._places

    def _is_elsewhere(self, sentence: str, reference: Reference) -> bool:
        """Whether the number stands behind the name of another law."""
        if reference.is_elsewhere:
            return True
        if reference.law:
            return not self.is_own(reference.law)
        head = sentence[: reference.start]
        others = [match.end() for match in _MARKED_NAME.finditer(head) if not self.is_own(match[1])]
        own = [match.end() for match in self._pattern.finditer(head) if self._is_whole_name(sentence, match)]
        if others and max(others) > max(own, default=-1):
            return True
        folded = bare(head)
        if any(folded.endswith(other) for other in self._others):
            return True
        if own and not bare(head[own[-1] :]):
            return False
        return bool(_LAW_WORD.search(head)) and not _OWN_WORD.search(head)


def _behind(sentence: str, end: int) -> Iterator[Reference]:
    """The number right behind a name, and the list that it begins."""
    gap = _TO_NUMBER.match(sentence, end)
    reference = reference_at(sentence, gap.end() if gap else end)
    while reference is not None:
        yield reference
        following = None
        for at in range(reference.end, min(len(sentence), reference.end + 14)):
            if at > reference.end and is_joint(sentence[reference.end : at]):
                following = reference_at(sentence, at)
                if following is not None:
                    inner = numbers_between(reference, following.numbers, sentence[reference.end : at])
                    following = replace(following, numbers=(*inner, *following.numbers))
                    break
        reference = following
