"""Names of laws -> which of them a text names, whole or as people shorten it: 供热条例, 省条例, 民诉法."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORDS = "条例|办法|细则|规定|规范|标准|法典|准则|决定|规则|规程|章程|解释|法(?![典规律定院人条])"
_END = re.compile(_WORDS)
_GENERIC = re.compile(rf"(?:[有本该这那个部的按照依据根据国家地方]*)(?:法规|法律|{_WORDS}|实施|管理|暂行)+")
_WHICH = re.compile(r"[什哪啥这那][么一个部]?|怎么|没|违|[方想看说做办]法$")
_RUN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 40
_PLACES = "省市区县国"
"""A single character of a name that people keep: 省条例."""


@dataclass(frozen=True, slots=True)
class Named:
    """A law name in ``text[start:end]``."""

    laws: tuple[int, ...]
    """Numbers of the laws it may mean, those that fit best first; empty = none at hand is called so."""
    start: int
    end: int
    is_whole: bool = False
    """It is the name as written, not a short form."""


class LawNames:
    """The names of laws, folded, without 中华人民共和国; the n-th is law n."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._with: dict[str, int] = {}
        """Character → bits of the laws whose names have it."""
        for number, name in enumerate(names):
            for char in set(name):
                self._with[char] = self._with.get(char, 0) | 1 << number

    def named_in(self, folded: str) -> list[Named]:
        """Names of laws in `folded`, in its order; no place is read twice."""
        found: list[Named] = []
        for run in _RUN.finditer(folded):
            found += self._in_run(run[0], run.start())
        return sorted(found, key=lambda named: named.start)

    def holding(self, run: str) -> tuple[int, ...]:
        """Laws in whose name `run` stands as it is, the shortest name first."""
        laws = [number for number in _bits(self._candidates(run)) if run in self._names[number]]
        return tuple(sorted(laws, key=lambda number: len(self._names[number])))

    def _in_run(self, run: str, offset: int) -> list[Named]:
        ends = [match.end() for match in _END.finditer(run)]
        for end in reversed(ends):
            for start in range(max(0, end - _LONGEST), end - 1):
                laws, is_whole = self._called(run[start:end])
                if laws:
                    here = Named(laws, offset + start, offset + end, is_whole)
                    before = self._in_run(run[:start], offset)
                    return [*before, here, *self._in_run(run[end:], offset + end)]
        if ends and not _is_generic(run[: ends[-1]]):
            return [Named((), offset, offset + ends[-1])]
        return []

    def _called(self, name: str) -> tuple[tuple[int, ...], bool]:
        """(laws that `name` may mean, whether it is the whole name of one)."""
        if _is_generic(name):
            return (), False
        tiers: dict[int, list[int]] = {}
        for number in _bits(self._candidates(name)):
            tier = _tier(name, self._names[number])
            if tier is not None:
                tiers.setdefault(tier, []).append(number)
        if not tiers:
            return (), False
        best = min(tiers)
        if best == _INITIALS and len(tiers[best]) > 1:
            return (), False
        # 供热条例 is the end of many names, and the shortest of them is meant no more than the others.
        fitting = [n for tier in sorted(tiers) if tier < _INITIALS or tier == best for n in tiers[tier]]
        return (tuple(tiers[0]), True) if best == 0 else (tuple(fitting), False)

    def _candidates(self, name: str) -> int:
        laws = -1
        for char in name:
            laws &= self._with.get(char, 0)
        return max(laws, 0)


_INITIALS = 3


def _tier(name: str, law: str) -> int | None:
    """How well `name` fits: 0 whole, 1 its end, 2 its beginning or pieces of it in order, 3 single characters; None = not at all."""
    if name == law:
        return 0
    if law.endswith(name):
        return 1
    if law.startswith(name):
        return 2  # 民法典 of its parts
    pieces = _pieces(name, law)
    if pieces is None or law[-1] != name[-1]:
        return None
    if all(len(piece) > 1 or piece in _PLACES for piece in pieces):
        return 2
    return _INITIALS if name[0] == law[0] and len(name) <= 4 else None


def _pieces(name: str, law: str) -> list[str] | None:
    """`name` as pieces that stand in `law` in this order, each as long as can be; None where they do not."""
    pieces: list[str] = []
    at = 0
    while name:
        length = next((n for n in range(len(name), 0, -1) if law.find(name[:n], at) >= 0), 0)
        if not length:
            return None
        at = law.find(name[:length], at) + length
        pieces.append(name[:length])
        name = name[length:]
    return pieces


def _is_generic(name: str) -> bool:
    """Whether `name` names no law: 办法, 实施细则, 有没有规定, 哪部法, 方法."""
    return bool(_GENERIC.fullmatch(name)) or bool(_WHICH.search(name))


def _bits(number: int) -> Iterable[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
