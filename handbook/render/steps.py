"""A list of steps goes onto a page: groups, numbers, conditions, answers and where they lead."""

import html
from collections.abc import Sequence
from dataclasses import replace

from handbook.model.kinds import Audience, StepKind, WarningLevel
from handbook.model.step import Answer, Outcome, Step
from handbook.render.page import Page

ONSITE = "onsite"
"""Key of the fitter's list, none of which is for the caller."""


class StepWriter:
    """Writes the steps of one list onto a page."""

    def __init__(self, page: Page, steps: Sequence[Step], key: str, outcomes: Sequence[Outcome] = ()) -> None:
        self._page = page
        self._steps = steps
        self._key = key
        self._outcomes = {o.id: o for o in outcomes}
        self._numbers = _numbers(steps)

    def write(self) -> None:
        """All steps in order."""
        group = ""
        for index, step in enumerate(self._steps):
            if step.group and step.group != group:
                group = step.group
                self._page.heading(group)
            self._write_step(index, step)

    def _write_step(self, index: int, step: Step) -> None:
        page = self._page
        condition = self._condition(step)
        number = self._numbers.get(index, 0)
        if step.kind is StepKind.WARN:
            self._warning(step, condition)
        elif step.kind is StepKind.SAY and self._is_for_caller(step):
            page.say(
                step.text,
                f"{self._key}-{index}",
                note=" · ".join(t for t in (f"{number} 说", condition) if t),
            )
        elif step.kind is StepKind.NOTE:
            self._row(
                "", condition, page.block("说明  " + page.text(step.text), 14.5, page.colours.ink_second)
            )
        else:
            self._row(str(number), condition, self._body(step))

    def _is_for_caller(self, step: Step) -> bool:
        """Only such words get a copy link: what is internal or for the fitter never leaves by copying."""
        return self._key != ONSITE and step.effective_audience is Audience.CALLER

    def _row(self, number: str, condition: str, inner: str) -> None:
        page = self._page
        small = page.block(html.escape(condition), 13, page.colours.ink_second) if condition else ""
        mark = page.block(number, 16.5, page.colours.ink_third)
        page.add(
            '<table width="100%" cellspacing="0" cellpadding="0" border="0" '
            f'style="margin-bottom:{page.px(10)}px"><tr><td width="{page.px(34)}" valign="top">{mark}</td>'
            f"<td>{small}{inner}</td></tr></table>"
        )

    def _body(self, step: Step) -> str:
        page = self._page
        colours = page.colours
        words = page.text(step.text)
        if step.state:
            words += f' <span style="color:{colours.ink_third}">::</span> {page.text(step.state)}'
        if step.killer:
            words += f' <span style="color:{colours.danger};font-size:{page.px(13)}px">关键项</span>'
        if step.kind is StepKind.SAY:
            words = f'<span style="color:{colours.caution};font-weight:600">仅限内部</span>&nbsp; 「{words}」'
        inner = page.block(words, 16.5)
        if step.value is not None:
            unit = f"({step.value.unit})" if step.value.unit else ""
            inner += page.block(f"填写:{html.escape(step.value.name + unit)}", 13.5, colours.ink_second)
        if step.hint:
            inner += page.block(page.text(step.hint), 13.5, colours.ink_second)
        if step.value is not None:  # on one line why there is no value; what follows stands in the call list
            return inner + self._answers([replace(a, note="") if a.is_standing else a for a in step.answers])
        return inner + self._answers(step.answers)

    def _answers(self, answers: Sequence[Answer]) -> str:
        """Answers without a consequence on one line, each of the others on its own."""
        page = self._page
        plain = [page.text(a.label) for a in answers if not (a.note or a.entry or a.outcome)]
        inner = page.block(" / ".join(plain), 14, page.colours.ink_second) if plain else ""
        for answer in answers:
            if answer.note or answer.entry or answer.outcome:
                inner += page.block(self._answer(answer), 14, page.colours.ink_second)
        return inner

    def _answer(self, answer: Answer) -> str:
        page = self._page
        words = page.text(answer.label)
        if answer.note:
            words += f":{page.text(answer.note)}"
        if answer.entry:
            words += f" → {page.link(answer.entry)}"
        elif answer.outcome in self._outcomes:
            words += f" → {page.text(self._outcomes[answer.outcome].title)}"
        return words

    def _warning(self, step: Step, condition: str) -> None:
        page = self._page
        colours = page.colours
        level = step.level or WarningLevel.CAUTION
        ground, colour = {
            WarningLevel.WARNING: (colours.danger_soft, colours.danger),
            WarningLevel.CAUTION: (colours.caution_soft, colours.caution),
            WarningLevel.INFORMATION: (colours.accent_soft, colours.accent),
        }[level]
        mark = f'<span style="color:{colour};font-weight:600">{level.value}</span>&nbsp; '
        small = page.block(html.escape(condition), 13, colours.ink_second) if condition else ""
        page.callout(small + page.block(mark + page.text(step.text), 15.5), ground, padding=10)

    def _condition(self, step: Step) -> str:
        ids = {s.id: self._numbers.get(i, 0) for i, s in enumerate(self._steps) if s.id}
        parts = [
            f"第 {ids.get(name, 0)} 步为「{'」或「'.join(labels)}」" for name, labels in step.when.items()
        ]
        return self._page.words("仅当" + ",且".join(parts) + ":") if parts else ""


def _numbers(steps: Sequence[Step]) -> dict[int, int]:
    """Index → number, for the steps that can be ticked."""
    ticked = [i for i, s in enumerate(steps) if s.kind.can_be_ticked]
    return {index: number for number, index in enumerate(ticked, start=1)}
