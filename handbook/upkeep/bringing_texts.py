"""Rows of questions, answers, words and lines -> proposals for entries, or what is wrong with them."""

import re
from collections.abc import Iterable, Iterator

from handbook.chinese_numbers import number_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import Tone
from handbook.model.script import Script, reading_seconds
from handbook.model.site_value import SiteValue
from handbook.model.text import holes, value_keys, value_reference
from handbook.upkeep.bringing_columns import Field
from handbook.upkeep.bringing_questions import EntriesByName, KnownQuestions, folded
from handbook.upkeep.bringing_rows import (
    AskProposal,
    BroughtRow,
    Cells,
    KnowledgeProposal,
    LineProposal,
    Mend,
    RowNotes,
    SynonymProposal,
)

_LONGEST_ASK = 40
_LONGEST_TITLE = 60
_LONGEST_WORD = 14
_LONGEST_BREATH = 120
"""Characters of a line to be said: half a minute."""
_PIECE = 60
_SENTENCE_END = re.compile(r"(?<=[。！？；!?;])")
_QUESTION_END = re.compile(r"(?<=[？?；;])|\n")
_WORD_END = re.compile(r"[、,，;；/|｜\n]+")
_TIME = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(分钟|个?小时|天|日|个?工作日)(?:之内|以内|内)?"
)
_PROMISED = re.compile(r"上门|答复|回复|回话|回电|解决|修好|处理|派人")
_ARRIVING = re.compile(r"[^，。、]{0,3}到(?!\s*\d)")
_NEAR = 14
"""Characters around a time in which a word says that the company acts by then."""
_TONES = {
    "": Tone.STANDARD,
    "普通": Tone.STANDARD,
    "一般": Tone.STANDARD,
    "温和": Tone.SOOTHING,
    "安慰": Tone.SOOTHING,
    "强硬": Tone.FIRM,
    "坚决": Tone.FIRM,
    "简洁": Tone.BRIEF,
    "短": Tone.BRIEF,
} | {str(tone): tone for tone in Tone}
_PROMISE_WORDS = {
    "上门": "上门",
    "到": "到场",
    "答复": "答复",
    "回复": "答复",
    "回话": "回话",
    "回电": "回话",
}
"""What a sentence says → what the label of the value says."""


def ask_rows(rows: Iterable[Cells], handbook: Handbook, known: KnownQuestions) -> Iterator[BroughtRow]:
    """怎么问: each row names an entry and says how people ask for it; several ways stand on lines of their own."""
    entries = EntriesByName(handbook)
    seen: dict[tuple[str, str], int] = {}
    for cells in rows:
        notes = RowNotes(cells.number)
        entry_id = _entry(cells, entries, notes)
        column = cells.column(Field.ASK)
        asks = [ask.strip() for ask in cells.words(Field.ASK).split("\n") if ask.strip()]
        if not asks:
            notes.problem(column, "没有写怎么问，请补上，或不要这一行。")
        for ask in asks:
            _check_ask(ask, column, handbook, notes)
        for ask in asks if entry_id and not notes.problems else ():
            _ask(ask, entry_id, column, known, seen, notes)
        yield notes.row()


def _entry(cells: Cells, entries: EntriesByName, notes: RowNotes) -> str:
    words, column = cells.words(Field.TOPIC), cells.column(Field.TOPIC)
    if not words:
        notes.problem(column, "没有写归到哪一条，请写上条目的标题。")
        return ""
    entry_id = entries.id(words)
    if not entry_id:
        nearest = entries.nearest(words)
        told = f"没有叫“{words}”的条目" + (f"，是不是“{nearest}”？" if nearest else "，请写条目的标题。")
        notes.problem(column, told, Mend("换", nearest) if nearest else None)
    return entry_id


def _check_ask(ask: str, column: int, handbook: Handbook, notes: RowNotes) -> None:
    if len(ask) > _LONGEST_ASK:
        parts = [part.strip() for part in _QUESTION_END.split(ask) if part and part.strip()]
        is_parted = len(parts) > 1 and all(len(part) <= _LONGEST_ASK for part in parts)
        mend = Mend("拆", "\n".join(parts)) if is_parted else None
        told = f"问法有 {len(ask)} 个字，太长，搜的时候用不上，请拆成几句短的。"
        notes.problem(column, told, mend)
    _check_marks(ask, column, handbook, notes)


