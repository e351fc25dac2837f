"""The plainest page to find and read in, for when what shows the content otherwise could not be made."""

import sys

from handbook.content.library import named_folders, open_content
from handbook.model.handbook import Handbook
from handbook.ui.window.fallback_page import FallbackPage
from handbook.ui.window.frame import Frame

NO_PANELS = "通话台没能打开,这里只能查和读。重开一次程序;还不行,请把上面的内容复制给维护人员。"
NO_FRAME = "窗口没能照常打开,这里只能查和读。出了什么问题已记进日志,请找维护人员。"


def make_fallback(words: str) -> FallbackPage:
    """The page with the content that came with the program, or with none where that cannot be opened either."""
    page = FallbackPage(words)
    try:
        page.show_handbook(open_content(named_folders(None, None)).handbook)
    except Exception as error:  # noqa: BLE001 (the page says what to do without any content)
        sys.excepthook(type(error), error, error.__traceback__)
        page.show_handbook(Handbook())
    return page


def open_fallback() -> FallbackPage:
    """A window of Qt's own widgets, shown, for when not even the frame could be made."""
    page = make_fallback(NO_FRAME)
    page.setWindowTitle("供热速查")
    page.resize(1000, 700)
    page.show()
    return page


def cover(window: Frame, page: FallbackPage) -> None:
    """Lay `page` over everything in the frame that was half made; the notices of the window move into it."""
    page.put_notice(window.notice)
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    page.setFocus()
