"""The part of the style sheet that 导入 alone needs."""

from handbook.ui.theme.theme import Theme


def table_style(theme: Theme) -> str:
    """Its style sheet, over that of the application."""
    c, px = theme.colours, theme.px
    small = f"font-size: {px(13)}px; color: {c.ink_second};"
    return f"""
    #tableColumn, #tableStart {{ background: {c.panel}; }}
    #tableBar {{ background: {c.panel}; }}
    #tableBarHead {{ font-size: {px(15)}px; font-weight: 600; min-height: {px(34)}px; }}
    #tableBarNote {{ {small} min-height: {px(34)}px; }}
    #tableNotes {{ {small} }}
    #tableBar QPushButton {{ min-height: {px(25)}px; }}
    #tableGrid {{ background: {c.panel}; border: 2px solid {c.line}; border-left: 2px solid {c.line}; selection-background-color: transparent; }}
    #tableGrid:focus {{ border: 2px solid {c.accent}; }}
    #tableGrid QHeaderView {{ background: {c.panel}; border: none; }}
    #tableGrid QTableCornerButton::section {{ background: {c.ground}; border: none; }}
    #tableGrid QComboBox {{
        background: {c.ground}; border: 1px solid {c.control}; border-radius: 6px; color: {c.ink_second};
        padding: {px(2)}px {px(20)}px {px(2)}px {px(8)}px; font-size: {px(14)}px;
    }}
    #tableGrid QComboBox[used="true"] {{ background: {c.panel}; border: 1px solid {c.accent}; color: {c.accent}; font-weight: 600; }}
    #tableGrid QComboBox:focus {{ border: 2px solid {c.accent}; }}
    #tableGrid QComboBox::drop-down {{ border: none; width: 0; }}
    #tableGrid QComboBox::down-arrow {{ image: none; }}
    #tableGrid QComboBox QAbstractItemView {{
        background: {c.panel}; border: 1px solid {c.line_strong}; color: {c.ink}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; outline: none; min-width: {px(150)}px;
    }}
    #tableEditor {{ background: {c.panel}; border: 2px solid {c.accent}; font-size: {px(14.5)}px; padding: {px(2)}px; }}
    #tableSide, #tableSideInner, #tableEnd {{ background: {c.ground}; }}
    #tableSide {{ border-left: 1px solid {c.line}; }}
    #tableSideScroll {{ border: 2px solid transparent; background: transparent; }}
    #tableSideScroll:focus {{ border: 2px solid {c.accent}; }}
    #tableSideTitle {{ font-size: {px(17)}px; font-weight: 600; }}
    #tableSideHead {{ font-size: {px(14)}px; font-weight: 600; color: {c.ink_second}; }}
    #tableCard {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 8px; }}
    #tableCounts {{ font-size: {px(14.5)}px; }}
    #tableMends {{ background: transparent; border: none; }}
    #tableEnd {{ border-top: 1px solid {c.line}; }}
    #tableEndNote {{ {small} min-height: {px(34)}px; }}
    #tableStartHead {{ font-size: {px(17)}px; font-weight: 600; }}
    #tableStartNote {{ {small} }}
    """
