"""A code typed from paper goes in; whether that sheet is still current, and what changed since, comes out."""

from dataclasses import dataclass
from datetime import date

from handbook.document.compose import compose_entry
from handbook.document.currency import Current, Merged, Outdated, check_code, looks_like_code
from handbook.document.wording import merged_words
from handbook.model.handbook import Handbook

SHAPE_LENGTHS = (8, 9)
SHOWN_CHANGES = 4


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """What the search box says to a code."""

    words: str
    entry_ids: tuple[str, ...]
    """The entries it may stand for."""


def answer_code(text: str, handbook: Handbook) -> CodeAnswer | None:
    """The answer to a code; None where `text` is an ordinary search."""
    if len(text.strip()) not in SHAPE_LENGTHS:
        return None
    if not looks_like_code(text):
        return None
    match check_code(text, handbook):
        case Current(code=code, entry=entry):
            return CodeAnswer(f"{code} 现行:打印件与现在的“{entry.title}”一致。", (entry.id,))
        case Outdated(code=code, entries=entries):
            words = (
                f"{code} 已过期:请换成现在的“{entries[0].title}”。{_changes(code, entries[0].id, handbook)}"
            )
            return CodeAnswer(words, tuple(e.id for e in entries))
        case Merged(code=code, entry=entry, reason=reason):
            words = f"{code} 已过期:这一张{merged_words(entry.title, reason)}请换成现在的。"
            return CodeAnswer(words, (entry.id,))
        case unknown:
            reason = "像是抄错了,请再看一遍" if unknown.is_miscopied else "没有这张卡,可能是别的手册的"
            return CodeAnswer(f"{unknown.code}:{reason}。", ())


def _changes(code: str, entry_id: str, handbook: Handbook) -> str:
    from handbook.export.register import history, register  # what was printed is asked by few

    entry = handbook.get(entry_id)
    if entry is None:
        return ""
    sheet = compose_entry(entry, handbook, date.today())
    changes = history.what_changed(
        code, sheet, history.read_snapshots(register.register_path()), history.known_releases()
    )
    if changes is None:
        return "本机没有那次打印的底稿,改了哪里查不到。"
    shown = [_change(c.before, c.after) for c in changes[:SHOWN_CHANGES]]
    more = f";另 {len(changes) - SHOWN_CHANGES} 处" if len(changes) > SHOWN_CHANGES else ""
    return "改动:" + ";".join(shown) + more


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    old, new = " ".join(before)[:40], " ".join(after)[:40]
    if not old:
        return f"新增“{new}”"
    return f"“{old}”改为“{new}”" if new else f"删去“{old}”"
