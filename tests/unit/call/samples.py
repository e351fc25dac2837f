"""Small entries, checklists and desks for the tests of the call room."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.call.desk import CallDesk
from handbook.call.state.call import Call
from handbook.call.state.run import Run
from handbook.call.store.store import RowStore, Store
from handbook.call.store.volatile_store import VolatileStore
from handbook.model.checklist import Checklist, make_checklist
from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.fact import Fact
from handbook.model.kinds import Confidence, Family, Party, Severity, StepKind, ValueScope, WarningLevel
from handbook.model.procedure import Procedure
from handbook.model.promise import Promise, promise_of
from handbook.model.site_value import SiteValue
from handbook.model.step import Answer, Outcome, Step, ValueField
from tests.unit.call.fake_clock import FakeClock

SITE = {"room_floor": "20 ℃", "arrival": "2 小时内到场", "hotline": "96000"}


PROMISED = {
    "arrival": SiteValue(
        key="arrival",
        label="到场",
        value="2",
        unit="小时",
        scope=ValueScope.COMPANY,
        source="样例",
        confidence=Confidence.COMMON,
        promise=True,
    )
}


def promised(key: str) -> Promise | None:
    return promise_of(PROMISED[key]) if key in PROMISED else None


def resolve(text: str) -> str:
    for key, value in SITE.items():
        text = text.replace("{{" + key + "}}", value)
    return text


def ask(step_id: str, text: str, *answers: str | Answer, **more: object) -> Step:
    options = tuple(a if isinstance(a, Answer) else Answer(label=a) for a in answers)
    return Step(id=step_id, kind=StepKind.ASK, text=text, answers=options, **more)  # type: ignore[arg-type]


def do(step_id: str, text: str, **more: object) -> Step:
    return Step(id=step_id, kind=StepKind.DO, text=text, **more)  # type: ignore[arg-type]


def outcome(outcome_id: str, title: str = "", **more: object) -> Outcome:
    return Outcome(
        id=outcome_id,
        title=title or outcome_id,
        responsible=(Party.SUPPLIER,),
        next_action="上门处理",
        owner="维修班",
        say="会有人上门。",
        **more,  # type: ignore[arg-type]
    )


def procedure(*steps: Step, **more: object) -> Procedure:
    given: dict[str, object] = {
        "id": "proc-sample",
        "title": "散热器上热下凉",
        "summary": "样例",
        "owner": "客服",
        "reviewed": date(2026, 1, 1),
        "review_by": date(2027, 1, 1),
        "family": Family.POOR_HEAT,
        "outcomes": (outcome("visit", "需上门"),),
        "default_outcome": "visit",
        "severity": Severity.NORMAL,
    }
    return Procedure(steps=steps, **(given | more))  # type: ignore[arg-type]


def poor_heat() -> Procedure:
    """A list with branches, a value, a nested entry, a killer step and two outcomes."""
    return procedure(
        ask("extent", "是一组还是每组都这样?", "只一组", "每组都是"),
        ask(
            "pipes",
            "进水管、回水管各什么温度?",
            "进热回冷",
            "都温",
            Answer(label="都凉", entry="proc-cold"),
            when={"extent": ("只一组",)},
        ),
        Step(kind=StepKind.WARN, level=WarningLevel.CAUTION, text="不要让用户放水"),
        do("valve", "请用户看进水阀", state="已全开", when={"extent": ("只一组",)}),
        Step(
            id="room",
            kind=StepKind.ASK,
            text="现在屋里多少度?",
            value=ValueField(name="室温", unit="℃", minimum=-10.0, maximum=40.0),
        ),
        do("power", "确认水没有碰到插座", killer=True),
        do("phone", "记下能打通的电话", facts=(Fact.PHONE,)),
        ask(
            "found",
            "判断原因",
            Answer(label="片内存气", outcome="air"),
            "说不清",
            when={"pipes": ("进热回冷", "都温")},
        ),
        Step(kind=StepKind.SAY, text="低于 {{room_floor}} 可以申请测温。"),
        do("book", "约定上门时间"),
        outcomes=(
            outcome("air", "片内存气", promise="arrival"),
            outcome("visit", "需上门查明", promise="arrival"),
        ),
        dispatch_minimum=("extent", "room", "phone"),
    )


def emergency_card() -> EmergencyCard:
    return EmergencyCard(
        id="em-burst",
        title="热水喷溅",
        summary="样例",
        owner="客服",
        reviewed=date(2026, 1, 1),
        review_by=date(2027, 1, 1),
        digit=1,
        immediate=(ImmediateLine(text="请马上离开喷水的地方"),),
        steps=(
            ask("hurt", "有人烫伤吗?", "有人烫伤", "没有人受伤", killer=True),
            Step(
                id="valve-shut",
                kind=StepKind.ASK,
                text="阀门能关死吗?",
                value=ValueField(name="阀能否关死"),
                killer=True,
            ),
            do("notify", "通知值班长"),
        ),
        stop="水停、人安全",
        takeover="抢修班到场后接手,电话 {{hotline}}",
        done="已派单,已通知",
        dispatch_minimum=("hurt",),
        severity=None,
    )


def cold_flat() -> Procedure:
    return procedure(
        ask("since", "从什么时候开始?", "今天", "三天以上"),
        id="proc-cold",
        title="整户不热",
        severity=Severity.URGENT,
    )


def checklist(entry: Procedure | EmergencyCard | None = None, version: str = "2026.11") -> Checklist:
    return make_checklist(
        entry or poor_heat(), version=version, revision="abc", resolve=resolve, promise_of=promised
    )


@dataclass
class Seat:
    """A desk with its clock and store, and the state after the last wish."""

    desk: CallDesk
    clock: FakeClock
    store: RowStore

    @property
    def call(self) -> Call:
        assert self.desk.active is not None
        return self.desk.active

    def run(self, number: int = 1) -> Run:
        return self.call.run(number)


def seat(store: RowStore | None = None, clock: FakeClock | None = None, retention_days: int = 7) -> Seat:
    store = VolatileStore() if store is None else store
    clock = clock or FakeClock()
    return Seat(CallDesk(store, clock, retention_days=retention_days), clock, store)


def stored_seat(path: Path, clock: FakeClock | None = None, retention_days: int = 7) -> Seat:
    clock = clock or FakeClock()
    return seat(Store.open(path, clock), clock, retention_days)


def pinned(entry: Procedure | EmergencyCard | None = None) -> Seat:
    """A desk with one run on screen."""
    made = seat()
    made.desk.pin(checklist(entry))
    return made


def later(made: Seat, seconds: float = 1.0) -> CallDesk:
    """The desk, after enough time for the next activation to count."""
    made.clock.advance(seconds)
    return made.desk
