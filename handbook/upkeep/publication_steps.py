"""How the share stands and what was looked at -> the four steps of a publication, and what keeps the next one closed, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from handbook.upkeep.publication import ALL, ActKind, PublicationAct, Seat, ShareState, Survey
from handbook.upkeep.publication_seats import Standing, counted, standing

WATCHED = timedelta(days=1)
"""How long those that came first are watched before all others follow."""
_RENEW_SOON = timedelta(days=7)
_TWO = "两人签名"
_TROUBLED = frozenset({"stopped", "too_new", "untrusted"})


class StepState(Enum):
    """Where a step stands."""

    DONE = 0
    NOW = 1
    COMING = 2
    HELD = 3
    """Something is to be mended, or it was stopped."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four."""

    title: str
    detail: str
    state: StepState
    share: float | None = None
    """How much of it is done, 0–1; None where nothing is counted."""


@dataclass(frozen=True, slots=True)
class Chip:
    """The state of the page in a few words."""

    words: str
    kind: str = ""
    """fine, open (something is to be done), or plain."""


@dataclass(frozen=True, slots=True)
class Main:
    """The main act."""

    words: str
    lacking: str = ""
    """Why not yet, in a few words; empty where it may be done."""
    more: str = ""
    """The same at length."""


def checks_words(survey: Survey) -> str:
    """What was looked at, for the record: 5 项全过."""
    count = sum(bool(check.words) for check in survey.checks)
    return f"{count} 项{'全过' if not survey.stopping else '没全过'}"


# -- what is out


def out_steps(state: ShareState) -> tuple[Step, ...]:
    """The steps of the newest pack, which is on the share."""
    pack = state.newest
    if pack is None:
        return ()
    sent = state.act_of(ActKind.PUBLISH, pack.number) or state.act_of(ActKind.WITHDRAW, pack.number)
    checked = (
        f"{sent.checks or '查过'} · {day_time(sent.when)}" if sent is not None else "不是从这里发的，没有记录"
    )
    return (
        Step("检查通过", checked, StepState.DONE),
        _signed_step(state, sent),
        _first_step(state, sent),
        _all_step(state, sent),
    )


def _signed_step(state: ShareState, sent: PublicationAct | None) -> Step:
    title = _sign_title(state)
    if sent is None:
        return Step(title, "签名对得上", StepState.DONE)
    names = [sent.by or "没有署名"]
    if sent.first_signed is not None:
        title = _TWO
        names.append(sent.second or "没有署名")
    return Step(title, f"{' · '.join(names)} · {day_time(sent.when)}", StepState.DONE)


def _sign_title(state: ShareState) -> str:
    return _TWO if state.signers > 1 else "签名"


def _first_step(state: ShareState, sent: PublicationAct | None) -> Step:
    pack = state.newest
    assert pack is not None  # noqa: S101 (asked before)
    begun = sent.stage if sent is not None else pack.stage
    if sent is not None and sent.kind is ActKind.WITHDRAW:
        return Step("先发几台", "撤回不等，各台一起换", StepState.DONE)
    if begun >= ALL:
        return Step("先发 10 %", "没有先发，各台一起换", StepState.DONE)
    title = f"先发 {begun or pack.stage} %"
    if pack.stage == 0:
        return Step(title, "停住了：没换的不再换", StepState.HELD)
    if pack.stage >= ALL:
        widened = state.act_of(ActKind.WIDEN, pack.number)
        lasted = _lasted(sent, widened)
        return Step(title, "看过了，没装上 " + f"{len(troubled(state))} 台{lasted}", StepState.DONE)
    first = [seat for seat in state.seats.seats if seat.is_first]
    counts = counted(first, pack.number, state.now)
    taken = counts[Standing.TAKEN]
    if not first:
        return Step(title, "里面还没有台报到", StepState.NOW)
    words = f"{len(first)} 台，换了 {taken} 台 · 没装上 {len(troubled(state))} 台"
    return Step(title, words, StepState.NOW, taken / len(first))


