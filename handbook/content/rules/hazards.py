"""Answers go in; hazards that are too long or too vague to heed on the way come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.answers import names_no_state
from handbook.content.rules.placed_texts import placed_steps
from handbook.content.rules.wording import count_characters, is_empty_phrase
from handbook.model.problem import Problem

MAX_CHARACTERS = 20


def hazards(content: LoadedContent) -> Iterator[Problem]:
    """What whoever goes there must heed is read at a glance, and true by the answer alone."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for path, step in placed_steps(entry):
            for index, answer in enumerate(step.answers):
                at = (*path, "answers", index, "hazard")
                length = count_characters(answer.hazard)
                if length > MAX_CHARACTERS:
                    message = f"现场当心的话有 {length} 字,请缩到 {MAX_CHARACTERS} 字以内,如 水碰到电"
                    yield origin.problem(at, "hazard-length", message)
                if answer.hazard and (is_empty_phrase(answer.hazard) or names_no_state(answer.hazard)):
                    message = f"“{answer.hazard}”没有说出什么东西怎么了,请写成 水碰到电、楼道有水 这样"
                    yield origin.problem(at, "hazard-vague", message)
