"""A decision that amends a law (修改决定) -> what it orders, article by article; read, never carried out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handbook.law.decision_lines import MARK, OF_LAW, QUOTED, lines_of, orders
from handbook.law.law_text import LawText
from handbook.law.references import is_joint, references


class InstructionKind(StrEnum):
    """What is ordered."""

    REWRITE = "修改"
    """将第N条修改为:“…”, the whole of it or a paragraph."""
    WORDS = "改词"
    """将第N条中的“甲”修改为“乙”."""
    DELETE = "删条"
    DELETE_PART = "删去部分"
    """删去第N条第二款, 删去第N条中的“甲”."""
    ADD = "加条"
    ADD_PART = "加款"
    """第N条增加一款, 一项, 一句."""
    RENUMBER = "改条号"
    """第N条改为第M条, and nothing else."""
    MERGE = "合并"
    """第N条和第M条合并为第K条."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One order about one article."""

    kind: InstructionKind
    old: str = ""
    """Number of the article in the text before; empty where one is added, or where the whole law is meant."""
    new: str = ""
    """Number in the text after; empty where none is named."""
    taken_out: tuple[str, ...] = ()
    """Quoted words that go."""
    put_in: tuple[str, ...] = ()
    """Quoted words that come, each as it is quoted."""
    law: str = ""
    """Name of the law, where the decision amends several."""
    line: int
    """Place of its line among those of the decision."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that orders something in a form that is not read."""

    line: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """All that a decision orders; what is not read is listed, never dropped."""

    instructions: tuple[Instruction, ...]
    unread: tuple[Unread, ...]


_NO_ORDER = re.compile(
    r"^[^¤§]*(?:条文|条款|顺序|序号|条序)[^¤§]*(?:调整|修改|重新公布)|^[^¤§]*重新公布|^本决定"
)
_ONLY_REFERENCE = re.compile(r"[“「](第[^“”「」]{1,12}条(?:之[一二三四五六七八九十]+)?)[”」]")

_R, _Q = r"¤(\d+)¤", r"§(\d+)§"
_PART = r"[^¤§,;。:]{0,24}?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "add",
            rf"(?:(?:在|于)?{_R}[^¤§,;。]{{0,6}}[后前],?)?增加(?:规定)?[一二两三四五六七八九十\d]+条[^¤§;。]{{0,12}}?作为[^¤§,;。]{{0,16}}?{_R}",
        ),
        (
            "merge",
            rf"{_R}[^¤§,;。]{{0,8}}合并[^¤§;。]{{0,10}}?(?:为|作为)[^¤§,;。]{{0,8}}?(?:{_R}|(?=[:§,]|$))",
        ),
        ("moved", rf"{_R}[^¤§,;。]{{0,8}}(?:移至|移到)[^¤§;。]{{0,16}}作为{_R}"),
        ("move", rf"{_R}{_PART}(?:修?改为|改成|调整为|移至|移到|变更为|作为)[^¤§,;。:第]{{0,12}}{_R}"),
        (
            "words",
            rf"{_R}[^¤§;。]{{0,30}}?((?:§\d+§[^¤§;。]{{0,4}})+)[^¤§;。]{{0,14}}?(?:修改|更改|替换|调整|改|换)[为成]{_Q}",
        ),
        (
            "delete",
            rf"(?:删去|删除|删掉)[^¤§,;。]{{0,8}}{_R}([^¤§;。]{{0,30}}(?:{_Q})?(?:[^¤;。]{{0,6}}{_Q})*)",
        ),
        ("deleted", rf"{_R}([^¤§,;。:]{{0,16}}?(?:的{_Q})?)(?:予以)?(?:删去|删除)(?![^,;。]{{0,8}}¤)"),
        ("add_part", rf"{_R}[^¤§;。]{{0,30}}?(?:{_Q}[^¤§;。]{{0,8}})?(?:增加|补充)"),
        ("rewrite", rf"{_R}[^¤§;。]{{0,30}}?(?:修改为|改为|修改成)"),
        ("all_words", rf"^[^¤§]{{0,30}}?{_Q}[^¤§]{{0,14}}?(?:修改|更改|替换|改)[为成]{_Q}"),
    )
)
_OUR_SIGNS = str.maketrans("¤§", "  ")
_HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
_OF_WHOLE = re.compile(r"^[^§款项目句段中末规定]*$")
_LEADING_NUMBER = re.compile(r"^\s*第[^条\s]{1,9}条(?:之[一二三四五六七八九十]+)?[\s\u3000]+")


def read_decision(decision: LawText | Sequence[str]) -> Decision:
    """The orders of a decision, of its lines as they stand, in order."""
    lines = list(lines_of(decision)) if isinstance(decision, LawText) else list(decision)
    found: list[Instruction] = []
    unread: list[Unread] = []
    law = ""
    for at, words, quoted_after in orders(lines):
        bare = MARK.sub("", words).strip()
        if of_law := OF_LAW.match(bare):
            law = of_law["law"]
            continue
        read = _read(bare, quoted_after, law, at)
        found += read
        if not read and not _NO_ORDER.match(_ONLY_REFERENCE.sub(r"\1", bare)):
            unread.append(Unread(at, bare[:200], _why(bare)))
    return Decision(tuple(found), tuple(unread))


