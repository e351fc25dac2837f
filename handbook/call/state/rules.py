"""A run and a wish of the agent -> nothing where it may be done, else a refusal that says what to do instead."""

from dataclasses import dataclass

from handbook.call.state.amounts import Amount, find_amount, read_amount
from handbook.call.state.answer_words import shortened
from handbook.call.state.applicability import Applicability, chosen_answer
from handbook.call.state.run import Run
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.model.fact import Fact
from handbook.model.step import Step, ValueField

LONGEST_PLACE = 30
"""Characters beside a number; more is a story, which belongs into a note."""


class CallRefused(HandbookError):
    """The wish cannot be done now; the text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """A killer step that stands in the way of 完成."""

    step: Step
    reason: str


class FinishBlocked(CallRefused):
    """Killer steps are not done, or not confirmed after an interruption."""

    def __init__(self, blockers: tuple[Blocker, ...]) -> None:
        self.blockers = blockers
        named = ";".join(f"{blocker.reason}:{blocker.step.text}" for blocker in blockers)
        super().__init__(f"还不能完成。{named}")


class DispatchRefused(CallRefused):
    """The dispatch minimum is not met; `missing` names what lacks."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(f"派单还缺:{'、'.join(missing)}。请补问;确实问不到的,写明原因后仍可派单。")


class ValueRefused(CallRefused):
    """A number is wanted, and what was typed is none."""

    def __init__(self, field: ValueField, text: str) -> None:
        unit = f"({field.unit})" if field.unit else ""
        super().__init__(
            f"“{shortened(text, 12)}”不是数:{field.name}{unit}填一个数或范围,如 18、17.5、16-18。"
            f"原话请记在备注里({key_of('note')})。"
        )


def fact_key(fact: Fact) -> str:
    """The key that leads to the field of a fact that the call holds."""
    return key_of("phone" if fact is Fact.PHONE else "caller")


def check_open(run: Run) -> None:
    """A run that has ended is changed only after its end was undone."""
    if not run.is_open:
        raise CallRefused("这张清单已经结束;要改请先撤销“完成”。")


def open_step(run: Run, step_id: str) -> Step:
    """The step, where it may be acted upon."""
    check_open(run)
    step = run.checklist.step_by_id.get(step_id)
    if step is None:
        raise CallRefused("这张清单里没有这一步。")
    if not step.kind.can_be_ticked:
        raise CallRefused("这一行是说明,不用打钩。")
    if run.applicability[step_id] is Applicability.EXCLUDED:
        raise CallRefused("按现有回答,这一步不适用;要做请先改前面的回答。")
    return step


def check_tick(run: Run, step: Step) -> None:
    """A tick is not enough where an answer leads on, a killer step asks for a value, or facts are to be written down."""
    if lacking := run.lacking(step):
        names = "、".join(f"{fact.label}({fact_key(fact)})" for fact in lacking)
        raise CallRefused(f"{names}还没有填,填了这一步自己打钩;问不到的按 - 跳过并写原因。")
    if unknown := run.unknown(step.checks):
        names = "、".join(f"{fact.label}({fact_key(fact)})" for fact in unknown)
        raise CallRefused(f"还没有{names},没有可对的;先填上再打钩,问不到的按 - 跳过。")
    if step.own_answers and not run.state(step.id).answer:
        raise CallRefused("这一步要选一个回答。")
    if step.value and step.answers and not run.state(step.id).is_done:
        raise CallRefused(f"这一步要填“{step.value.name}”;量不了的,选一个原因。")
    if step.value and step.killer and not run.state(step.id).value:
        raise CallRefused(f"这一步关系到人身安全,要填“{step.value.name}”才算做过。")


def check_untick(run: Run, step: Step) -> None:
    """What follows from the caller's data is taken back there."""
    if run.state(step.id).is_known:
        names = "、".join(f"{fact.label}({fact_key(fact)})" for fact in step.held_facts)
        raise CallRefused(f"这一步由填好的内容带来,要改就改{names}。")


def check_answer(step: Step, label: str) -> None:
    """The label must be one of the step's answers."""
    if chosen_answer(step, label) is None:
        raise CallRefused(f"这一步没有“{label}”这个回答。")


def check_skip(step: Step, reason: str) -> None:
    """A killer step is skipped only with a reason."""
    if step.killer and not reason.strip():
        raise CallRefused("这一步关系到人身安全,跳过要写明原因。")


def check_finish(run: Run, outcome: str) -> str:
    """Id of the outcome to finish with; empty for a list without outcomes."""
    blockers = finish_blockers(run)
    if blockers:
        raise FinishBlocked(blockers)
    if not run.needs_outcome:
        return ""
    found = run.checklist.outcome(outcome) if outcome else run.reached_outcome
    if found is None:
        raise CallRefused("还没有得出结论:请答完剩下的步骤,或者从结论里选一个。")
    return found.id


def finish_blockers(run: Run) -> tuple[Blocker, ...]:
    """Killer steps to confirm again, then those neither done nor skipped with a reason."""
    unconfirmed = [step for step in run.checklist.steps if step.id in run.to_confirm]
    return (
        *(Blocker(step, "中断后要重新确认") for step in unconfirmed),
        *(Blocker(step, "必做未做") for step in run.open_killers),
    )


def value_to_keep(step: Step, text: str) -> str:
    """`text` as it is kept in the step; where a number is wanted, that number, without its unit.

    Raises:
        ValueRefused: it is no number. A number that is not plausible is kept, and marked as doubtful.
    """
    field = step.value
    if field is None or not text or not _wants_number(field):
        return text
    return _measured(field, text)[0].text


def place_beside(step: Step, text: str) -> str:
    """The words that stand beside the number in `text`: mostly where it was measured.

    Raises:
        ValueRefused: as `value_to_keep`.
    """
    field = step.value
    return _measured(field, text)[1] if field is not None and text and _wants_number(field) else ""


def _measured(field: ValueField, text: str) -> tuple[Amount, str]:
    found = find_amount(text, field.unit)
    if found is None or len(found[1]) > LONGEST_PLACE:
        raise ValueRefused(field, text)
    return found


def questionable_value(step: Step, text: str) -> str:
    """What to ask before a number is kept that lies outside what is plausible; empty where there is nothing to ask."""
    field = step.value
    found = find_amount(text, field.unit) if field is not None and _wants_number(field) else None
    if field is None or found is None or not _is_outside(field, amount := found[0]):
        return ""
    return f"{amount.text} {field.unit}不像{field.name},确定吗?再按 Enter 记下。"


def is_doubtful_value(step: Step, text: str) -> bool:
    """Whether a value that was kept is not plausible, or not the number that was wanted."""
    field = step.value
    if field is None or not text or not _wants_number(field):
        return False
    amount = read_amount(text, field.unit)
    return amount is None or _is_outside(field, amount)


def _wants_number(field: ValueField) -> bool:
    return bool(field.unit) or field.minimum is not None or field.maximum is not None


def _is_outside(field: ValueField, amount: Amount) -> bool:
    too_low = field.minimum is not None and min(amount.numbers) < field.minimum
    too_high = field.maximum is not None and max(amount.numbers) > field.maximum
    return too_low or too_high
