"""What a decision orders, ticked against what changed between two texts; the program compares and never consolidates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.law.decisions import Instruction, InstructionKind
from handbook.law.differences import ArticleChange, Comparison
from handbook.law.numbering import written_article
from handbook.model.bare_words import bare


@dataclass(frozen=True, slots=True)
class Tick:
    """An order and what was found of it."""

    instruction: Instruction
    changes: tuple[ArticleChange, ...]
    """What it names in the comparison, also where it is not carried out there."""
    missing: str = ""
    """Why it is not found, in words; empty where it is."""

    @property
    def is_found(self) -> bool:
        """Whether the new text is as ordered."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Ticked:
    """Both ways: orders without a change, changes without an order."""

    ticks: tuple[Tick, ...]
    """Of this law alone, in the order of the decision."""
    unnamed: tuple[ArticleChange, ...]
    """Real changes that no order names."""

    @property
    def found(self) -> tuple[Instruction, ...]:
        """Orders that the new text carries out."""
        return tuple(tick.instruction for tick in self.ticks if tick.is_found)

    @property
    def not_found(self) -> tuple[Instruction, ...]:
        """Orders that it does not, or not in these words."""
        return tuple(tick.instruction for tick in self.ticks if not tick.is_found)


def ticked(instructions: Sequence[Instruction], comparison: Comparison) -> Ticked:
    """The orders for this law beside what changed in it; those for other laws are left out."""
    own = [one for one in instructions if _is_own(one, comparison)]
    ticks = tuple(_tick(one, comparison) for one in own)
    named = {id(change) for tick in ticks for change in tick.changes}
    return Ticked(ticks, tuple(change for change in comparison.real if id(change) not in named))


def _is_own(instruction: Instruction, comparison: Comparison) -> bool:
    if not instruction.law:
        return True
    named = bare(instruction.law)
    titles = {bare(comparison.old.title), bare(comparison.new.title)}
    return any(named == title or title.removeprefix("中华人民共和国") == named for title in titles)


def _tick(instruction: Instruction, comparison: Comparison) -> Tick:
    kind = instruction.kind
    if kind is InstructionKind.ADD:
        return _added(instruction, comparison)
    if not instruction.old:
        return _throughout(instruction, comparison)
    change = comparison.by_old.get(instruction.old)
    if change is None:
        return Tick(instruction, (), f"改前的文本里没有{written_article(instruction.old)}")
    if kind is InstructionKind.DELETE:
        missing = "" if change.new is None else f"{written_article(instruction.old)}还在"
        return Tick(instruction, (change,), missing)
    if kind is InstructionKind.MERGE:
        return _merged(instruction, change, comparison)
    return Tick(instruction, (change,), "；".join(_faults(instruction, change)))


def _faults(instruction: Instruction, change: ArticleChange) -> Iterator[str]:
    """What of an order about one article is not as ordered."""
    if change.new is None:
        yield f"{written_article(instruction.old)}在改后的文本里找不到"
        return
    if instruction.new and change.new.number != instruction.new:
        yield f"改后是{written_article(change.new.number)},决定写的是{written_article(instruction.new)}"
    if instruction.kind is InstructionKind.RENUMBER:
        return
    if not change.change.is_real:
        yield f"{written_article(instruction.old)}的文字没有变"
        return
    before, after = bare(change.old.words if change.old else ""), bare(change.new.words)
    for words in map(bare, instruction.taken_out):
        if words not in before:
            yield f"改前没有“{_short(words)}”"
        elif after.count(words) >= before.count(words) and not any(
            words in bare(put) for put in instruction.put_in
        ):
            yield f"“{_short(words)}”还在"
    yield from _not_put_in(instruction, after)


def _not_put_in(instruction: Instruction, after: str) -> Iterator[str]:
    for words in map(bare, instruction.put_in):
        if words not in after:
            yield f"改后没有“{_short(words)}”"


def _added(instruction: Instruction, comparison: Comparison) -> Tick:
    change = comparison.by_new.get(instruction.new)
    if change is None or change.new is None:
        return Tick(instruction, (), f"改后的文本里没有{written_article(instruction.new)}")
    faults = list(_not_put_in(instruction, bare(change.new.words)))
    if change.old is not None:
        faults.append(
            f"{written_article(instruction.new)}不是新增的,改前是{written_article(change.old.number)}"
        )
    return Tick(instruction, (change,), "；".join(faults))


def _merged(instruction: Instruction, change: ArticleChange, comparison: Comparison) -> Tick:
    """Of several articles made one, one lives on; the others are gone."""
    into = comparison.by_new.get(instruction.new) if instruction.new else None
    changes = (change,) if into is None or into is change else (change, into)
    if instruction.new and into is None:
        return Tick(instruction, changes, f"改后的文本里没有{written_article(instruction.new)}")
    if change.new is not None and into is not None and change is not into:
        return Tick(instruction, changes, f"{written_article(instruction.old)}没有并入,还是单独一条")
    if into is None or into.new is None:
        return Tick(
            instruction,
            changes,
            "" if change.change.is_real else f"{written_article(instruction.old)}的文字没有变",
        )
    return Tick(instruction, changes, "；".join(_not_put_in(instruction, bare(into.new.words))))


def _throughout(instruction: Instruction, comparison: Comparison) -> Tick:
    """An order for the whole law: 将条例中的“甲”统一修改为“乙”."""
    out = [bare(words) for words in instruction.taken_out]
    touched = tuple(
        change
        for change in comparison.changes
        if change.old is not None and any(words in bare(change.old.words) for words in out)
    )
    if not touched:
        return Tick(instruction, (), f"改前没有“{_short(out[0]) if out else ''}”")
    kept = [
        change.new.number
        for change in touched
        if change.new is not None
        and any(
            words in bare(change.new.words) and not any(words in bare(put) for put in instruction.put_in)
            for words in out
        )
    ]
    missing = f"{'、'.join(map(written_article, kept))}还没有改" if kept else ""
    return Tick(instruction, touched, missing)


def _short(words: str) -> str:
    return words if len(words) <= 16 else f"{words[:15]}…"
