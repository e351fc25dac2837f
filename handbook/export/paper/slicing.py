"""A box of words taller than a page -> boxes that each fit, cut between its lines; never used on steps or warnings."""

from handbook.export.paper.boxes import Box, LineMark, LinkMark, Mark, RectMark, TagMark, TextMark


def slice_box(box: Box, limit: float) -> list[Box]:
    """Pieces of at most `limit` points where its lines allow it; a piece without words between stays whole."""
    cuts = [0.0]
    gaps = _gaps(box)
    while box.height - cuts[-1] > limit:
        reachable = [gap for gap in gaps if cuts[-1] < gap <= cuts[-1] + limit]
        if not reachable:
            return [box]
        cuts.append(reachable[-1])
    bounds = list(zip(cuts, [*cuts[1:], box.height], strict=True))
    return [_piece(box, top, bottom, is_last=bottom == box.height) for top, bottom in bounds]


def _gaps(box: Box) -> list[float]:
    """Heights at which no line of words stands, in order."""
    bands = sorted((m.y - 0.95 * m.size, m.y + 0.22 * m.size) for m in box.marks if isinstance(m, TextMark))
    gaps: list[float] = []
    reach = 0.0
    for top, bottom in bands:
        if top >= reach > 0:
            gaps.append((top + reach) / 2)
        reach = max(reach, bottom)
    return gaps


def _piece(box: Box, top: float, bottom: float, *, is_last: bool) -> Box:
    marks = [part for mark in box.marks for part in _within(mark, top, bottom)]
    return Box(
        height=bottom - top,
        marks=marks,
        space_before=box.space_before if top == 0 else 0.0,
        keep_next=box.keep_next and is_last,
        group=box.group,
        is_text=True,
        name=box.name,
        is_sliceable=True,
    )


def _within(mark: Mark, top: float, bottom: float) -> list[Mark]:
    """The part of a mark between two heights, moved up by `top`; every piece knows what its words are."""
    if isinstance(mark, TagMark):
        return [mark]
    if isinstance(mark, LineMark):
        if mark.y1 == mark.y2:
            return [mark._replace(y1=mark.y1 - top, y2=mark.y2 - top)] if top < mark.y1 <= bottom else []
        start = max(mark.y1, top)
        end = min(mark.y2, bottom)
        return [mark._replace(y1=start - top, y2=end - top)] if start < end else []
    if isinstance(mark, RectMark) and mark.fill is None:
        start = max(mark.y, top)
        end = min(mark.y + mark.height, bottom)
        return [mark._replace(y=start - top, height=end - start)] if start < end else []
    middle = mark.y + mark.height / 2 if isinstance(mark, LinkMark | RectMark) else mark.y
    return [mark._replace(y=mark.y - top)] if top < middle <= bottom or (top == 0 and middle <= 0) else []