def _all_step(state: ShareState, sent: PublicationAct | None) -> Step:
    pack = state.newest
    assert pack is not None  # noqa: S101 (asked before)
    title = "发给全部 100 %"
    if pack.stage == 0:
        return Step(title, "停住了，要接着发得再签一次", StepState.HELD)
    if pack.stage < ALL:
        left = watch_left(state)
        if not left:
            return Step(title, "看够了，可以发了", StepState.NOW)
        return Step(title, f"再看 {long_words(left)}", StepState.COMING)
    widened = state.act_of(ActKind.WIDEN, pack.number) or sent
    who = f"{widened.by or '没有署名'} {day_time(widened.when)} 点的" if widened is not None else "各台自己换"
    taken, of = taken_of(state)
    is_done = is_all_taken(state)
    return Step(title, who, StepState.DONE if is_done else StepState.NOW, taken / of if of else None)


def _lasted(sent: PublicationAct | None, widened: PublicationAct | None) -> str:
    if sent is None or widened is None:
        return ""
    return f" · 看了 {long_words(widened.when - sent.when)}"


def taken_of(state: ShareState) -> tuple[int, int]:
    """(desks that have the newest pack, desks)."""
    pack = state.newest
    number = pack.number if pack is not None else 0
    return sum(seat.number >= number for seat in state.seats.seats), len(state.seats.seats)


def is_all_taken(state: ShareState) -> bool:
    """Whether every desk that was heard of within a day has the newest pack."""
    pack = state.newest
    if pack is None or pack.stage < ALL or not state.seats.seats:
        return False
    return all(standing(seat, pack.number, state.now) is not Standing.WAITING for seat in state.seats.seats)


def troubled(state: ShareState) -> tuple[Seat, ...]:
    """Desks whose last look did not end well, and that do not have the newest pack."""
    number = state.newest.number if state.newest is not None else 0
    return tuple(seat for seat in state.seats.seats if seat.state in _TROUBLED and seat.number < number)


def watch_left(state: ShareState) -> timedelta:
    """How long those that came first are still to be watched; nothing where it was long enough, or nobody knows since when."""
    pack = state.newest
    if pack is None or not 0 < pack.stage < ALL:
        return timedelta()
    acts = [
        act
        for act in state.acts
        if act.number == pack.number and act.stage and act.kind in (ActKind.PUBLISH, ActKind.WIDEN)
    ]
    if not acts:
        return timedelta()
    return max(acts[-1].when + WATCHED - state.now, timedelta())


# -- what would go out


def coming_steps(state: ShareState, survey: Survey | None) -> tuple[Step, ...]:
    """The steps of what is here and on no share yet."""
    share, count = state.first
    if survey is None:
        checked = Step("检查通过", "正在查，要半分钟左右", StepState.NOW)
    elif survey.stopping:
        checked = Step("检查", f"先改 {len(survey.stopping)} 处", StepState.HELD)
    else:
        checked = Step("检查通过", f"{checks_words(survey)} · {day_time(survey.made)}", StepState.DONE)
    is_next = checked.state is StepState.DONE
    first = f"{count} 台，看 {long_words(WATCHED)}" if count else f"还没有台报到，看 {long_words(WATCHED)}"
    return (
        checked,
        Step(_sign_title(state), _sign_words(state), StepState.NOW if is_next else StepState.COMING),
        Step(f"先发 {share} %", first, StepState.COMING),
        Step("发给全部 100 %", "先发的看过没事再开", StepState.COMING),
    )


def _sign_words(state: ShareState) -> str:
    return "您先签，另一个人看过再签" if state.signers > 1 else "输一次口令，不留存"


def is_same_as_waits(state: ShareState, survey: Survey | None) -> bool:
    """Whether `survey` was made of the very pack that waits."""
    waits = state.waiting
    return waits is not None and survey is not None and survey.waiting_digest == waits.digest


