"""The root of a company's trust, from a place of this computer: with it, how many have to sign what it publishes."""

import argparse
from contextlib import suppress
from pathlib import Path

from handbook.cli.keys import editor_folder
from handbook.company_defaults import company_defaults
from handbook.errors import UsageError
from handbook.fleet.trust.roles import FIRST_ROOT, METADATA
from handbook.fleet.trust.two_editors import TwoEditors

_TWO = 2


def first_root(editor: Path) -> bytes:
    """The root of the ceremony: beside the editor's keys or their folder, or where every computer has it.

    Raises:
        UsageError: it is nowhere.
    """
    defaults = company_defaults()
    places = [editor, editor.parent]
    if defaults.file is not None:
        places.append(defaults.file.parent)
    for folder in places:
        with suppress(OSError):
            root: bytes = (folder / FIRST_ROOT).read_bytes()
            return root
    raise UsageError(f"还缺 {FIRST_ROOT}:把它拷到 {editor.parent},再来一次。")


def two_editors(args: argparse.Namespace, share: Path) -> TwoEditors | None:
    """Who signs on `share`, where two have to; None where one may.

    Where this computer has no root, the one on the share is taken at its word: what is signed by too few then is refused by
    every desk.

    Raises:
        PublishRefused: a root does not follow from the one before.
    """
    root = b""
    if args.keys is not None:
        with suppress(UsageError):
            root = first_root(editor_folder(args.keys))
    if not root:
        with suppress(OSError):
            root = (share / METADATA / FIRST_ROOT).read_bytes()
    if not root:
        return None
    two = TwoEditors(share, root)
    return two if two.editors == _TWO else None