def _check_marks(text: str, column: int, handbook: Handbook, notes: RowNotes) -> None:
    unknown = [key for key in value_keys(text) if key not in handbook.value_by_key]
    if unknown:
        notes.problem(column, f"花括号里的“{unknown[0]}”不是手册里的值，请改成字，或写对名字。")


def _ask(
    ask: str,
    entry_id: str,
    column: int,
    known: KnownQuestions,
    seen: dict[tuple[str, str], int],
    notes: RowNotes,
) -> None:
    found = known.found(ask)
    key = (entry_id, folded(ask))
    if found is not None and found.is_equal and found.entry_id == entry_id:
        notes.remarks.append(f"“{ask}”已经有了，不用加。")
    elif found is not None and found.is_equal:
        notes.problem(column, f"“{ask}”已经归“{found.title}”，一句只归一条，请改问法或改归到。")
    elif key in seen:
        if seen[key] != notes.number:
            notes.joined_to = seen[key]
            notes.remarks.append(f"和第 {seen[key]} 行同问，合在一起。")
    else:
        seen[key] = notes.number
        notes.proposals.append(AskProposal(entry_id, ask))


def synonym_rows(rows: Iterable[Cells], handbook: Handbook) -> Iterator[BroughtRow]:
    """同义词: each row is a group of words; what the handbook has is not said again."""
    group_of = {folded(word): group for group in handbook.synonyms for word in group}
    seen: dict[str, int] = {}
    for cells in rows:
        notes = RowNotes(cells.number)
        words = tuple(dict.fromkeys(_words(cells, notes)))
        groups = tuple(dict.fromkeys(group_of[folded(w)] for w in words if folded(w) in group_of))
        column = cells.column(Field.WORD)
        if not notes.problems and len({folded(word) for word in words}) < 2:
            notes.problem(column, "这一行只有一个词，请再写上意思一样的词，或不要这一行。")
        if not notes.problems and len(groups) > 1:
            told = f"手册里“{groups[0][0]}”和“{groups[1][0]}”是两个意思，不能放进一组，请分成两行。"
            notes.problem(column, told)
        if not notes.problems:
            _group(words, groups[0] if groups else (), seen, notes)
        yield notes.row()


def _words(cells: Cells, notes: RowNotes) -> Iterator[str]:
    for field in (Field.WORD, Field.ALIASES):
        for column, cell in cells.of(field):
            for word in (part.strip() for part in _WORD_END.split(cell)):
                if len(word) > _LONGEST_WORD:
                    notes.problem(column, f"“{word[:20]}”是一句话，不是词，请只写词，词和词之间用顿号。")
                elif word:
                    yield word


def _group(words: tuple[str, ...], group: tuple[str, ...], seen: dict[str, int], notes: RowNotes) -> None:
    has = {folded(word) for word in group}
    new = [word for word in words if folded(word) not in has]
    if group and not new:
        notes.remarks.append(f"都在“{group[0]}”一组里了，不用加。")
        return
    other = next((seen[folded(word)] for word in new if folded(word) in seen), 0)
    if other:
        notes.problem(-1, f"有的词在第 {other} 行也写了，请把两行并成一行。")
        return
    seen.update((folded(word), notes.number) for word in new)
    if group:
        notes.remarks.append(f"加进“{group[0]}”一组。")
    notes.proposals.append(SynonymProposal((group[0], *new) if group else words))


def line_rows(rows: Iterable[Cells], handbook: Handbook) -> Iterator[BroughtRow]:
    """话术: each row is one line of a script that is there."""
    entries = EntriesByName(handbook)
    seen: dict[tuple[str, str], int] = {}
    for cells in rows:
        notes = RowNotes(cells.number)
        entry_id = _entry(cells, entries, notes)
        script = handbook.get(entry_id) if entry_id else None
        if script is not None and not isinstance(script, Script):
            told = f"“{script.title}”是{script.kind.label}，不是话术，请归到一条话术。"
            notes.problem(cells.column(Field.TOPIC), told)
        tone_words = cells.words(Field.TONE)
        tone = _TONES.get(tone_words)
        if tone is None:
            told = f"语气“{tone_words}”不认识，能写的是{'、'.join(Tone)}，请换一个。"
            notes.problem(cells.column(Field.TONE), told, Mend("换", str(Tone.STANDARD)))
        text = _one_line(cells.words(Field.TEXT))
        _check_said(text, cells.column(Field.TEXT), "话", handbook, notes)
        if isinstance(script, Script) and tone is not None and not notes.problems:
            _line(cells, script, tone, text, seen, notes)
        yield notes.row()


