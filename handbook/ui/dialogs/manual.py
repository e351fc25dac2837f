"""The manual's one source goes in; its page for the help window comes out."""

import re
from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from handbook import __version__, paths
from handbook.document.blocks import Block, Picture
from handbook.document.markdown import markdown_blocks
from handbook.keys import key_of, key_table, keys_between
from handbook.model.handbook import Handbook
from handbook.render.blocks import DIAGRAM_SCHEME, write_blocks
from handbook.render.page import Page, PageStyle
from handbook.ui.theme.theme import Theme

_KEY = re.compile(r"@([a-z_0-9]+)(?:…([a-z_0-9]+))?@")
"""A key by its name in the table, or a row of them by the first and the last."""
_PICTURE = re.compile(r"^@PICTURE (\w+) (.+)@$", re.MULTILINE)
"""A picture by the name of its file beside the manual, and what is seen on it; on a line of its own."""
_WIDTH = 560
"""Of a picture, in pixels at 100 %."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


def manual_text() -> str:
    """The manual as Markdown, with the key table and every key in its sentences filled in; of pictures what is seen on them."""
    return _PICTURE.sub(r"\2", _filled())


def _filled() -> str:
    text = (paths.resources() / "manual" / "manual.md").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", __version__)
    return _KEY.sub(_key, text).replace("@KEYS@", key_table())


def _key(mark: re.Match[str]) -> str:
    first, last = mark.groups()
    return _MARKDOWN.sub(r"\\\1", keys_between(first, last) if last else key_of(first))


def manual_page(theme: Theme) -> str:
    """The manual as HTML."""
    page = Page(Handbook(), PageStyle(theme.colours, theme.scale))
    write_blocks(page, tuple(_blocks(_filled())))
    return page.finish().html


def manual_pictures(theme: Theme) -> Mapping[str, QImage]:
    """Name in the page → picture; one that cannot be read is left out, and its words stand alone."""
    found: dict[str, QImage] = {}
    for name, _ in _PICTURE.findall(_filled()):
        image = QImage(str(paths.resources() / "manual" / f"{name}.png"))
        if not image.isNull():
            found[DIAGRAM_SCHEME + name] = _fitting(image, theme.px(_WIDTH))
    return found


def _fitting(image: QImage, width: int) -> QImage:
    """`image` in the pixels in which it is shown: a document leaves out pixels where it makes one smaller."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    mode = Qt.TransformationMode.SmoothTransformation
    fitting = image.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(round(width * ratio), mode)
    fitting.setDevicePixelRatio(ratio)
    return fitting


def _blocks(text: str) -> Iterator[Block]:
    """The text before each picture, the picture, and the text behind the last."""
    words, *rest = _PICTURE.split(text)
    yield from markdown_blocks(words)
    for name, caption, behind in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        yield Picture(svg="", caption=caption, name=name, width=_WIDTH)
        yield from markdown_blocks(behind)
