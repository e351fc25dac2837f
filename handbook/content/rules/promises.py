"""Sentences to say go in; times that are promised without being named, or named without being said, come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import placed_steps
from handbook.content.yaml_reader import Path
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import StepKind, ValueScope
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.promise import counts_time
from handbook.model.step import Step
from handbook.model.text import value_keys


def promises(content: LoadedContent) -> Iterator[Problem]:
    """Who says a sentence with a time of the company makes a promise, so the sentence names it; no other does."""
    promising = frozenset(value.key for value in content.handbook.values if value.promise)
    for value in content.handbook.values:
        if value.promise is None and counts_time(value.unit):
            message = f"“{value.label}”按{value.unit}算时间;请写 promise: true(对用户说了就是许下的)或 false(法定期限、等候时间等)"
            yield content.value_origins[value.key].problem(("unit",), "value-promise", message)
        if value.is_typical and (value.scope is not ValueScope.COMPANY or value.citations or not value.value):
            message = f"“{value.label}”不能是典型值:典型值只给公司自己定的事,法定的数写本地规定,没有就空着"
            yield content.value_origins[value.key].problem(("is_typical",), "typical-value", message)
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for path, step in placed_steps(entry):
            yield from _of_step(step, path, origin, promising)
        yield from _elsewhere(entry, origin, promising)


def _of_step(step: Step, path: Path, origin: Origin, promising: frozenset[str]) -> Iterator[Problem]:
    spoken = set(value_keys(step.text)) & promising if step.kind is StepKind.SAY else set[str]()
    for key in sorted(spoken.difference(step.promises)):
        message = f"话里许了 {{{{{key}}}}};请在这一步写 promises: [{key}],说了才算许下"
        yield origin.problem((*path, "text"), "promise-unnamed", message)
    for index, key in enumerate(step.promises):
        if key not in spoken:
            message = (
                f"promises 里的“{key}”这句话没有说,或不是许给用户的时间(values.yaml 里 promise: true);请删去"
            )
            yield origin.problem((*path, "promises", index), "promise-unspoken", message)


def _elsewhere(entry: Entry, origin: Origin, promising: frozenset[str]) -> Iterator[Problem]:
    match entry:
        case Procedure():
            for index, outcome in enumerate(entry.outcomes):
                for key in sorted((set(value_keys(outcome.say)) & promising) - {outcome.promise}):
                    message = f"结论的话里许了 {{{{{key}}}}};请写 promise: {key},或把这个时间从话里去掉"
                    yield origin.problem(("outcomes", index, "say"), "promise-unnamed", message)
                if outcome.promise and outcome.promise not in promising:
                    message = f"“{outcome.promise}”不是公司许的时间(values.yaml 里没有 promise: true),不能写在 promise"
                    yield origin.problem(("outcomes", index, "promise"), "promise-unspoken", message)
        case EmergencyCard():
            lines = [("immediate", index, line.text) for index, line in enumerate(entry.immediate)]
            lines += [("calm", index, line) for index, line in enumerate(entry.calm)]
            for name, index, text in lines:
                for key in sorted(set(value_keys(text)) & promising):
                    message = f"{name} 里不许时间;{{{{{key}}}}} 另写一步 say,并写 promises: [{key}]"
                    yield origin.problem((name, index), "promise-unnamed", message)
        case _:
            pass
