"""Prints what a keystroke in the address costs beside the notices of dispatch: the line alone, and as a share of the keystroke.

Run: python -m tests.benchmarks.notices [notices]
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from handbook.bulletin.kept import Kept
from handbook.bulletin.notice import MOST, Notice, Situation
from handbook.bulletin.standing import line_for
from handbook.call.state.call import CallerField
from handbook.content.loader import load_content
from tests.helpers.typing_in import commit
from tests.unit.ui.call.desk_window import DeskWindow

ROOT = Path(__file__).parents[2]
NAMES = ("锦华", "绣春", "和平", "江滨", "红旗", "阳光", "银河", "金河", "松江", "龙江")
KINDS = ("嘉园", "花园", "小区", "里", "街", "新城", "公寓", "家园", "名苑", "广场")
ADDRESS = "香坊区锦华嘉园5号楼2单元301"
ROUNDS = 40
LIMIT_MS = 1.0


def median(action: Callable[[int], None]) -> float:
    """Milliseconds that `action` takes; it is told the number of the round."""
    found: list[float] = []
    for turn in range(ROUNDS):
        begin = time.perf_counter()
        action(turn)
        found.append(time.perf_counter() - begin)
    return sorted(found)[ROUNDS // 2] * 1e3


def keystrokes(desk: DeskWindow) -> float:
    """Milliseconds of one committed character in the address, painted."""
    field = desk.panel.fields[CallerField.ADDRESS]
    desk.panel.caller.open_at(CallerField.ADDRESS)

    def one(turn: int) -> None:
        if turn % len(ADDRESS) == 0:
            field.clear()
        commit(field, ADDRESS[turn % len(ADDRESS)])
        QApplication.processEvents()

    return median(one)


def main(count: int) -> None:
    """Print the line alone and a whole keystroke, without and with notices."""
    app = QApplication([])
    desk = DeskWindow(load_content(ROOT / "content").handbook, width=440)
    now = desk.desk.now()
    estates = [f"{name}{kind}" for kind in KINDS for name in NAMES]
    notices = tuple(
        Notice(
            number=n + 1,
            situation=Situation.REPAIR,
            estate=estates[n % len(estates)] + ("" if n < len(estates) else f"{n // len(estates)}期"),
            buildings="3–8号楼、12号楼",
            sent=now,
            sender="陈静",
            until=now + timedelta(hours=3),
        )
        for n in range(count)
    )
    kept = Kept(now, notices)
    line_for(ADDRESS, kept, now)  # each place is read once, when the list comes
    alone = median(lambda turn: void(line_for(f"香坊区锦华嘉园{turn}号楼2单元301", kept, now)))
    desk.open("proc-radiator-hot-top")
    without = keystrokes(desk)
    desk.announced.use_notices(True)
    desk.announced.show_notices(kept)
    desk.calls.new_call()
    desk.open("proc-radiator-hot-top")
    with_notices = keystrokes(desk)
    print(f"line among {count} notices: {alone:.2f} ms (limit {LIMIT_MS})")
    print(f"keystroke {without:.2f} ms, with notices {with_notices:.2f} ms: {with_notices / without:.2f} x")
    desk.close()
    app.quit()
    sys.exit(alone > LIMIT_MS)


def void(_: object) -> None:
    """What is measured is the way there."""


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MOST)
