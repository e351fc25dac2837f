"""A theme goes in; the application's style sheet comes out."""

from handbook.ui.theme.theme import Theme


def stylesheet(theme: Theme, family: str) -> str:
    """The whole style sheet in the font `family`; sizes follow the text size."""
    return (
        _base(theme, family)
        + _buttons(theme)
        + _fields(theme)
        + _scrollbars(theme)
        + _tables(theme)
        + _named(theme)
        + _workshop(theme)
    )


def _base(theme: Theme, family: str) -> str:
    c = theme.colours
    return f"""
    QWidget {{ color: {c.ink}; font-family: "{family}"; font-size: {theme.px(15)}px; }}
    QMainWindow, QDialog {{ background: {c.panel}; }}
    QToolTip {{ background: {c.panel}; color: {c.ink}; border: 1px solid {c.line_strong}; padding: {theme.px(4)}px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QSplitter::handle:hover {{ background: {c.accent}; }}
    QTreeView, QListView, QTextBrowser, QScrollArea {{ border: none; background: transparent; outline: none; }}
    QMenu {{ background: {c.panel}; border: 1px solid {c.line_strong}; padding: {theme.px(4)}px; }}
    QMenu::item {{ padding: {theme.px(6)}px {theme.px(18)}px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {theme.px(4)}px; }}
    """


def _buttons(theme: Theme) -> str:
    c = theme.colours
    return f"""
    QPushButton, QToolButton {{
        background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px;
        padding: {theme.px(4)}px {theme.px(12)}px; min-height: {theme.px(22)}px;
    }}
    QPushButton:hover, QToolButton:hover {{ border-color: {c.accent}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {c.accent_soft}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.ink_third}; border-color: {c.line}; }}
    QPushButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
    QPushButton[role="primary"]:disabled {{ background: {c.ground}; color: {c.ink_third}; border-color: {c.line}; }}
    QPushButton[role="danger"] {{ background: {c.danger_band}; color: {c.on_band}; border-color: {c.danger}; }}
    QPushButton[role="primary"]:focus, QPushButton[role="danger"]:focus {{ border: 2px solid {c.ink}; }}
    QToolButton[role="quiet"] {{ border: 1px solid transparent; background: transparent; padding: {theme.px(4)}px; }}
    QToolButton[role="quiet"]:hover {{ background: {c.accent_soft}; }}
    QToolButton[role="quiet"]:focus {{ border: 2px solid {c.accent}; }}
    QToolButton[role="quiet"]:disabled {{ background: transparent; }}
    QPushButton[role="segment"] {{ font-size: {theme.px(14.5)}px; padding: {theme.px(3)}px {theme.px(10)}px; min-height: {theme.px(24)}px; }}
    QPushButton[role="segment"]:checked {{ background: {c.accent_soft}; color: {c.accent}; border-color: {c.accent}; }}
    QPushButton[role="segment"]:disabled {{ background: {c.ground}; color: {c.ink_third}; border-color: {c.line}; }}
    QPushButton[role="segment"]:checked:disabled {{ color: {c.ink}; border-color: {c.line_strong}; }}
    QPushButton[role="link"] {{
        border: 2px solid transparent; background: transparent; color: {c.accent};
        font-size: {theme.px(14)}px; padding: 0 {theme.px(4)}px;
    }}
    QPushButton[role="link"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[role="link"]:focus {{ border-color: {c.accent}; }}
    QPushButton[role="bar"] {{
        border: 2px solid transparent; background: transparent; color: {c.ink_second};
        font-size: {theme.px(14.5)}px; padding: {theme.px(2)}px {theme.px(8)}px;
    }}
    QPushButton[role="bar"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[role="bar"]:focus {{ border-color: {c.accent}; }}
    QPushButton[narrow="true"], QToolButton[narrow="true"] {{ padding: {theme.px(4)}px {theme.px(3)}px; }}
    QToolButton[role="more"] {{ border: 1px solid transparent; padding: 0 {theme.px(8)}px; font-weight: 600; }}
    QToolButton[role="more"]:hover {{ border-color: {c.accent}; }}
    QToolButton[role="more"]:focus {{ border: 2px solid {c.accent}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[role="small"] {{ font-size: {theme.px(13)}px; padding: {theme.px(1)}px {theme.px(6)}px; min-height: {theme.px(28)}px; }}
    QPushButton[role="answer"] {{ font-size: {theme.px(15)}px; padding: {theme.px(3)}px {theme.px(9)}px; min-height: {theme.px(24)}px; text-align: left; }}
    QPushButton[role="answer-large"] {{ font-size: {theme.px(17)}px; padding: {theme.px(4)}px {theme.px(12)}px; min-height: {theme.px(36)}px; text-align: left; }}
    QPushButton[role="large"] {{ font-size: {theme.px(15)}px; padding: {theme.px(4)}px {theme.px(8)}px; min-height: {theme.px(36)}px; }}
    QPushButton[role="answer"]:checked, QPushButton[role="answer-large"]:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
    QPushButton[role="band"] {{ background: transparent; color: {c.on_band}; border-color: {c.on_band}; min-height: {theme.px(36)}px; }}
    QPushButton[role="tab"] {{
        border: none; border-bottom: 3px solid transparent; border-radius: 0; background: transparent;
        font-size: {theme.px(16)}px; color: {c.ink_second}; min-height: {theme.px(32)}px;
    }}
    QPushButton[role="tab"]:checked {{ border-bottom-color: {c.accent}; color: {c.accent}; font-weight: 600; }}
    QPushButton[role="segment"] {{ font-size: {theme.px(14)}px; min-height: {theme.px(24)}px; color: {c.ink_second}; }}
    QPushButton[role="segment"]:checked {{ background: {c.accent_soft}; color: {c.accent}; border-color: {c.accent}; font-weight: 600; }}
    QPushButton[role="chip"] {{
        border-radius: {theme.px(13)}px; padding: {theme.px(2)}px {theme.px(10)}px; min-height: {theme.px(26)}px;
        font-size: {theme.px(14)}px; color: {c.ink_second};
    }}
    QPushButton[role="chip"]:checked {{ background: {c.ink}; color: {c.panel}; border-color: {c.ink}; }}
    """


