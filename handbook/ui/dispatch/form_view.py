"""The form itself: one column of fields, each with what it lacks beside its label, and the sentence that comes of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from handbook.bulletin.form import (
    Field,
    NoticeForm,
    Remark,
    TimeChosen,
    notice_of,
    remarks_on,
)
from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.times import ahead, next_round
from handbook.bulletin.words import said_of, spoken_time
from handbook.ui.dispatch.choices import Choices
from handbook.ui.dispatch.labelled import Labelled
from handbook.ui.dispatch.place_field import Offer, PlaceField
from handbook.ui.dispatch.said_box import SaidBox
from handbook.ui.dispatch.time_row import TimeRow
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField

SITUATIONS = {Situation.REPAIR: "抢修中", Situation.PLANNED: "计划停热", Situation.RESTORED: "刚恢复"}
_UNTIL = {Situation.REPAIR: "预计几点好", Situation.PLANNED: "预计几点好", Situation.RESTORED: "几点恢复的"}
_JUST_NOW = TimeChosen(minutes=1)
_OPEN = "几点？"
"""What stands in the sentence until a time was chosen."""
_PUT_TOGETHER = "由上面几格拼成，不许诺“一定”。要改字，点这句。"
_OWN = "这句是您自己写的，上面再改它不跟着变。"


class FormView(QFrame):
    """`changed` at each key; what is lacking is told as soon as somebody tried to send, what is in doubt at once."""

    changed = Signal()
    escaped = Signal()

    def __init__(self, now: Callable[[], datetime], offer: Offer) -> None:
        super().__init__()
        self.setObjectName("dispatchForm")
        self._now = now
        self._said = ""
        """Own words; empty = put together."""
        self._number = 0
        self._is_tried = False
        """Whether somebody tried to send it as it lacks something."""
        self._has_name = True
        self.open_places: Mapping[str, str] = {}
        """Estate → the notice that is open there, as people name it."""
        self._theme = Theme()
        self._is_showing = False
        """Whether another form is put in just now."""
        self.name = LineField(is_inner=True)
        self.name.setObjectName("dispatchName")
        self.name.setAccessibleName("您怎么称呼，坐席看得到是谁发的")
        self.name.setPlaceholderText("如 陈静；只问这一次")
        self.situation = Choices("现在是", len(SITUATIONS), is_joined=True)
        self.situation.show_choices(list(SITUATIONS.values()), 0)
        self.place = PlaceField(offer)
        self.starts = TimeRow("几点停")
        self.until = TimeRow("预计几点好")
        self.reason = LineField(is_inner=True)
        self.reason.setObjectName("dispatchReason")
        self.reason.setAccessibleName("因为什么，坐席可以照念")
        self.reason.setPlaceholderText("如 支管漏水，师傅正在换管")
        self.internal = LineField(is_inner=True)
        self.internal.setObjectName("dispatchInternal")
        self.internal.setAccessibleName("只给自己人看，不会进复制")
        self.internal.setPlaceholderText("现场找谁、要留意什么；可以空着")
        self.said = SaidBox()
        self._under = QLabel(_PUT_TOGETHER)
        self._under.setObjectName("dispatchNote")
        self._under.setWordWrap(True)
        self.together = QPushButton("用拼好的")
        self.together.setObjectName("dispatchTogether")
        self.together.setProperty("role", "link")
        self.together.setAutoDefault(False)
        self.together.hide()
        self.rows = {
            "name": Labelled("您怎么称呼", "坐席看得到是谁发的", self.name),
            "situation": Labelled("现在是", "", self.situation),
            Field.PLACE: Labelled("哪里", "打首字母就行：jhj", self.place),
            Field.STARTS: Labelled("几点停", "", self.starts),
            Field.UNTIL: Labelled("预计几点好", "", self.until),
            Field.REASON: Labelled("因为什么", "坐席可以照念", self.reason),
            Field.INTERNAL: Labelled("只给自己人看", "不会进复制", self.internal),
            Field.SAID: Labelled("坐席会这样说", "", self.said, is_strong=True),
        }
        self._box = QVBoxLayout(self)
        for row in self.rows.values():
            self._box.addWidget(row)
        self._box.addWidget(self._under)
        self._box.addWidget(self.together, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch(1)
        self._connect()
        self.ask_name(is_asked=False)
        self.refresh()

    def _connect(self) -> None:
        self.situation.chosen.connect(self._on_situation)
        self.situation.entered.connect(self._on_entered)
        self.place.changed.connect(self._on_changed)
        self.name.textChanged.connect(self._on_changed)
        for row in (self.starts, self.until):
            row.changed.connect(self._on_changed)
            row.entered.connect(self._on_entered)
        for field in (self.name, self.reason, self.internal):
            field.entered.connect(self._on_entered)
            field.escaped.connect(self.escaped)
        for line in (self.reason, self.internal):
            line.textChanged.connect(self._on_changed)
        self.place.entered.connect(self._on_entered)
        self.place.escaped.connect(self.escaped)
        self.said.written.connect(self._on_written)
        self.together.clicked.connect(self._on_together)

    # -- values

    @property
    def form(self) -> NoticeForm:
        """What stands in it."""
        return NoticeForm(
            situation=self._situation,
            estate=self.place.estate,
            buildings=self.place.buildings,
            starts=self.starts.chosen,
            until=self.until.chosen,
            reason=self.reason.text(),
            internal=self.internal.text(),
            said=self._said,
            number=self._number,
        )

    @property
    def lacking(self) -> tuple[Remark, ...]:
        """What it cannot be sent without, in the order of the fields."""
        return tuple(one for one in remarks_on(self.form, self._now()) if one.stops)

    @property
    def is_name_asked(self) -> bool:
        """Whether the name is asked just now."""
        return not self._has_name

    @property
    def is_name_lacking(self) -> bool:
        """Whether nobody has said yet who sits here."""
        return not self._has_name and not self.name.text().strip()

    def show_form(self, form: NoticeForm) -> None:
        """Another form: a draft, an open notice, or a blank one."""
        self._is_showing = True
        self._number = form.number
        self._said = form.said
        self._is_tried = False
        self.situation.choose(list(SITUATIONS).index(form.situation))
        self.place.show_place(form.estate, form.buildings)
        self._offer_times()
        self.starts.show_time(self._near(form.starts, self.starts))
        self.until.show_time(self._near(form.until, self.until))
        self.reason.setText(form.reason)
        self.internal.setText(form.internal)
        self._is_showing = False
        self.refresh()

    def ask_name(self, *, is_asked: bool) -> None:
        """Ask once who sits here."""
        self._has_name = not is_asked
        self.rows["name"].setVisible(is_asked)
        self._make_room()

    def hide_last_line(self, *, is_hidden: bool) -> None:
        """While something is told beneath, the line that only explains the sentence gives it its room."""
        self._under.setVisible(not is_hidden)

    def finish_typing(self) -> None:
        """Take what is typed in the field of the place, and own words, as Enter would."""
        self.place.finish()
        self.said.finish()

    def refresh(self) -> None:
        """Time went on, or something was typed: the sentence, the offers and the notes beside the fields."""
        self._offer_times()
        form, now = self.form, self._now()
        notice = notice_of(form, "", now)
        time = spoken_time(notice.until, now) if notice.until is not None else ""
        self.said.show_said(_said(form, notice, now), time or _OPEN)
        self._under.setText(_OWN if form.said else _PUT_TOGETHER)
        self.together.setVisible(bool(form.said))
        is_planned, is_said = form.situation is Situation.PLANNED, form.situation is not Situation.RESTORED
        self.rows[Field.STARTS].setVisible(is_planned)
        self.rows[Field.REASON].setVisible(is_said)
        self._make_room()
        self.rows[Field.UNTIL].rename(_UNTIL[form.situation])
        self.rows[Field.PLACE].hint(self._place_hint(form))
        self.rows[Field.UNTIL].hint(f"就是 {time}" if time and not form.until.at else "")
        starts = notice.starts
        self.rows[Field.STARTS].hint(
            f"就是 {spoken_time(starts, now)}" if starts and not form.starts.at else ""
        )
        self._tell(remarks_on(form, now))

    def say_lacking(self) -> None:
        """Somebody tried to send it: tell what is missing and go to the first of it."""
        self._is_tried = True
        self.refresh()
        if self.is_name_lacking:
            self.name.setFocus()
        elif self.lacking:
            self.go_to(self.lacking[0].field)

    def go_to(self, field: Field) -> None:
        """The keyboard goes to a field."""
        target = self.rows[field].field
        if isinstance(target, TimeRow | Choices):
            target.take_focus()
        else:
            target.setFocus()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        px = theme.px
        self._box.setContentsMargins(px(22), px(14), px(22), px(8))
        self._theme = theme
        self._make_room()
        for row in self.rows.values():
            row.apply_theme(theme)
        for part in (self.situation, self.place, self.starts, self.until, self.said):
            part.apply_theme(theme)

    # -- inside

    @property
    def _situation(self) -> Situation:
        return list(SITUATIONS)[max(self.situation.current, 0)]

    def _make_room(self) -> None:
        """With one row more the rows stand closer, so that none has to be scrolled to."""
        is_more = self.is_name_asked or self._situation is Situation.PLANNED
        self._box.setSpacing(self._theme.px(9 if is_more else 12))

    def _offer_times(self) -> None:
        now = self._now()
        match self._situation:
            case Situation.RESTORED:
                self.until.show_offers(
                    [
                        ("刚刚", _JUST_NOW),
                        ("10 分钟前", TimeChosen(minutes=10)),
                        ("半小时前", TimeChosen(minutes=30)),
                    ],
                    may_be_unknown=False,
                )
            case Situation.PLANNED:
                self.starts.show_offers(_starts(now), may_be_unknown=False)
                self.until.show_offers(
                    [("停 4 小时", TimeChosen(minutes=240)), ("停 8 小时", TimeChosen(minutes=480))],
                    may_be_unknown=True,
                )
            case Situation.REPAIR:
                round_hour = next_round(now)
                self.until.show_offers(
                    [
                        ("1 小时", TimeChosen(minutes=60)),
                        ("2 小时", TimeChosen(minutes=120)),
                        (spoken_time(round_hour, now), TimeChosen(at=round_hour)),
                    ],
                    may_be_unknown=True,
                )

    def _near(self, chosen: TimeChosen, row: TimeRow) -> TimeChosen:
        """A moment that is none of those offered is shown as if it had been typed; one that has passed is asked anew."""
        now = self._now()
        if chosen.at is None or row.is_offered(chosen):
            return chosen
        if chosen.at <= now and self._situation is not Situation.RESTORED:
            return TimeChosen()
        return TimeChosen(is_typing=True, typed=spoken_time(chosen.at, now))

    def _place_hint(self, form: NoticeForm) -> str:
        if not form.estate.strip():
            return "打首字母就行：jhj"
        label = self.open_places.get(form.estate, "")
        if label and not form.number:
            return f"正挂着 {label}，这是另发一条"
        return "" if form.buildings.strip() else "没写楼号，就是全部"

    def _tell(self, remarks: Sequence[Remark]) -> None:
        told = {one.field: one for one in reversed(remarks)}
        for field in Field:
            remark = told.get(field)
            is_told = remark is not None and (self._is_tried or not remark.stops or self._is_filled(field))
            self.rows[field].tell(
                remark.words if remark and is_told else "", stops=bool(remark and remark.stops)
            )
        is_asked = self._is_tried and self.is_name_lacking
        self.rows["name"].tell("先写上您的称呼" if is_asked else "", stops=is_asked)

    def _is_filled(self, field: Field) -> bool:
        """Whether something stands there that can be wrong, rather than lacking."""
        times = {Field.STARTS: self.starts, Field.UNTIL: self.until}
        return (
            not times[field].chosen.is_open
            if field in times
            else field is not Field.PLACE or bool(self.place.estate)
        )

    @Slot(int)
    def _on_situation(self, _number: int) -> None:
        is_restored = self._situation is Situation.RESTORED
        self._offer_times()
        self.until.show_time(_JUST_NOW if is_restored else TimeChosen())
        if is_restored:
            self._said = ""  # own words were about the repair
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if self._is_showing:
            return
        self.refresh()
        self.changed.emit()

    @Slot()
    def _on_entered(self) -> None:
        """Enter: on to the next field, as Tab."""
        self.focusNextPrevChild(True)

    @Slot(str)
    def _on_written(self, words: str) -> None:
        put_together = said_of(notice_of(replace(self.form, said=""), "", self._now()), self._now())
        text = words.strip().strip("「」")
        self._said = "" if text == put_together else text
        self._on_changed()

    @Slot()
    def _on_together(self) -> None:
        self._said = ""
        self.said.setFocus()
        self._on_changed()


def _said(form: NoticeForm, notice: Notice, now: datetime) -> str:
    """The sentence; as long as no time was chosen there is a gap in its place."""
    is_open = form.until.is_open and not form.said and form.situation is not Situation.RESTORED
    if not is_open:
        return said_of(notice, now)
    later = ahead(1, max(now, notice.starts or now))
    filled = replace(notice, until=later)
    whole = said_of(filled, now)
    start = whole.rfind("预计")
    return f"{whole[:start]}预计 {_OPEN} {whole[whole.index('恢复', start) :]}"


def _starts(now: datetime) -> list[tuple[str, TimeChosen]]:
    start = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    tonight = start + timedelta(hours=22)
    morning = start + timedelta(days=1, hours=8)
    first = ("今晚 22:00", TimeChosen(at=tonight))
    later = ("明天 22:00", TimeChosen(at=tonight + timedelta(days=1)))
    return [first if tonight > now else later, ("明天 8:00", TimeChosen(at=morning))]
