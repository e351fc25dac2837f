"""A company's folder with drafts of a script and an emergency card, for the pages on which changes are looked at."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from handbook.content.person import Person
from handbook.content.writing.draft import Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.upkeep.draft_desk import DraftDesk

WANG, LI = Person("王敏", "wangmin"), Person("李海涛", "lihaitao")
BOTH = ("wangmin", "lihaitao")
NOW = datetime(2026, 11, 30, 10, 40, tzinfo=UTC)
SCRIPT, CARD, PROCEDURE = (
    "scripts/scr-startup.yaml",
    "emergency/em-own.yaml",
    "procedures/proc-radiator-half-hot.yaml",
)
_SCRIPT = """id: scr-startup
title: 解释初期升温
summary: 开栓头几天升温慢,怎么跟用户讲。
asks: [头几天不热怎么讲, 刚开栓不热怎么解释, 开栓没热乎气咋说]
tags: [初供]
severity: 一般
sources:
  - {title: 据通识, confidence: 据通识, note: 初期升温要几天}
set: 解释
lines:
  - id: warm
    situation: 开栓头几天整户温乎
    variants:
      简短: 刚开栓,头几天慢慢升温。
      标准: 刚开栓,管网要慢慢升温、排气、调匀,要等几天。您家我照样登记。
      安抚: 头几天温乎,不等于往后都这样。我记上您家现在几度,过两天没起色有据可查。
  - id: cold
    situation: 开栓头几天整户凉
    variants:
      标准: 整户都凉不等升温,我给您报修。
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
"""
FIRST = ("您家我照样登记。", "您家我照样登记,师傅{{visit}}联系您。")
SECOND = ("过两天没起色有据可查。", "过两天没起色,您再打来,我们按升级办。")
GRAVE = ("整户都凉不等升温,我给您报修。", "整户都凉不等升温,我给您报修,先别放水。")
_VALUES = """values:
  - {key: visit, label: P3 上门, value: "24", unit: 小时内, promise: false, scope: 公司, source: 公司可配置典型值(非法定), confidence: 据通识}
  - {key: ambulance, label: 急救电话, value: "120", scope: 国家, source: 全国统一紧急号码, confidence: 高}
  - {key: fire, label: 消防电话, value: "119", scope: 国家, source: 全国统一紧急号码, confidence: 高}
"""


class ReviewSite:
    """The folder, with desks of any person over it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.site = folder / "content", folder / "site"
        (self.root / "scripts").mkdir(parents=True)
        self.site.mkdir()
        (self.root / "handbook.yaml").write_text("version: '2026.11'\n", "utf-8")
        (self.root / "values.yaml").write_text(_VALUES, "utf-8")
        (self.root / SCRIPT).write_text(_SCRIPT, "utf-8")
        self.judge = Judge.of(self.root, None)
        self.editors: tuple[str, ...] | None = BOTH

    def desk(self, person: Person = LI) -> DraftDesk:
        """What does the acts of a person."""
        shelf = DraftShelf(self.site, self._shipped, person, lambda: NOW)
        return DraftDesk(shelf, lambda: self.judge, person, self.editors)

    def desk_of(self, person: Person) -> Callable[[], DraftDesk]:
        """Makes one whenever it is asked."""
        return lambda: self.desk(person)

    def sent(self, *changes: tuple[str, str], person: Person = WANG, file: str = SCRIPT) -> Draft:
        """A draft with words changed, sent for review."""
        desk = self.desk(person)
        begun = desk.shelf.begun(file)
        text = begun.text
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return desk.send(desk.shelf.save(begun, text), "有人报:标准那句没说师傅啥时候来。")

    def _shipped(self, file: str) -> str | None:
        path = self.root / file
        return path.read_bytes().decode() if path.is_file() else None
