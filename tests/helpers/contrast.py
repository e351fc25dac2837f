"""Two colours go in; their contrast comes out (WCAG 2.2)."""

TEXT = 4.5
"""Least contrast of text."""
PART = 3.0
"""Least contrast of what tells a state or the edge of a control."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0–1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1–21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
