"""The rules of the content check: each takes loaded content and gives problems; a file for each concern."""

from collections.abc import Callable, Iterable

from handbook.content.loader import LoadedContent
from handbook.content.rules.allowed_acts import allowed_acts
from handbook.content.rules.ambulance import ambulance
from handbook.content.rules.answers import answers
from handbook.content.rules.asks import asks
from handbook.content.rules.call_times import call_times
from handbook.content.rules.caller_safety import caller_safety
from handbook.content.rules.card_end import card_end
from handbook.content.rules.card_outcomes import card_outcomes
from handbook.content.rules.citations import citations
from handbook.content.rules.condition_first import condition_first
from handbook.content.rules.coverage import coverage
from handbook.content.rules.cut_sentences import cut_sentences
from handbook.content.rules.danger_followed import danger_followed
from handbook.content.rules.demo_words import demo_words
from handbook.content.rules.diagram_style import diagram_style
from handbook.content.rules.facts import facts
from handbook.content.rules.fixed_address import fixed_address
from handbook.content.rules.formula_words import formula_words
from handbook.content.rules.frail_people import frail_people
from handbook.content.rules.full_width import full_width
from handbook.content.rules.hang_up import hang_up
from handbook.content.rules.hazards import hazards
from handbook.content.rules.immediate_lines import immediate_lines
from handbook.content.rules.left_blank import left_blank
from handbook.content.rules.literals import literals
from handbook.content.rules.markdown_use import markdown_use
from handbook.content.rules.measuring import measuring
from handbook.content.rules.missing_checks import missing_checks
from handbook.content.rules.number_to_ring import number_to_ring
from handbook.content.rules.one_action import one_action
from handbook.content.rules.other_regions import other_regions
from handbook.content.rules.outcomes import outcomes
from handbook.content.rules.priorities import priorities
from handbook.content.rules.promises import promises
from handbook.content.rules.readable_characters import readable_characters
from handbook.content.rules.region_grounds import region_grounds
from handbook.content.rules.regulations import regulations
from handbook.content.rules.rude_words import rude_words
from handbook.content.rules.sayable_holes import sayable_holes
from handbook.content.rules.script_lines import script_lines
from handbook.content.rules.service_guides import service_guides
from handbook.content.rules.spoken_holes import spoken_holes, unsaid_values
from handbook.content.rules.spoken_sums import spoken_sums
from handbook.content.rules.spoken_words import spoken_words
from handbook.content.rules.stale_law import stale_law
from handbook.content.rules.step_groups import step_groups
from handbook.content.rules.step_lengths import step_lengths
from handbook.content.rules.unit_spelling import unit_spelling
from handbook.content.rules.upkeep import upkeep
from handbook.content.rules.value_figures import value_figures
from handbook.content.rules.waiting import waiting
from handbook.content.rules.warning_steps import warning_steps
from handbook.model.problem import Problem

Rule = Callable[[LoadedContent], Iterable[Problem]]

ALL_RULES: tuple[Rule, ...] = (
    immediate_lines,
    step_groups,
    one_action,
    condition_first,
    answers,
    step_lengths,
    waiting,
    measuring,
    frail_people,
    warning_steps,
    card_end,
    card_outcomes,
    facts,
    promises,
    call_times,
    hazards,
    danger_followed,
    spoken_words,
    unit_spelling,
    readable_characters,
    full_width,
    caller_safety,
    allowed_acts,
    missing_checks,
    left_blank,
    demo_words,
    literals,
    stale_law,
    citations,
    regulations,
    outcomes,
    priorities,
    ambulance,
    upkeep,
    asks,
    coverage,
    service_guides,
    script_lines,
    markdown_use,
    cut_sentences,
    diagram_style,
    fixed_address,
    hang_up,
    number_to_ring,
    sayable_holes,
    spoken_holes,
    unsaid_values,
    rude_words,
    other_regions,
    value_figures,
    formula_words,
    spoken_sums,
    region_grounds,
)
