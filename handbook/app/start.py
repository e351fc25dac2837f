"""From the arguments of the command line to a window that runs until it is closed."""

import argparse
import os
import sys

from PySide6.QtWidgets import QApplication

from handbook import paths
from handbook.app.activation_sources import ActivationSources
from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.company_defaults import company_defaults
from handbook.crash import Door
from handbook.desktop.single_instance import SHOW, TOGGLE, SingleInstance
from handbook.errors import HandbookError
from handbook.settings import read_settings
from handbook.ui.window.fault_teller import watch_qt


def build(args: argparse.Namespace, door: Door | None = None) -> Application:
    """The program with the frame of its window; nothing shown, nothing opened yet.

    Raises:
        UsageError: a content folder that was named does not exist.
    """
    defaults = company_defaults()
    settings = read_settings(paths.settings_file(), defaults.settings, defaults.locked)
    application = Application(settings, defaults, door)
    if args.content is not None or args.site is not None or not paths.shipped_content().is_dir():
        from handbook.content.library import existing_folders, named_folders

        existing_folders(args.content, None)  # an overlay that is away is told in the window
        application.use_folders(named_folders(args.content, args.site))
    return application


def run(args: argparse.Namespace, door: Door | None = None) -> int:
    """Show the window and run until it is closed; the exit code.

    What nobody expected goes to `door`: written into the log of this user, and told in the window.
    """
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    qt = build_qt(sys.argv[:1])
    instance = SingleInstance(paths.user_home())
    if not instance.take() and instance.ask_first(TOGGLE if getattr(args, "toggle", False) else SHOW):
        return 0
    if door is not None:
        door.folder = paths.log_folder()
        door.watch_native()
        watch_qt(door)
    try:
        application = build(args, door)
    except HandbookError:
        instance.release()
        raise
    except Exception as error:  # noqa: BLE001 (without its frame, the plainest window still shows the cards)
        sys.excepthook(type(error), error, error.__traceback__)
        code = _run_bare(qt)
        instance.release()
        return code
    sources = ActivationSources(application, instance)
    application.start()
    code = qt.exec()
    sources.end()
    return code


def _run_bare(qt: QApplication) -> int:
    """A window of Qt's own widgets with what content can be opened, until it is closed; the exit code."""
    from handbook.content.library import named_folders, open_content
    from handbook.model.handbook import Handbook
    from handbook.ui.window.fallback_page import FallbackPage

    page = FallbackPage("窗口没能照常打开,这里只能查和读。出了什么问题已记进日志,请找维护人员。")
    page.setWindowTitle("供热速查")
    page.resize(1000, 700)
    try:
        page.show_handbook(open_content(named_folders(None, None)).handbook)
    except Exception as error:  # noqa: BLE001 (the page says what to do without any content)
        sys.excepthook(type(error), error, error.__traceback__)
        page.show_handbook(Handbook())
    page.show()
    return qt.exec()
