"""The part of the style sheet that 试算 alone needs."""

from handbook.ui.theme.theme import Theme


def reckon_style(theme: Theme) -> str:
    """Its style sheet, over that of the application."""
    c, px = theme.colours, theme.px
    return f"""
    #reckonPane, #reckonBody {{ background: {c.ground}; }}
    #reckonLabel {{ color: {c.ink_second}; font-size: {px(14)}px; }}
    #reckonSmall, #reckonNote {{ color: {c.ink_second}; font-size: {px(13)}px; }}
    #reckonQuestion QPushButton:checked:focus {{ border: 2px solid {c.ink}; }}
    #reckonRecord {{ background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px; font-size: {px(15)}px; padding: {px(4)}px; }}
    #reckonRecord:focus {{ border: 2px solid {c.accent}; }}
    #reckonRows, #reckonWorking {{ font-size: {px(15)}px; }}
    #reckonWorking:focus {{ border: 2px solid {c.accent}; border-radius: 4px; }}
    #reckonSay {{ background: {c.say_soft}; border: none; border-left: 4px solid {c.say}; border-radius: 4px; }}
    #reckonSentence {{ font-size: {px(16.5)}px; font-weight: 600; color: {c.ink}; }}
    #reckonFoot {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    #reckonHeadline {{ font-size: {px(22)}px; font-weight: 600; color: {c.ink}; }}
    #reckonHeadline[open="yes"] {{ font-size: {px(17)}px; color: {c.caution}; }}
    """
