"""The text browser reads nothing on behalf of its content, whatever form the content takes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from handbook.render.colours import LIGHT
from handbook.ui.widgets.rich_text import RichText
from tests.helpers.file_watch import OpenedFiles

RED = QColor("#ff0000").rgb()


@pytest.fixture
def red_picture(tmp_path: Path) -> Path:
    """A red PNG on disk, named so that nothing else has its name."""
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(RED)
    path = tmp_path / "leaked-picture.png"
    assert picture.save(str(path))
    (tmp_path / "leaked-style.css").write_text("body { background: #ff0000; color: #ff0000 }")
    (tmp_path / "leaked-page.html").write_text('<body style="background:#ff0000">x</body>')
    return path


@pytest.fixture
def opened(red_picture: Path) -> Iterator[OpenedFiles]:
    """Sees every file that is opened beside the picture."""
    if not OpenedFiles.is_possible:
        pytest.skip("the kernel's watch on opened files is Linux's own")
    watch = OpenedFiles(red_picture.parent)
    yield watch
    watch.close()


FORMS = {
    "file-url": '<img src="file://{path}">',
    "bare-path": '<img src="{path}">',
    "above": '<img src="{above}">',
    "share": '<img src="//server/share/leaked-picture.png">',
    "http": '<img src="http://127.0.0.1:9/leaked-picture.png">',
    "css-url": '<p style="background-image:url({path})">x</p>',
    "css-block": "<style>body {{ background-image: url({path}); }}</style><p>x</p>",
    "list-style": '<ul style="list-style-image:url({path})"><li>x</li></ul>',
    "body-background": '<body background="{path}"><p>x</p></body>',
    "table-background": '<table background="{path}" width="200" height="100"><tr><td>x</td></tr></table>',
    "cell-background": '<table width="200" height="100"><tr><td background="{path}">x</td></tr></table>',
    "stylesheet": '<link rel="stylesheet" href="{folder}/leaked-style.css"><p>x</p>',
    "import": "<style>@import url({folder}/leaked-style.css);</style><p>x</p>",
    "object": '<object data="{path}"></object>',
    "iframe": '<iframe src="{folder}/leaked-page.html"></iframe>',
    "embed": '<embed src="{path}">',
    "qrc": '<img src="qrc:{path}">',
    "diagram": '<img src="diagram:{path}">',
}


def page_in(form: str, path: Path) -> str:
    """One leaking form over the picture at `path`."""
    above = "../" * 20 + str(path).lstrip("/")
    return FORMS[form].format(path=path.as_posix(), folder=path.parent.as_posix(), above=above)


def red_pixels(view: QTextBrowser) -> int:
    """Red pixels of the shown page."""
    image = view.grab().toImage()
    return sum(
        image.pixel(x, y) == RED for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )


def test_the_test_sees_a_leak(qtbot: QtBot, red_picture: Path, opened: OpenedFiles) -> None:
    view = QTextBrowser()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.setHtml(page_in("file-url", red_picture))
    view.show()
    assert red_pixels(view) > 100
    assert set(opened.names()) == {red_picture.name}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_read(qtbot: QtBot, red_picture: Path, opened: OpenedFiles, form: str) -> None:
    view = shown(qtbot)
    view.show_page(page_in(form, red_picture), LIGHT, {})
    assert red_pixels(view) == 0
    assert opened.names() == []


@pytest.mark.qt_log_ignore("No document for")
@pytest.mark.parametrize("name", ["leaked-picture.png", "leaked-page.html"])
def test_set_source_shows_no_file(qtbot: QtBot, red_picture: Path, opened: OpenedFiles, name: str) -> None:
    view = shown(qtbot)
    view.setSource(QUrl.fromLocalFile(str(red_picture.with_name(name))))
    assert (view.toPlainText(), red_pixels(view)) == ("", 0)
    assert opened.names() == []


def test_a_link_to_a_file_opens_nothing(qtbot: QtBot, red_picture: Path) -> None:
    view = shown(qtbot)
    view.show_page(f'<a href="file://{red_picture.parent}/leaked-page.html">x</a>', LIGHT, {})
    with qtbot.waitSignal(view.link_activated) as activated:
        view.anchorClicked.emit(QUrl(f"file://{red_picture.parent}/leaked-page.html"))
    assert activated.args is not None
    assert activated.args[0].startswith("file:")
    assert view.toPlainText() == "x"


def test_resources_are_blank_images_and_empty_text(qtbot: QtBot, red_picture: Path) -> None:
    view = shown(qtbot)
    url = QUrl.fromLocalFile(str(red_picture))
    image = view.loadResource(QTextDocument.ResourceType.ImageResource.value, url)
    others = [k for k in QTextDocument.ResourceType if k is not QTextDocument.ResourceType.ImageResource]
    assert isinstance(image, QImage)
    assert (image.width(), image.pixel(0, 0)) == (1, 0)
    assert {view.loadResource(kind.value, url) for kind in others} == {""}


def test_pictures_that_were_handed_over_are_shown(qtbot: QtBot, red_picture: Path) -> None:
    view = shown(qtbot)
    view.show_page('<img src="diagram:flow">', LIGHT, {"diagram:flow": QImage(str(red_picture))})
    assert red_pixels(view) > 100


def test_pictures_of_the_page_before_are_not_shown_again(qtbot: QtBot, red_picture: Path) -> None:
    view = shown(qtbot)
    view.show_page('<img src="diagram:flow">', LIGHT, {"diagram:flow": QImage(str(red_picture))})
    view.show_page('<img src="diagram:flow">', LIGHT, {})
    assert red_pixels(view) == 0


def shown(qtbot: QtBot) -> RichText:
    """A shown browser."""
    view = RichText()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    return view
