"""Words with site values that the site has not given -> words fit for a ticket, without the marks of the gaps."""

import re

_GAP = r"(?:〔待填[:\uff1a]([^〕]*)〕|\{\{\s*[^{}]*?\s*\}\})"
_ALONE = re.compile(rf"\s*{_GAP}\s*[。;\uff1b]?\s*")
_AT_END = re.compile(rf"[\s、,:\uff0c\uff1a]*{_GAP}\s*[。;\uff1b]?\s*$")
_WITHIN = re.compile(rf"\s*{_GAP}\s*")


def without_gaps(text: str) -> str:
    """Each gap left out or said plainly, so that a work order can be pasted as it is.

    Nothing but a gap becomes “回访时限未填”; a gap that only ends a sentence (whom to ring) goes with what led
    to it; one inside a sentence stays as “(供热主管部门电话未填)”, else the sentence would say something else.
    """
    if alone := _ALONE.fullmatch(text):
        return _unfilled(alone)
    while (shorter := _AT_END.sub("", text)) != text and shorter.strip():
        text = shorter
    return _WITHIN.sub(lambda gap: f"({words})" if (words := _unfilled(gap)) else "", text)


def _unfilled(gap: re.Match[str]) -> str:
    return f"{gap[1].strip()}未填" if gap[1] and gap[1].strip() else ""
