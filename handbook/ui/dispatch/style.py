"""The part of the style sheet that dispatch's window alone needs."""

from handbook.ui.theme.theme import Theme


def dispatch_style(theme: Theme) -> str:
    """Its style sheet, over that of the application."""
    c, px = theme.colours, theme.px
    small = f"font-size: {px(13)}px; color: {c.ink_second};"
    return f"""
    #dispatchWindow, #dispatchBody, #dispatchInner {{ background: {c.panel}; }}
    #dispatchHead {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    #dispatchFoot {{ background: {c.ground}; border-top: 1px solid {c.line}; }}
    #dispatchFoot QPushButton, #dispatchSide QPushButton {{ min-height: {px(26)}px; }}
    #dispatchSide {{ background: {c.ground}; }}
    #dispatchSide[beside="true"] {{ border-left: 1px solid {c.line}; }}
    #dispatchSideInner {{ background: {c.ground}; }}
    #dispatchTitle {{ font-size: {px(17)}px; font-weight: 600; }}
    #dispatchLabel {{ font-size: {px(14)}px; color: {c.ink_second}; }}
    #dispatchLabel[strong="true"] {{ font-weight: 600; color: {c.ink}; }}
    #dispatchNote {{ {small} }}
    #dispatchNote[kind="open"] {{ color: {c.caution}; font-weight: 600; }}
    #dispatchNote[kind="fine"] {{ color: {c.done}; font-weight: 600; }}
    #dispatchTold {{ background: {c.caution_soft}; border-top: 1px solid {c.caution}; color: {c.ink}; font-size: {px(14)}px; padding: {px(7)}px {px(22)}px; }}
    #dispatchTold[kind="fine"] {{ background: {c.say_soft}; border-top: 1px solid {c.say}; }}
    #dispatchPlace {{ background: {c.panel}; border: 1px solid {c.control}; border-radius: 7px; }}
    #dispatchPlace[focused="true"] {{ border: 2px solid {c.accent}; }}
    #dispatchPlace QLineEdit {{ border: none; background: transparent; padding: 0 {px(2)}px; min-height: {px(28)}px; }}
    #dispatchPlace QPushButton {{
        background: {c.accent_soft}; border: 1px solid {c.accent_soft}; border-radius: 5px; color: {c.ink};
        font-size: {px(15)}px; padding: {px(1)}px {px(8)}px; min-height: {px(26)}px;
    }}
    #dispatchPlace QPushButton:hover {{ border-color: {c.accent}; }}
    #dispatchOffered {{ background: {c.panel}; border: 1px solid {c.line_strong}; border-radius: 6px; padding: {px(4)}px; font-size: {px(15)}px; }}
    #dispatchOffered::item {{ padding: {px(6)}px {px(8)}px; border-radius: 4px; }}
    #dispatchOffered::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QPushButton[role="choice"] {{
        font-size: {px(15)}px; min-height: {px(26)}px; padding: {px(3)}px {px(9)}px; border-radius: 7px;
    }}
    QPushButton[role="choice"]:checked {{ background: {c.ink}; color: {c.panel}; border-color: {c.ink}; }}
    QPushButton[role="choice"]:focus {{ border: 2px solid {c.accent}; padding: {px(3) - 1}px {px(9) - 1}px; }}
    QPushButton[role="joined"] {{
        font-size: {px(15)}px; min-height: {px(28)}px; padding: {px(3)}px {px(4)}px; border-radius: 0; margin-left: -1px;
    }}
    QPushButton[role="joined"][place="first"] {{ border-top-left-radius: 7px; border-bottom-left-radius: 7px; margin-left: 0; }}
    QPushButton[role="joined"][place="last"] {{ border-top-right-radius: 7px; border-bottom-right-radius: 7px; }}
    QPushButton[role="joined"]:checked {{ background: {c.ink}; color: {c.panel}; border-color: {c.ink}; font-weight: 600; }}
    QPushButton[role="joined"]:focus {{ border: 2px solid {c.accent}; }}
    #dispatchForm QLineEdit {{ font-size: {px(15.5)}px; }}
    #dispatchTime {{ font-size: {px(15)}px; padding: {px(3)}px {px(6)}px; min-height: {px(26)}px; }}
    #dispatchSaid {{ background: {c.say_soft}; border: none; border-left: 4px solid {c.say}; border-radius: 4px; }}
    #dispatchSaid[focused="true"] {{ border: 2px solid {c.accent}; border-left: 4px solid {c.say}; }}
    #dispatchSaid QLabel {{ font-size: {px(16)}px; }}
    #dispatchSaid QPlainTextEdit {{ background: {c.panel}; font-size: {px(16)}px; }}
    #dispatchOpenRow {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; padding: 0; text-align: left; min-height: 0; }}
    #dispatchOpenRow:hover {{ border-color: {c.accent}; }}
    #dispatchOpenRow:checked {{ border: 2px solid {c.accent}; }}
    #dispatchOpenRow:focus {{ border: 2px solid {c.accent}; background: {c.accent_soft}; }}
    """