def _fields(theme: Theme) -> str:
    c = theme.colours
    return f"""
    QLineEdit, QPlainTextEdit, QSpinBox {{
        background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px;
        padding: {theme.px(4)}px {theme.px(8)}px; min-height: {theme.px(24)}px; font-size: {theme.px(16)}px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent};
        placeholder-text-color: {c.ink_third};
    }}
    QLineEdit:disabled, QSpinBox:disabled {{ background: {c.ground}; border-color: {c.line}; color: {c.ink_second}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus {{ border: 2px solid {c.accent}; }}
    QCheckBox::indicator, QTreeView::indicator {{
        width: {theme.px(16)}px; height: {theme.px(16)}px; border: 1px solid {c.control}; border-radius: 3px;
        background: {c.panel};
    }}
    QCheckBox::indicator:checked {{ background: {c.done}; border-color: {c.done}; }}
    QProgressBar {{
        border: none; background: {c.line}; border-radius: 2px; max-height: {theme.px(4)}px; text-align: center;
    }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
    """


def _scrollbars(theme: Theme) -> str:
    c = theme.colours
    return f"""
    QScrollBar:vertical {{ background: transparent; width: {theme.px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {theme.px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line_strong}; border-radius: {theme.px(4)}px; margin: {theme.px(2)}px; }}
    QScrollBar::handle:vertical {{ min-height: {theme.px(28)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {theme.px(28)}px; }}
    QScrollBar::handle:hover {{ background: {c.ink_third}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _tables(theme: Theme) -> str:
    c = theme.colours
    return f"""
    QTableView {{
        background: {c.panel}; border: 1px solid {c.line}; gridline-color: {c.line}; outline: none;
        selection-background-color: {c.accent_soft}; selection-color: {c.ink};
    }}
    QTableView:focus {{ border-color: {c.accent}; }}
    QTableView::item {{ padding: 0 {theme.px(6)}px; }}
    QTableView::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QHeaderView {{ background: {c.panel}; }}
    QHeaderView::section {{
        background: {c.ground}; color: {c.ink_second}; font-size: {theme.px(13)}px; font-weight: 600; border: none;
        border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; padding: {theme.px(4)}px {theme.px(6)}px;
    }}
    #totalsNote {{ font-size: {theme.px(13)}px; color: {c.ink_second}; }}
    """


def _named(theme: Theme) -> str:
    c = theme.colours
    small = f"font-size: {theme.px(13)}px; color: {c.ink_second};"
    return f"""
    #topBar {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    #statusBar {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    #statusBar QLabel, #contentInfo, #understoodAs {{ {small} }}
    #dangerDoor {{ background: {c.danger_soft}; border: 1px solid {c.danger}; border-radius: 6px; }}
    #dangerTold {{ color: {c.danger}; font-size: {theme.px(14)}px; font-weight: 600; }}
    #noHitPage, #noHitPage #noHitInner {{ background: {c.ground}; }}
    #noHitWays, #noHitWays #noHitInner {{ background: {c.panel}; }}
    #programTitle {{ font-size: {theme.px(17)}px; font-weight: 600; }}
    #searchPanel, #contentsPanel, #callPanel {{ background: {c.panel}; }}
    #searchField {{ font-size: {theme.px(18)}px; min-height: {theme.px(34)}px; padding-left: {theme.px(36)}px; }}
    #readerPanel, #middleColumn {{ background: {c.ground}; }}
    #middleHint {{ {small} padding-left: {theme.px(8)}px; }}
    #readerBar {{ background: {c.ground}; border-bottom: 1px solid {c.line}; }}
    #readerView {{ background: {c.ground}; }}
    #findBar {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    #notice {{ background: {c.caution_soft}; border-bottom: 1px solid {c.caution}; }}
    #sectionTitle {{ {small} font-weight: 600; }}
    #idleDesk, #idleInner {{ background: {c.panel}; }}
    #newCallButton {{ border-color: transparent; color: {c.accent}; min-height: 0; padding: 0 {theme.px(6)}px; }}
    #newCallButton:focus {{ border: 2px solid {c.accent}; }}
    #newCallButton:hover {{ border-color: {c.accent}; }}
    #callerTold {{
        background: {c.caution_soft}; color: {c.caution}; border: none; border-radius: 4px; min-height: 0;
        padding: 0 {theme.px(6)}px; font-size: {theme.px(13)}px; font-weight: 600;
    }}
    #callerLabel {{ {small} }}
    #callFoot {{ border-top: 1px solid {c.line}; }}
    #emergencyView {{ background: {c.ground}; }}
    #emergencySide, #emergencySideContent {{ background: {c.panel}; }}
    #dockTabs {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    #printPreview {{ background: {c.ground}; border: 1px solid {c.line}; }}
    #contentsTree {{ font-size: {theme.px(15)}px; }}
    #contentsTree::item {{ padding: {theme.px(5)}px; border: none; }}
    #contentsTree::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    #helpHeads {{ background: {c.panel}; }}
    #helpHeads::item {{ padding: {theme.px(5)}px {theme.px(8)}px; border: none; }}
    #helpHeads::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    #helpCount {{ {small} }}
    #contentsNothing {{ {small} padding: {theme.px(8)}px; }}
    #contentsTree::branch {{ background: transparent; }}
    #contentsTree::item:hover {{ background: {c.ground}; }}
    """


def _workshop(theme: Theme) -> str:
    """维护台: white side columns on the working ground; what is current is boxed in accent, and nothing is red."""
    c, px = theme.colours, theme.px
    small = f"font-size: {px(13)}px; color: {c.ink_second};"
    return f"""
    #workshopWindow, #workshopGround {{ background: {c.ground}; }}
    #workshopBar, #workshopHead, #workshopChips {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    #workshopFoot {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    #workshopFoot QLabel {{ {small} }}
    #workshopFoot QLabel[told="true"] {{ color: {c.ink}; font-weight: 600; }}
    #workshopTitle {{ font-size: {px(20)}px; font-weight: 600; }}
    #workshopDetail, #workshopNote {{ {small} }}
    #workshopInline {{ {small} min-height: {px(34)}px; }}
    #workshopInlineHead {{ font-size: {px(15)}px; font-weight: 600; min-height: {px(34)}px; }}
    #decisionTold {{ {small} min-height: {px(34)}px; color: {c.caution}; font-weight: 600; }}
    #decisionTold[fine="true"] {{ color: {c.done}; }}
    #dayCard QRadioButton {{ font-weight: 600; spacing: {px(10)}px; }}
    #dayCard QRadioButton::indicator {{
        width: {px(14)}px; height: {px(14)}px; border: 2px solid {c.control}; border-radius: {px(14) // 2 + 2}px; background: {c.panel};
    }}
    #dayCard QRadioButton::indicator:checked {{
        width: {px(8)}px; height: {px(8)}px; border: {(px(14) + 4 - px(8)) // 2}px solid {c.accent};
        border-radius: {px(14) // 2 + 2}px;
    }}
    #stateTag {{ font-size: {px(13)}px; font-weight: 600; border-radius: 3px; padding: {px(2)}px {px(6)}px; background: {c.line}; color: {c.ink}; }}
    #stateTag[kind="open"] {{ background: {c.caution_soft}; color: {c.caution}; }}
    #stateTag[kind="fine"] {{ background: {c.say_soft}; color: {c.say}; }}
    #workshopSub {{ font-size: {px(15)}px; font-weight: 600; }}
    #workshopBar QPushButton, #workshopHead QPushButton, #workshopChips QPushButton, #workshopPanel QPushButton {{ min-height: {px(25)}px; }}
    #workshopChips QPushButton:focus {{ border: 2px solid {c.accent}; }}
    #workshopHead QPushButton {{ font-size: {px(14.5)}px; }}
    #workshopHead QComboBox {{
        background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px; min-height: {px(25)}px;
        padding: {px(4)}px {px(28)}px {px(4)}px {px(10)}px; font-size: {px(14.5)}px;
    }}
    #workshopHead QComboBox:hover {{ border-color: {c.accent}; }}
    #workshopHead QComboBox:focus {{ border: 2px solid {c.accent}; }}
    #workshopHead QComboBox::drop-down {{ border: none; width: 0; }}
    #workshopHead QComboBox::down-arrow {{ image: none; }}
    #workshopHead QComboBox QAbstractItemView {{
        background: {c.panel}; border: 1px solid {c.line_strong}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; outline: none;
    }}
    #workshopSide, #workshopPanel, #importColumn, #importChecks, #importSide {{ background: {c.panel}; }}
    #workshopSide {{ border-right: 1px solid {c.line}; }}
    #importSide, #workshopRight {{ background: {c.panel}; border-left: 1px solid {c.line}; }}
    #workshopFind {{ font-size: {px(14)}px; min-height: {px(23)}px; padding-left: {px(30)}px; }}
    #workshopFound {{ background: {c.panel}; border: 1px solid {c.line_strong}; border-radius: 6px; padding: {px(4)}px; }}
    #workshopFound::item {{ padding: {px(6)}px {px(8)}px; border-radius: 4px; }}
    #workshopFound::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    #waysStack {{ background: {c.ground}; }}
    #wayTold {{ font-size: {px(13)}px; font-weight: 600; color: {c.done}; }}
    #wayTold[open="true"] {{ color: {c.caution}; }}
    #noteStrip {{ background: {c.caution_soft}; border-bottom: 1px solid {c.caution}; }}
    #readStrip {{ background: {c.accent_soft}; border-bottom: 1px solid {c.accent}; }}
    QTextBrowser[role="page"], #importText {{ background: {c.panel}; border: 2px solid transparent; }}
    QTextBrowser[role="page"]:focus, #importText:focus, #importScroll:focus {{ border: 2px solid {c.accent}; }}
    QListView[role="rows"] {{ background: {c.panel}; border: 2px solid transparent; }}
    #articlePoints {{ background: {c.ground}; }}
    QListView[role="rows"]::item {{ padding: {px(8)}px {px(14)}px; border: none; border-bottom: 1px solid {c.line}; border-left: 3px solid transparent; }}
    QListView[role="rows"]::item:hover {{ background: {c.ground}; }}
    QListView[role="rows"]::item:selected {{
        background: {c.accent_soft}; color: {c.ink}; border-left: 3px solid {c.accent}; font-weight: 600;
    }}
    QListView[role="rows"]:focus {{ border: 2px solid {c.accent}; }}
    #lawsTable {{ border: 1px solid {c.line}; border-radius: 7px; font-size: {px(15)}px; }}
    #lawsTable::item {{ padding: 0 {px(10)}px; border: none; border-bottom: 1px solid {c.line}; }}
    #lawsTable QHeaderView::section {{ padding: {px(6)}px {px(10)}px; border-right: none; }}
    #lawsTable:focus {{ border: 2px solid {c.accent}; }}
    #lawsNothing {{
        background: {c.panel}; border: 2px dashed {c.line_strong}; border-radius: 8px; padding: {px(18)}px {px(20)}px;
        color: {c.ink_second}; font-size: {px(15)}px;
    }}
    QWidget[dropping="true"] #lawsNothing {{ border-color: {c.accent}; background: {c.accent_soft}; color: {c.ink}; }}
    #todoNothing {{ color: {c.ink_second}; font-size: {px(15)}px; padding: {px(24)}px; }}
    #checkRow {{ border: none; border-bottom: 1px solid {c.line}; background: {c.panel}; }}
    #checkRow[open="true"] {{ background: {c.accent_soft}; border-left: 3px solid {c.accent}; }}
    #checkWords {{ font-size: {px(16)}px; font-weight: 600; }}
    #checkMore {{ {small} }}
    #importForeign {{ background: {c.caution_soft}; color: {c.caution}; border-radius: 6px; padding: {px(8)}px {px(10)}px; }}
    #importSum {{ background: {c.ground}; border-top: 1px solid {c.line}; padding: {px(14)}px {px(24)}px; }}
    #dayCard {{ background: {c.panel}; border: 1px solid {c.control}; border-radius: 7px; }}
    #dayCard[chosen="true"] {{ border: 2px solid {c.accent}; }}
    #dayCard[focused="true"] {{ border: 2px solid {c.accent}; }}
    #dayWords {{ {small} }}
    #timelineBox {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    #checkPanel {{ background: {c.accent_soft}; border-top: 2px solid {c.accent}; }}
    #articleWhy, #articleBlocked {{ color: {c.caution}; font-size: {px(13.5)}px; font-weight: 600; }}
    #comingBox {{ background: {c.caution_soft}; color: {c.ink}; padding: {px(12)}px {px(20)}px; font-size: {px(13.5)}px; }}
    #formHolder, #formTabs, #entryForm, #formArea {{ background: {c.panel}; }}
    #formTabs {{ border-bottom: 1px solid {c.line}; }}
    #formLabel, #formTone {{ font-size: {px(14)}px; font-weight: 600; }}
    #formFault, #editUnread {{ color: {c.caution}; font-size: {px(13.5)}px; font-weight: 600; }}
    #editUnread {{ background: {c.caution_soft}; padding: {px(8)}px {px(16)}px; }}
    #entryForm QComboBox {{
        background: {c.panel}; border: 1px solid {c.control}; border-radius: 6px; min-height: {px(27)}px;
        padding: {px(3)}px {px(10)}px; font-size: {px(14.5)}px;
    }}
    #entryForm QComboBox::drop-down {{ border: none; width: {px(20)}px; }}
    #entryForm QComboBox:focus {{ border: 2px solid {c.accent}; }}
    #entryForm QComboBox QAbstractItemView {{
        background: {c.panel}; border: 1px solid {c.line_strong}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; outline: none;
    }}
    QPushButton[role="row"] {{
        background: {c.panel}; border: 1px solid transparent; border-radius: 0; padding: 0;
    }}
    QPushButton[role="row"]:hover {{ background: {c.ground}; }}
    QPushButton[role="row"]:focus {{ border: 2px solid {c.accent}; }}
    #itemTag, #kindWord {{
        font-size: {px(13)}px; font-weight: 600; border-radius: 3px; padding: {px(1)}px {px(6)}px; background: {c.ground};
        color: {c.ink_second};
    }}
    #kindWord {{ background: {c.accent_soft}; color: {c.accent}; }}
    #kindWord[kind="emergency"] {{ background: {c.danger_soft}; color: {c.danger}; }}
    #kindWord[kind="regulation"] {{ background: {c.law_soft}; color: {c.law}; }}
    #kindWord[kind="script"] {{ background: {c.say_soft}; color: {c.say}; }}
    #itemBox {{ background: {c.panel}; border: 2px solid {c.accent}; border-radius: 8px; }}
    #innerItem {{ background: {c.panel}; border-left: 3px solid {c.line}; }}
    #editRight {{ background: {c.ground}; border-left: 1px solid {c.line}; }}
    #editReading {{ background: {c.ground}; }}
    #gatePanel {{ background: {c.panel}; border-top: 1px solid {c.line_strong}; }}
    #gateCount {{ font-size: {px(14)}px; font-weight: 600; color: {c.say}; }}
    #gateCount[kind="open"] {{ color: {c.caution}; }}
    #stateTag[kind="going"] {{ background: {c.accent_soft}; color: {c.accent}; }}
    #publishChecks {{ background: {c.ground}; border-top: 1px solid {c.line}; }}
    #publishChecks[kind="fine"] {{ background: {c.say_soft}; }}
    #publishChecks[kind="open"] {{ background: {c.caution_soft}; }}
    #publishChecksHead {{ font-size: {px(14.5)}px; font-weight: 600; color: {c.ink_second}; }}
    #publishChecksHead[kind="fine"] {{ color: {c.say}; }}
    #publishChecksHead[kind="open"] {{ color: {c.caution}; }}
    #publishChecksWords, #publishBackWords {{ font-size: {px(14)}px; }}
    #publishBackWords {{ color: {c.ink_second}; }}
    #publishSign {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    #publishSignTold {{ font-size: {px(14)}px; font-weight: 600; color: {c.caution}; }}
    #publishLabel {{ font-size: {px(14)}px; color: {c.ink_second}; }}
    #publishSign QPushButton, #publishSign QLineEdit, #publishBackBox QPushButton {{ min-height: {px(25)}px; font-size: {px(14.5)}px; }}
    #publishUrgent:checked {{ border-color: {c.caution}; color: {c.caution}; }}
    #publishBackBox {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 8px; }}
    QPushButton[role="hold"] {{ border-color: {c.caution}; color: {c.caution}; }}
    QPushButton[role="hold"]:hover {{ border-color: {c.caution}; background: {c.caution_soft}; }}
    QPushButton[role="hold"]:pressed {{ background: {c.panel}; }}
    #publishDesks, #publishRoom, #publishRight {{ background: {c.ground}; }}
    #publishTable {{ background: {c.panel}; border: 1px solid {c.line}; }}
    #publishTable:focus {{ border: 2px solid {c.accent}; }}
    #entriesList {{ border-top: 1px solid {c.line}; }}
    #sideNote {{ {small} border-top: 1px solid {c.line}; padding: {px(10)}px {px(14)}px; }}
    """