def waiting_steps(state: ShareState) -> tuple[Step, ...]:
    """The steps of what one signed and another one has to sign."""
    waits = state.waiting
    if waits is None:
        return ()
    checked = f"{waits.checks or '第一个人查过'} · {day_time(waits.when)}"
    whose = "等另一个人签" if waits.is_mine else "等您签"
    signed = f"{waits.by or '没有署名'} {day_time(waits.when)} 签了，{whose}"
    if waits.kind is ActKind.WITHDRAW:
        first = Step("先发几台", "撤回不等，各台一起换", StepState.COMING)
    elif waits.stage == 0:
        first = Step("停住", "签齐了，没换的不再换", StepState.COMING)
    elif waits.stage >= ALL:
        is_widened = waits.kind is ActKind.WIDEN
        words = "看过了" if is_widened else "没有先发，各台一起换"
        first = Step("先发 10 %", words, StepState.DONE if is_widened else StepState.COMING)
    else:
        first = Step(f"先发 {waits.stage} %", "签齐了就发", StepState.COMING)
    return (
        Step("检查通过", checked, StepState.DONE),
        Step(_TWO, signed, StepState.NOW),
        first,
        Step(
            "发给全部 100 %", "签齐了就发" if waits.stage >= ALL else "先发的看过没事再开", StepState.COMING
        ),
    )


def waiting_words(state: ShareState) -> str:
    """What the second one is told before he signs, and what the first one waits for."""
    waits = state.waiting
    if waits is None:
        return ""
    when = day_time(waits.when)
    if waits.is_mine:
        return (
            f"{waits.by or '您'} {when} 在这台电脑签了第一个。请另一个人在他的电脑上打开“发布”，看过再签。"
            "没签齐之前，各台不换；又改了什么，先退回，再签新的一份。"
        )
    said = f"，说“{waits.words}”" if waits.words else ""
    shown = "上面就是这一份带出去的改动" if waits.version else "内容不变，只改发给几台"
    return f"{waits.by or '没有署名'} {when} 签了第一个{said}。{shown}，看过再签：两个签名齐了，各台才认。"


def second_main_of(state: ShareState, survey: Survey | None, *, has_word: bool) -> Main:
    """What the main button does for what waits, and why it may not yet."""
    waits = state.waiting
    assert waits is not None  # noqa: S101 (asked before)
    if waits.kind is ActKind.WITHDRAW:
        does = "撤回"
    elif waits.stage == 0:
        does = "停住"
    elif waits.stage >= ALL:
        does = "发给全部"
    else:
        does = f"先发 {waits.stage} %"
    words = f"看过了，签第二个，{does}"
    if waits.is_mine:
        return Main(words, "要另一个人签", "这台电脑的钥匙签了第一个，第二个要另一个人用他的签")
    for lacking, more in _why_nothing(state):
        return Main(words, lacking, more)
    if not is_same_as_waits(state, survey):
        return Main(words, "正在比", "和各台现在用的比好了，看过再签")
    if not has_word:
        return Main(words, "还差口令", "输您自己的签名口令，只用这一次")
    return Main(words)


def main_of(
    state: ShareState,
    survey: Survey | None,
    *,
    is_out: bool,
    has_word: bool,
    is_urgent: bool,
    has_reason: bool,
) -> Main:
    """What the main button does and why it may not yet. `has_word`: a passphrase was typed; `has_reason`: why it is urgent."""
    number = len(state.seats.seats)
    everybody = f"全部 {number} 台" if number else "全部"
    sign = sign_word(state)
    if is_out:
        words = f"{sign}，发给{everybody}"
    elif is_urgent:
        words = f"{sign}，现在就发给{everybody}"
    else:
        share, count = state.first
        words = f"{sign}，先发 {share} %" + (f"（{count} 台）" if count else "")
    for lacking, more in (
        *_why_nothing(state),
        *(_why_not_all(state, is_urgent=is_urgent) if is_out else _why_not_first(survey)),
    ):
        return Main(words, lacking, more)
    if is_urgent and not has_reason:
        return Main(words, "还差一句为什么", "写一句为什么等不了，记进发布记录")
    if not has_word:
        return Main(words, "还差口令", "输签名的口令，只用这一次")
    return Main(words)


