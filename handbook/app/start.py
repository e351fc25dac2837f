"""From the arguments of the command line to a window that runs until it is closed."""

import argparse
import os
import sys

from handbook import paths
from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.company_defaults import company_defaults
from handbook.crash import Door
from handbook.desktop.single_instance import SingleInstance
from handbook.desktop.wishes import SHOW, TOGGLE
from handbook.errors import HandbookError
from handbook.settings import read_settings
from handbook.ui.window.fault_teller import watch_qt

AUTHOR_HOME = "author"
"""Folder in that of the user, for the window of an author."""


def build(args: argparse.Namespace, door: Door | None = None) -> Application:
    """The program with the frame of its window; nothing shown, nothing opened yet.

    Raises:
        UsageError: a content folder that was named does not exist.
    """
    defaults = company_defaults()
    settings = read_settings(paths.settings_file(), defaults.settings, defaults.locked)
    application = Application(settings, defaults, door)
    region = getattr(args, "region", None) or ""  # tests and tools ask for a window without it
    is_named = args.content is not None or args.site is not None or bool(region)
    if is_named or not paths.shipped_content().is_dir():
        from handbook.content.library import existing_folders, named_folders

        existing_folders(args.content, None)  # an overlay that is away is told in the window
        application.use_folders(named_folders(args.content, args.site, region))
    reading = getattr(args, "author_reading", None)
    if reading is not None:
        application.follow_author(reading)
    return application


def run(args: argparse.Namespace, door: Door | None = None) -> int:
    """Show the window and run until it is closed; the exit code.

    What nobody expected goes to `door`: written into the log of this user, and told in the window.
    """
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    if getattr(args, "author", False):
        # A lock, settings and calls of its own: the desk of the same user stays open and keeps its records to itself.
        os.environ["HANDBOOK_HOME"] = str(paths.user_home() / AUTHOR_HOME)
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
        from handbook.app.fallback import open_fallback

        _page = open_fallback()  # kept while it is shown
        code = qt.exec()
        instance.release()
        return code
    application.answer_to(instance)
    application.start()
    code = qt.exec()
    application.end()
    return code