def _line(
    cells: Cells, script: Script, tone: Tone, text: str, seen: dict[tuple[str, str], int], notes: RowNotes
) -> None:
    said = {folded(words) for line in script.lines for words in line.variants.values()}
    unknown = set(holes(text)) - {placeholder.name for placeholder in script.placeholders}
    key = (script.id, folded(text))
    if unknown:
        told = f"花括号里的“{min(unknown)}”在“{script.title}”里没有说明填什么，请改成字，或先在条目里加上。"
        notes.problem(cells.column(Field.TEXT), told)
    elif key[1] in said:
        notes.remarks.append(f"“{script.title}”里已经有这一句，不用加。")
    elif key in seen:
        notes.joined_to = seen[key]
        notes.remarks.append(f"和第 {seen[key]} 行是同一句，合在一起。")
    else:
        seen[key] = notes.number
        situation = _one_line(cells.words(Field.SITUATION))
        notes.proposals.append(LineProposal(script.id, situation, tone, text))


def faq_rows(
    rows: Iterable[Cells], handbook: Handbook, known: KnownQuestions, file_name: str
) -> Iterator[BroughtRow]:
    """问答→知识: new questions become drafts; those that the handbook answers only add a way of asking."""
    made: list[RowNotes] = []
    by_question: dict[str, RowNotes] = {}
    asked: dict[tuple[str, str], int] = {}
    for cells in rows:
        notes = RowNotes(cells.number)
        made.append(notes)
        question, column = cells.words(Field.ASK).strip(), cells.column(Field.ASK)
        if not question:
            notes.problem(column, "没有写问题，请补上，或不要这一行。")
            continue
        asks = [ask.strip() for ask in question.split("\n") if ask.strip()]
        _check_asks(asks, column, handbook, notes)
        if notes.problems:
            continue
        first = next((by_question[folded(ask)] for ask in asks if folded(ask) in by_question), None)
        found = known.found(asks[0])
        if found is not None:
            for ask in asks:
                _ask_of_faq(ask, found.entry_id, known, asked, notes)
        elif first is not None:
            _join(cells, asks, first, notes, handbook)
        else:
            _draft(cells, asks, handbook, file_name, notes)
            near = known.near(asks[0])
            if near is not None:
                notes.remarks.append(f"手册里“{near.title}”有“{near.words}”，可能就答这个，请看一眼。")
        for ask in asks:
            by_question.setdefault(folded(ask), notes if first is None else first)
    return iter([notes.row() for notes in made])


def _check_asks(asks: list[str], column: int, handbook: Handbook, notes: RowNotes) -> None:
    for ask in asks:
        _check_ask(ask, column, handbook, notes)


def _ask_of_faq(
    ask: str, entry_id: str, known: KnownQuestions, asked: dict[tuple[str, str], int], notes: RowNotes
) -> None:
    """A question that the handbook answers: the way of asking is new, or nothing is."""
    found = known.found(ask)
    key = (entry_id, folded(ask))
    title = known.title(entry_id)
    if found is not None and found.is_equal:
        notes.remarks.append(f"手册里已有“{found.title}”，这样问也搜得到，不用加。")
    elif key in asked:
        notes.joined_to = asked[key]
        notes.remarks.append(f"和第 {asked[key]} 行同问，合在一起。")
    else:
        asked[key] = notes.number
        notes.remarks.append(f"手册里“{title}”答这个，只加进怎么问，答复没有收。")
        notes.proposals.append(AskProposal(entry_id, ask))


def _draft(cells: Cells, asks: list[str], handbook: Handbook, file_name: str, notes: RowNotes) -> None:
    lines = _answer(cells, handbook, notes)
    internal = tuple(words for _, words in cells.of(Field.INTERNAL) if words)
    notes.proposals.append(
        KnowledgeProposal(
            title=asks[0].rstrip("？?。 ")[:_LONGEST_TITLE],
            asks=tuple(dict.fromkeys(asks)),
            lines=lines,
            source=f"{file_name} 第 {cells.number} 行".strip(),
            internal=internal,
            topic=_one_line(cells.words(Field.TOPIC)),
        )
    )


