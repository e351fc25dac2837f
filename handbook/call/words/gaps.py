"""Words with site values that the site has not given -> words fit for a ticket, without the marks of the gaps."""

from dataclasses import replace

from handbook.model.text import Piece, PieceKind, pieces

_ENDS = ("", "。", ";", "\uff1b")
_LEADS = "、,:\uff0c\uff1a"


def without_gaps(text: str) -> str:
    """Each gap left out or said plainly, so that a work order can be pasted as it is.

    Nothing but a gap becomes “回访时限未填”; a gap that only ends a sentence (whom to ring) goes with what led
    to it; one inside a sentence stays as “(供热主管部门电话未填)”, else the sentence would say something else.
    """
    read = list(pieces(text))
    if not any(map(_is_gap, read)):
        return text
    if (
        len(told := [piece for piece in read if piece.text.strip()]) <= 2
        and _is_gap(told[0])
        and _ends(told[1:])
    ):
        return _unfilled(told[0])
    while _leave_out_last(read):
        pass
    return _said_within(read)


def _is_gap(piece: Piece) -> bool:
    """Whether a value is missing here: marked so, or a key that nobody knows."""
    return piece.kind in (PieceKind.GAP, PieceKind.VALUE)


def _ends(read: list[Piece]) -> bool:
    """Whether nothing follows but blanks and one mark that ends a sentence."""
    return not read or (len(read) == 1 and not _is_gap(read[0]) and read[0].text.strip() in _ENDS)


def _leave_out_last(read: list[Piece]) -> bool:
    """Take a gap that ends `read` away, with what led to it; False where none does, or where nothing would be left."""
    at = len(read) - 1
    if at > 0 and not _is_gap(read[at]) and _ends(read[at:]):
        at -= 1
    if not _is_gap(read[at]):
        return False
    lead = read[at - 1] if at else None
    if lead is not None and lead.kind is PieceKind.WORDS:
        words = _without_lead(lead.text)
        kept = [replace(lead, text=words)] if words else []
        at -= 1
    else:
        kept = []
    if not at and not kept:
        return False
    read[at:] = kept
    return True


def _without_lead(text: str) -> str:
    """`text` without the blanks and marks that lead to what stands behind it."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] in _LEADS):
        end -= 1
    return text[:end]


def _said_within(read: list[Piece]) -> str:
    said = ""
    is_after_gap = False
    for piece in read:
        if _is_gap(piece):
            words = _unfilled(piece)
            said = said.rstrip() + (f"({words})" if words else "")
        else:
            said += piece.text.lstrip() if is_after_gap else piece.text
        is_after_gap = _is_gap(piece)
    return said


def _unfilled(gap: Piece) -> str:
    return f"{gap.name}未填" if gap.kind is PieceKind.GAP and gap.name else ""
