"""The stage after each step -> one picture, and an index that tells step, keys and what was to be seen."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from tests.e2e.plays.play import Play
from tests.e2e.plays.stage import Stage


@dataclass
class Album:
    """Pictures of all plays in one folder."""

    folder: Path
    _lines: list[str] = field(default_factory=list[str])

    def begin(self, play: Play, layout: str) -> None:
        """A new chapter of the index."""
        self._lines += [
            "",
            f"## {play.title} · {layout}({play.strokes} 键)",
            "",
            "| 步 | 听到、发生 | 按键 | 须看到 | 图 |",
            "|---|---|---|---|---|",
        ]

    def take(self, play: Play, number: int, stage: Stage) -> None:
        """Keep a picture of the window with its dialogs."""
        name = f"{play.name}-{stage.layout.name}-{number:02}.png"
        picture(stage).save(str(self.folder / name))
        step = play.steps[number - 1]
        seen = ";".join(check.words for check in step.see)
        keys = step.keys.replace("|", "\\|").replace("\\", "\\\\")
        self._lines.append(f"| {number} | {step.heard} | {keys} | {seen} | [{number:02}]({name}) |")

    def close(self) -> None:
        """Write the index."""
        text = "\n".join(["# 二十通来电,键盘走一遍", *self._lines, ""])
        (self.folder / "index.md").write_text(text, encoding="utf-8")


def picture(stage: Stage) -> QPixmap:
    """The window and, over it, its dialogs where they stand."""
    window = stage.window
    origin = window.mapToGlobal(QPoint(0, 0))
    tops = [(window.grab(), QPoint(0, 0))]
    tops += [(d.grab(), d.mapToGlobal(QPoint(0, 0)) - origin) for d in stage.dialogs]
    area = QRect()
    for image, place in tops:
        area = area.united(QRect(place, image.size()))
    canvas = QPixmap(area.size())
    canvas.fill(QColor("#808890"))
    painter = QPainter(canvas)
    for image, place in tops:
        painter.drawPixmap(place - area.topLeft(), image)
        painter.drawRect(QRect(place - area.topLeft(), image.size()))
    painter.end()
    return canvas
