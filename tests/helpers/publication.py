"""A share with eighty desks as the page 发布 sees it, and who answers in the place of the process that signs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec

from handbook.model.kinds import Kind
from handbook.upkeep.place_change import Run, RunKind
from handbook.upkeep.publication import (
    ActKind,
    CheckTold,
    EntryTold,
    Fault,
    Group,
    PackTold,
    PlaceTold,
    PublicationAct,
    Seat,
    SeatsRead,
    ShareState,
    Survey,
    Waiting,
)
from handbook.upkeep.publication_child import Ended

NOW = datetime(2026, 11, 28, 2, 31, tzinfo=UTC)
WORD = "correct horse"


def runs(*parts: str) -> tuple[Run, ...]:
    """“+” before what is new, “-” before what went."""
    kinds = {"+": RunKind.NEW, "-": RunKind.GONE}
    return tuple(
        Run(kinds.get(part[:1], RunKind.SAME), part[1:] if part[:1] in kinds else part) for part in parts
    )


def told(
    group: Group,
    title: str,
    kind: Kind | None,
    place: str,
    *,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    words: str = "",
    who: str = "王敏",
) -> EntryTold:
    """One change with one place."""
    one = PlaceTold(place=place, words=words, before=runs(*before), after=runs(*after))
    return EntryTold(group=group, title=title, kind=kind, entry="kn-x", who=who, words=words, places=(one,))


CHANGES = (
    told(
        Group.SAID,
        "解释初期升温",
        Kind.SCRIPT,
        "标准",
        before=("刚开始供热，管道里的水还没热透。", "您先等一天。"),
        after=("刚开始供热，管道里的水还没热透。", "您先等一天，", "+师傅 24 小时内联系您", "。"),
        words="加了几个字，8 秒变 10 秒",
    ),
    told(Group.SAID, "省条例第 36 条", Kind.REGULATION, "要点", after=("+旧第 38 条",), who="法务赵宁"),
    told(Group.SAID, "退费", Kind.SCRIPT, "标准", before=("-多久到账不好说",), after=("+七天到账",)),
    told(Group.SAID, "停热通知怎么说", Kind.SCRIPT, "标准", after=("今天", "+18:00", "恢复。")),
    told(Group.SAID, "安抚", Kind.SCRIPT, "着急的", after=("您别急，", "+我这就给您登记。")),
    told(Group.SAID, "报停", Kind.KNOWLEDGE, "要点", after=("+10 月 15 日前", "办。")),
    told(
        Group.STEPS,
        "散热器上热下凉",
        Kind.PROCEDURE,
        "第 5 步 · 回答",
        after=("+两根都凉",),
        words="新加的",
    ),
    told(Group.STEPS, "管道冻结", Kind.EMERGENCY, "第 4 步", after=("用温水", "+（50 ℃ 以下）", "慢慢浇。")),
    told(Group.STEPS, "退费申请", Kind.PROCEDURE, "第 3 步", words="从第 4 个挪到第 3 个"),
    told(
        Group.NUMBERS,
        "投诉监督电话",
        None,
        "",
        before=("-〔待填〕",),
        after=("+0451-5550 0118",),
        words="3 张卡片跟着变",
    ),
    EntryTold(
        group=Group.RETIRED,
        title="旧换热站分布",
        kind=Kind.KNOWLEDGE,
        who="王敏",
        words="由“换热站”接替，搜得到，会指过去",
    ),
)
CHECKS = (
    CheckTold(words="356 条的字、数、引的条文和禁语都查过"),
    CheckTold(words="自己的问法搜得到自己：试了 1068 句"),
    CheckTold(words="记下的 12 条用例都走得通"),
    CheckTold(words="没有没审的草稿"),
    CheckTold(words="", is_advice=True),
)
FAULTS = (
    Fault(words="“退费”：搜“退钱”，前 3 条里没有它。改一改怎么问，或者去掉这一句", entry="kn-bj-refund"),
    Fault(words="用例“地暖半热”走到“需要上门”，记的是“先放气”。", entry="kn-bj-refund"),
)


FIRSTS = {3, 9, 14, 27, 38, 51, 60, 77}


def seats(number: int = 12, count: int = 80, stage: int = 100) -> tuple[Seat, ...]:
    """Desks of which most have taken that pack, a few wait, two are lost."""
    waiting, lost = {9, 22, 38, 46, 55, 71}, {17: timedelta(days=2, hours=16), 63: timedelta(hours=28)}
    if stage < 100:
        waiting = {n for n in range(1, count + 1) if n not in FIRSTS - {9, 38}}
    return tuple(
        Seat(
            name=str(n),
            number=number - 1 if n in waiting or n in lost else number,
            version="2026.11" if n in waiting or n in lost else "2026.12",
            program="0.1.0",
            state="current",
            seen=NOW - lost.get(n, timedelta(minutes=n % 30)),
            is_first=n in FIRSTS or stage == 100,
        )
        for n in range(1, count + 1)
    )


def share_state(
    stage: int = 100, *, count: int = 80, widened: datetime | None = NOW - timedelta(hours=1)
) -> ShareState:
    """A share on which 2026.12 is the newest."""
    sent = NOW - timedelta(hours=25)
    acts = [
        PublicationAct(
            kind=ActKind.PUBLISH,
            number=12,
            version="2026.12",
            stage=10,
            by="王敏",
            when=sent,
            words="初寒期的话术",
            checks="5 项全过",
        )
    ]
    if widened is not None and stage == 100:
        acts.append(PublicationAct(kind=ActKind.WIDEN, number=12, stage=100, by="王敏", when=widened))
    return ShareState(
        folder="/share/update",
        is_begun=True,
        is_writable=True,
        has_keys=True,
        packs=(
            PackTold(number=12, version="2026.12", stage=stage, note="初寒期的话术"),
            PackTold(number=11, version="2026.11"),
        ),
        signed_until=NOW + timedelta(days=312, hours=2),
        renewed_until=NOW + timedelta(days=30),
        seats=SeatsRead(seats=seats(count=count, stage=stage)),
        firsts=((10, 8), (20, 17), (30, 25), (50, 41)),
        acts=tuple(acts),
        can_stop=True,
        now=NOW,
    )


def waiting_state(*, is_mine: bool = False, stage: int = 100) -> ShareState:
    """The same share, where two have to sign and one signed the next pack."""
    state = share_state(stage)
    act = msgspec.structs.replace(
        state.acts[0], second="李海涛", first_signed=state.acts[0].when - timedelta(hours=1)
    )
    waits = Waiting(
        kind=ActKind.PUBLISH,
        number=13,
        version="2026.13",
        stage=10,
        by="王敏",
        when=NOW - timedelta(minutes=26),
        words="退费七天到账",
        checks="5 项全过",
        is_mine=is_mine,
        digest="d" * 64,
    )
    return msgspec.structs.replace(state, signers=2, waiting=waits, acts=(act, *state.acts[1:]))


def waiting_survey() -> Survey:
    """What the second one looks at."""
    return msgspec.structs.replace(survey(), waiting=CHANGES[:7], waiting_digest="d" * 64)


def survey(*, is_faulty: bool = False, has_next: bool = True) -> Survey:
    """What would go out after it."""
    checks = CHECKS
    if is_faulty:
        checks = (CHECKS[0], CheckTold(words="", faults=FAULTS), *CHECKS[2:])
    return Survey(
        version="2026.13",
        entries=356,
        since=12,
        since_version="2026.12",
        coming=CHANGES[:2] if has_next else (),
        out=CHANGES,
        out_since="2026.11",
        checks=checks,
        made=NOW - timedelta(minutes=2),
    )


@dataclass
class FakeChild:
    """Answers at once, and remembers what it was asked."""

    shown: ShareState | str = field(default_factory=share_state)
    looked: Survey | str = field(default_factory=survey)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    surveys: int = 0

    def state(self, _is_stopped: Callable[[], bool]) -> ShareState | str:
        return self.shown

    def survey(self, _is_stopped: Callable[[], bool]) -> Survey | str:
        self.surveys += 1
        return self.looked

    def publish(
        self,
        passphrase: str,
        stage: int,
        note: str,
        _is_stopped: Callable[[], bool],
        *,
        checks: str = "",
        is_urgent: bool = False,
    ) -> Ended:
        return self._ended("publish", passphrase, stage, note, checks, is_urgent)

    def widen(
        self, passphrase: str, number: int, stage: int, why: str, _is_stopped: Callable[[], bool]
    ) -> Ended:
        return self._ended("widen", passphrase, number, stage, why)

    def stop(self, number: int, _is_stopped: Callable[[], bool]) -> Ended:
        if not isinstance(self.shown, str):
            first, *rest = self.shown.packs
            stopped = msgspec.structs.replace(first, stage=0)
            self.shown = msgspec.structs.replace(self.shown, packs=(stopped, *rest), can_stop=False)
        return self._ended("stop", WORD, number)

    def withdraw(self, passphrase: str, to_number: int, _is_stopped: Callable[[], bool]) -> Ended:
        return self._ended("withdraw", passphrase, to_number)

    def second(self, passphrase: str, digest: str, _is_stopped: Callable[[], bool]) -> Ended:
        return self._ended("second", passphrase, digest)

    def drop(self, _is_stopped: Callable[[], bool]) -> Ended:
        if not isinstance(self.shown, str):
            self.shown = msgspec.structs.replace(self.shown, waiting=None)
        return self._ended("drop", WORD)

    def _ended(self, *asked: object) -> Ended:
        self.asked.append(asked)
        return Ended(True, "做好了。") if asked[1] == WORD else Ended(False, "密钥的口令不对，或者文件坏了。")