def sign_word(state: ShareState) -> str:
    """What the main button of one who signs first does."""
    return "签第一个" if state.signers > 1 else "签名"


def _why_nothing(state: ShareState) -> tuple[tuple[str, str], ...]:
    if state.trouble:
        return (("发布夹打不开", state.trouble),)
    if not state.is_writable:
        return (("发布夹不可写", f"{state.folder} 只能看、不能写，请找管理员开写权限"),)
    if not state.has_keys:
        return (("还差签名钥匙", "这台电脑上没有签名钥匙。指一下它在哪，或者请管钥匙的人发"),)
    return ()


def _why_not_first(survey: Survey | None) -> tuple[tuple[str, str], ...]:
    if survey is None:
        return (("正在检查", "查完再签"),)
    if survey.stopping:
        count = len(survey.stopping)
        return ((f"先改 {count} 处", f"检查有 {count} 处没过，回车去第一处"),)
    if survey.since and not survey.coming:
        return (("没有改动", "和各台现在用的一样，不用发"),)
    return ()


def _why_not_all(state: ShareState, *, is_urgent: bool) -> tuple[tuple[str, str], ...]:
    pack = state.newest
    if pack is not None and pack.stage >= ALL:
        return (("已经发给全部", "不用再发"),)
    left = watch_left(state)
    if left and not is_urgent:
        return ((f"再看 {long_words(left)}", "先发的几台再看一阵；等不了就按“现在就发给全部”"),)
    return ()


def chip_of(state: ShareState, survey: Survey | None, *, is_out: bool) -> Chip:
    """The state of the page in a few words."""
    if state.trouble:
        return Chip("▲ 发布夹打不开", "open")
    pack = state.newest
    if not is_out and state.waiting is not None:
        return Chip("等另一个人签") if state.waiting.is_mine else Chip("▲ 等您签第二个", "open")
    if not is_out or pack is None:
        if survey is None:
            return Chip("正在检查")
        if survey.stopping:
            return Chip(f"▲ 先改 {len(survey.stopping)} 处", "open")
        if survey.since and not survey.coming:
            return Chip("没有改动")
        return Chip("✓ 可以签名", "fine")
    taken, of = taken_of(state)
    if pack.stage == 0:
        return Chip(f"▲ 停住了，{taken} 台换过", "open")
    if pack.stage < ALL:
        return Chip(f"先发 {pack.stage} %，换了 {taken} 台")
    if not of:
        return Chip("发给全部，还没有台报到")
    if is_all_taken(state):
        return Chip(f"✓ 都换了 {taken} / {of} 台", "fine")
    return Chip(f"正在换 {taken} / {of} 台")


def key_words(state: ShareState) -> str:
    """Whose key signs here, for how long that holds, whether the folder takes it: for the foot of the page."""
    parts = []
    if state.has_keys:
        signed = next((act.by for act in reversed(state.acts) if act.by), "")
        until = state.signed_until
        days = f"（签的还管 {(until - state.now).days} 天）" if until is not None else "（还没签过）"
        parts.append(f"签名钥匙：{signed or '在这台电脑'}{days}")
    else:
        parts.append("签名钥匙：不在这台电脑")
    if state.renewed_until is not None and state.renewed_until - state.now < _RENEW_SOON:
        left = max((state.renewed_until - state.now).days, 0)
        parts.append(f"▲ 续签只剩 {left} 天")
    parts.append(
        "发布夹 打不开" if state.trouble else "发布夹 可写" if state.is_writable else "发布夹 不可写"
    )
    return " · ".join(parts)


def day_time(moment: datetime) -> str:
    """11-27 08:30, in local time."""
    return f"{moment.astimezone():%m-%d %H:%M}"


def long_words(span: timedelta) -> str:
    """1 天, 5 小时, 20 分钟: rounded up, so that nobody comes too early."""
    minutes = max(-(-int(span.total_seconds()) // 60), 1)
    if minutes < 60:
        return f"{minutes} 分钟"
    hours = -(-minutes // 60)
    return f"{hours} 小时" if hours < 24 else f"{-(-hours // 24)} 天"
