"""The design's colour tokens, light and dark; used by HTML here and by widgets above."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One theme; every colour as ``#rrggbb``."""

    is_dark: bool
    ground: str
    """Reading ground."""
    panel: str
    """Side columns and bars."""
    line: str
    """Separators."""
    line_strong: str
    """Bars and edges that nobody operates."""
    control: str
    """Borders of what is operated: answers, fields, tick boxes, buttons; 3:1 on panel and ground."""
    ink: str
    """Text."""
    ink_second: str
    """Secondary text."""
    ink_third: str
    """Text that never has to be read in a hurry; still 4.5:1."""
    accent: str
    accent_soft: str
    on_accent: str
    """Text on accent."""
    danger: str
    danger_soft: str
    danger_band: str
    """Band of the emergency view."""
    on_band: str
    """Text on the band."""
    band_second: str
    """Secondary text on the band."""
    on_danger: str
    caution: str
    caution_soft: str
    say: str
    say_soft: str
    law: str
    law_soft: str
    done: str
    mark: str
    """Ground of matched text."""
    mark_strong: str
    """Ground of the match that is current."""


LIGHT = Colours(
    is_dark=False,
    ground="#f4f5f7",
    panel="#ffffff",
    line="#e2e5ea",
    line_strong="#c3cad4",
    control="#838c9b",
    ink="#1b2330",
    ink_second="#4a5565",
    ink_third="#5d6778",
    accent="#0f6b8f",
    accent_soft="#e3f1f6",
    on_accent="#ffffff",
    danger="#b3261e",
    danger_soft="#fdecea",
    danger_band="#8f1d17",
    on_band="#ffffff",
    band_second="#f6d3d0",
    on_danger="#ffffff",
    caution="#8a5a00",
    caution_soft="#fff4de",
    say="#2f6f3e",
    say_soft="#e8f3ea",
    law="#4b4fa6",
    law_soft="#ecedfa",
    done="#1f7a4d",
    mark="#fff1b8",
    mark_strong="#ffd75e",
)

DARK = Colours(
    is_dark=True,
    ground="#14181f",
    panel="#1b212b",
    line="#2a323e",
    line_strong="#465161",
    control="#748092",
    ink="#e8ecf2",
    ink_second="#b4bdca",
    ink_third="#95a0b0",
    accent="#5cb8da",
    accent_soft="#173241",
    on_accent="#10202a",
    danger="#ff8a80",
    danger_soft="#3a1f1e",
    danger_band="#5e1713",
    on_band="#ffffff",
    band_second="#f3c6c2",
    on_danger="#2b0d0b",
    caution="#f0c060",
    caution_soft="#382d16",
    say="#8fd19e",
    say_soft="#1c3323",
    law="#a9adf5",
    law_soft="#262a4a",
    done="#6fcf97",
    mark="#5a4a12",
    mark_strong="#7d6410",
)


def token_names() -> list[str]:
    """Names of all colour tokens."""
    return [f.name for f in fields(Colours) if f.name != "is_dark"]
