"""The part of the style sheet that 本单位资料 alone needs: rows of a form of which the current one is boxed, and cards beside it."""

from handbook.ui.theme.theme import Theme


def company_style(theme: Theme) -> str:
    """Its style sheet, over that of the application."""
    return _form(theme) + _sides(theme)


def _form(theme: Theme) -> str:
    c, px = theme.colours, theme.px
    small = f"font-size: {px(13)}px; color: {c.ink_second};"
    return f"""
    #companyForm, #companyFormInner {{ background: {c.panel}; }}
    #companyForm {{ border: 2px solid transparent; }}
    #companySection {{ font-size: {px(17)}px; font-weight: 600; }}
    #companyCount {{ {small} }}
    #companyRow {{ background: {c.panel}; border: none; border-bottom: 1px solid {c.line}; border-left: {px(4)}px solid transparent; }}
    #companyRow[current="true"] {{ background: {c.accent_soft}; border-left: {px(4)}px solid {c.accent}; }}
    #companyName {{ font-size: {px(15)}px; }}
    #companyRow[current="true"] #companyName {{ font-weight: 600; }}
    #companyAside, #companyNote, #companyMore, #companySourceName, #companyUnit {{ {small} }}
    #companyNote, #companyUnit {{ font-size: {px(13.5)}px; }}
    #companyMore[kind="open"] {{ color: {c.caution}; font-weight: 600; }}
    #companyRow QLineEdit {{ font-size: {px(15)}px; min-height: {px(24)}px; }}
    #companyRow QLineEdit[mend="true"] {{ border: 2px solid {c.caution}; }}
    #companyRow QLineEdit[mend="true"]:focus {{ border: 2px solid {c.accent}; }}
    #companySource QLineEdit {{ font-size: {px(14)}px; min-height: {px(22)}px; padding: {px(3)}px {px(8)}px; }}
    #companyLocked {{ font-size: {px(15)}px; color: {c.ink}; }}
    #companyRow QComboBox {{
        background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px; min-height: {px(24)}px;
        padding: {px(4)}px {px(8)}px; font-size: {px(15)}px;
    }}
    #companyRow QComboBox:focus {{ border: 2px solid {c.accent}; }}
    #companyRow QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
    #companyRow QComboBox QAbstractItemView {{
        background: {c.panel}; border: 1px solid {c.line_strong}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; outline: none;
    }}
    #companyRow QPushButton[role="link"] {{ font-size: {px(13.5)}px; min-height: {px(28)}px; text-align: left; }}
    """


def _sides(theme: Theme) -> str:
    c, px = theme.colours, theme.px
    small = f"font-size: {px(13)}px; color: {c.ink_second};"
    return f"""
    #companyDebt {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    #companyOwed {{ font-size: {px(22)}px; font-weight: 600; }}
    #companyToMend, #companySideNote {{ {small} }}
    #companyProgress {{ border-radius: {px(4)}px; min-height: {px(8)}px; max-height: {px(8)}px; }}
    #companyProgress::chunk {{ border-radius: {px(4)}px; }}
    #companySections {{ background: {c.panel}; border: 2px solid transparent; }}
    #companySections:focus {{ border: 2px solid {c.accent}; }}
    #companySay {{ background: {c.ground}; border-left: 1px solid {c.line}; }}
    #companySayScroll {{ border: 2px solid transparent; background: transparent; }}
    #companySayScroll:focus {{ border: 2px solid {c.accent}; }}
    #companySayInner {{ background: transparent; }}
    #companySayHead {{ font-size: {px(14)}px; font-weight: 600; color: {c.ink_second}; }}
    #companySayNote {{ {small} }}
    #sentenceCard {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 8px; }}
    #sentenceTitle {{ font-size: {px(15)}px; font-weight: 600; }}
    #sentenceWhere, #sentenceLacks {{ {small} }}
    #sentenceCard QPushButton[role="link"] {{ font-size: {px(13.5)}px; font-weight: 600; min-height: {px(26)}px; }}
    """