def _answer(cells: Cells, handbook: Handbook, notes: RowNotes) -> tuple[str, ...]:
    """The lines of an answer; tells what may not be said so."""
    column, text = cells.column(Field.ANSWER), cells.words(Field.ANSWER)
    _check_said(text, column, "答复", handbook, notes)
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _join(cells: Cells, asks: list[str], first: RowNotes, notes: RowNotes, handbook: Handbook) -> None:
    """A row that asks what an earlier one asked: its answer is added where it says something else."""
    notes.joined_to = first.number
    notes.remarks.append(f"和第 {first.number} 行同问，合在一起。")
    lines = _answer(cells, handbook, notes) if cells.words(Field.ANSWER) else ()
    draft = next((p for p in first.proposals if isinstance(p, KnowledgeProposal)), None)
    if draft is None or notes.problems:
        return
    known = {folded(line) for line in draft.lines}
    new = tuple(line for line in lines if folded(line) not in known)
    if new and draft.lines:
        first.remarks.append(f"第 {cells.number} 行的答复不一样，两种都在草稿里，请留一种。")
    folded_asks = {folded(ask) for ask in draft.asks}
    more_asks = tuple(ask for ask in asks if folded(ask) not in folded_asks)
    internal = tuple(words for _, words in cells.of(Field.INTERNAL) if words and words not in draft.internal)
    joined = KnowledgeProposal(
        title=draft.title,
        asks=draft.asks + more_asks,
        lines=draft.lines + new,
        source=f"{draft.source}、第 {cells.number} 行",
        internal=draft.internal + internal,
        topic=draft.topic,
    )
    first.proposals[first.proposals.index(draft)] = joined


def _check_said(text: str, column: int, what: str, handbook: Handbook, notes: RowNotes) -> None:
    """Whether a text may be said: there is one, each line in one breath, no time of the company's fixed in it."""
    if not text.strip():
        notes.problem(column, f"没有{what}，请补上，或不要这一行。")
        return
    longest = max(text.split("\n"), key=len)
    if len(longest) > _LONGEST_BREATH:
        told = f"{what} {len(longest)} 字，念着要 {reading_seconds(longest)} 秒，拆成几句？"
        parted = "\n".join(piece for line in text.split("\n") for piece in _pieces(line))
        is_mended = max(map(len, parted.split("\n"))) <= _LONGEST_BREATH
        notes.problem(column, told, Mend("拆", parted) if is_mended else None)
    _check_times(text, column, handbook, notes)
    _check_marks(text, column, handbook, notes)


def _pieces(line: str) -> list[str]:
    """Sentences of a line, short ones together."""
    pieces = [""]
    for sentence in _SENTENCE_END.split(line):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > _PIECE:
            pieces.append("")
        pieces[-1] += sentence
    return [piece.strip() for piece in pieces if piece.strip()]


def _check_times(text: str, column: int, handbook: Handbook, notes: RowNotes) -> None:
    """A time by which the company acts is a site value: written out it stays when the value changes."""
    for match in _TIME.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if not _PROMISED.search(around) and not _ARRIVING.match(text, match.end()):
            continue
        number = number_of(match[1])
        amount = f"{number:g}" if number is not None else ""
        value = _promise(amount, match[2], around, handbook)
        told = f"“{match[0]}”写死了时限"
        if value is None or value.value != amount:
            # It may be how long something takes, and no promise of ours: nothing is put in the place of a true figure.
            notes.remarks.append(f"“{match[0]}”若是本单位许的时间，写成草稿后请换成本单位的数。")
        else:
            mended = text[: match.start()] + value_reference(value.key) + text[match.end() :]
            notes.problem(column, f"{told}，换成“{value.label}”（{value.text}）？", Mend("换", mended))
        return  # the next one is told once this one is mended


def _promise(amount: str, unit: str, around: str, handbook: Handbook) -> SiteValue | None:
    """The site value that is most likely meant: what the sentence speaks of, then the same figure."""
    said = [label for word, label in _PROMISE_WORDS.items() if word in around]
    best, best_score = None, 0
    for value in handbook.values:
        if value.promise is not True or not value.value:
            continue
        about = sum(label in value.label for label in said)
        is_same = value.value == amount and unit.removeprefix("个") in value.unit
        score = 2 * about + is_same
        if score > best_score:
            best, best_score = value, score
    return best


def _one_line(text: str) -> str:
    return " ".join(text.split())
