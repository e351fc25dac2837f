"""All that the settings window shows, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.model.site_value import SiteValue
from handbook.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsShown:
    """What is set, what is locked, and what is told at the controls; plain Chinese."""

    settings: Settings
    """As they are in force: the edge and width of the dock as they were last moved by hand."""
    locks: Mapping[str, str] = field(default_factory=dict[str, str])
    """Setting that cannot be changed here → why, and where it is set."""
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """Setting → what is told at its control as long as nothing else is."""
    regions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Id → name of every region that can be chosen; empty where the content knows none."""
    pack: str = ""
    """Which pack of content counts here, and who vouched for it; empty where this desk takes none."""
    pack_back: str = ""
    """What the button does that lets the other pack count; empty = there is none."""
    values: Sequence[SiteValue] = ()
    values_from: str = ""
    """Where the site values are set."""