def _read(words: str, following: list[str], law: str, line: int) -> list[Instruction]:
    quotes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        quotes.append(match[1])
        return f"§{len(quotes) - 1}§"

    # The signs that stand for quotes and articles while a line is read must be ours alone.
    text = _ONLY_REFERENCE.sub(r"\1", words.translate(_OUR_SIGNS))
    text = QUOTED.sub(keep, text)
    opened = re.search("[“「]", text)
    if opened is not None or following:  # each paragraph opens, the last one alone closes
        end = opened.start() if opened is not None else len(text)
        first = re.sub(_Q, lambda m: f"“{quotes[int(m[1])]}”", text[end:])
        quotes.append(_unquoted("\n".join((first, *following))))
        text = f"{text[:end]}§{len(quotes) - 1}§"
    text, groups = _with_groups(text)
    found: list[Instruction] = []
    for sentence in re.split("[;。]", text.translate(_HALF_WIDTH)):
        found += _of_sentence("".join(sentence.split()), groups, quotes, law, line)
    return found


def _unquoted(text: str) -> str:
    return "\n".join(
        line.strip().lstrip("“「").rstrip("”」").strip() for line in text.split("\n") if line.strip()
    )


def _with_groups(text: str) -> tuple[str, list[tuple[str, ...]]]:
    """`text` with each list of articles as one sign; a joint between two of them makes them one list."""
    groups: list[tuple[str, ...]] = []
    parts: list[str] = []
    done = 0
    last_end = -1
    for reference in references(text):
        between = text[done : reference.start]
        if (
            last_end == done
            and parts
            and between.strip()
            and "款" not in between
            and "项" not in between
            and is_joint(between)
            and between.strip() not in "，,"
        ):
            groups[-1] = (*groups[-1], *reference.numbers)
        else:
            groups.append(reference.numbers)
            parts += [between, f"¤{len(groups) - 1}¤"]
        done = last_end = reference.end
    return "".join((*parts, text[done:])), groups


def _of_sentence(
    sentence: str, groups: list[tuple[str, ...]], quotes: list[str], law: str, line: int
) -> Iterator[Instruction]:
    place = 0
    while place < len(sentence):
        best: tuple[int, int, str, re.Match[str]] | None = None
        for rank, (name, form) in enumerate(_FORMS):
            match = form.search(sentence, place)
            if match and (best is None or (match.start(), rank) < best[:2]):
                best = (match.start(), rank, name, match)
        if best is None:
            return
        _, _, name, match = best
        yield from _made(name, match, groups, quotes, law, line, sentence[match.end() :])
        place = max(match.end(), place + 1)


def _made(
    name: str,
    match: re.Match[str],
    groups: list[tuple[str, ...]],
    quotes: list[str],
    law: str,
    line: int,
    after: str,
) -> Iterator[Instruction]:
    kinds = InstructionKind
    own_quotes = tuple(quotes[int(n)] for n in re.findall(_Q, match[0]))
    # What is quoted behind it, up to the next article, is what comes.
    tail = tuple(quotes[int(n)] for n in re.findall(_Q, re.split("¤|删去|删除", after)[0]))

    def group(n: int) -> tuple[str, ...]:
        return groups[int(match[n])] if match[n] else ()

    def made(
        kind: InstructionKind,
        old: str = "",
        new: str = "",
        out: tuple[str, ...] = (),
        put: tuple[str, ...] = (),
    ) -> Instruction:
        put = tuple(_LEADING_NUMBER.sub("", words) for words in put)
        return Instruction(kind=kind, old=old, new=new, taken_out=out, put_in=put, law=law, line=line)

    match name:
        case "add":
            numbers = group(2)
            yield from (made(kinds.ADD, new=n, put=tail if len(numbers) == 1 else ()) for n in numbers)
        case "merge":
            new = group(2)[0] if group(2) else ""
            yield from (made(kinds.MERGE, old, new, put=tail) for old in group(1))
        case "move" | "moved":
            for old, new in zip(group(1), group(2), strict=False):
                is_rewritten = bool(tail) or bool(re.match(r"[^¤]{0,20}(?:修改|增加|删去|删除)", after))
                yield made(
                    kinds.REWRITE if is_rewritten else kinds.RENUMBER, old, new, put=_put_of(after, tail)
                )
        case "words":
            yield from (made(kinds.WORDS, old, out=own_quotes[:-1], put=own_quotes[-1:]) for old in group(1))
        case "delete" | "deleted":
            is_whole = not own_quotes and _OF_WHOLE.match(re.split(",", match[2])[0])
            kind = kinds.DELETE if is_whole else kinds.DELETE_PART
            yield from (made(kind, old, out=own_quotes) for old in group(1))
        case "add_part":
            yield from (made(kinds.ADD_PART, old, put=tail) for old in group(1))
        case "rewrite":
            yield from (made(kinds.REWRITE, old, put=tail if len(group(1)) == 1 else ()) for old in group(1))
        case _:
            yield made(kinds.WORDS, out=own_quotes[:-1], put=own_quotes[-1:])


def _put_of(after: str, tail: tuple[str, ...]) -> tuple[str, ...]:
    """第N条改为第M条,其中的“甲”修改为“乙”: only what follows 为 comes."""
    return tail if not re.search(r"§\d+§[^§]{0,14}(?:修改|改)为§", after) else tail[-1:]


def _why(words: str) -> str:
    if not references(words):
        return "没有说到第几条"
    return "写法认不出,请对照原文看"
