"""Every number that decides the ranking, in one place, each with what it does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Ranking weights; a search adds up shares between 0 and 1, each times its weight."""

    # Full text (BM25F over characters and pairs)
    k1: float = 1.2
    """Saturation of repeated terms."""
    b: float = 0.75
    """How far long texts are marked down."""
    single: float = 0.6
    """Weight of a single character beside the pairs it stands in."""
    text: float = 0.55
    """Share of the best possible full-text score."""
    head: float = 0.4
    """The same over title, asks and tags alone."""

    # Typed sequences found in titles, asks and tags
    phrase: float = 1.0
    """Best sequence found in the entry."""
    title: float = 1.0
    ask: float = 0.98
    tag: float = 0.85
    """Role of the phrase."""
    covered: float = 0.22
    """Part of the phrase's score that grows with the share of it that was typed."""
    at_start: float = 0.08
    """Part of the phrase's score for standing at its beginning."""

    # How surely a typed unit means a character
    homophone: float = 0.82
    fuzzy: float = 0.66
    part: float = 0.97
    """The first letters of a syllable."""
    part_fuzzy: float = 0.6
    going_on: float = 0.85
    """A longer syllable than the whole one that was typed last."""
    other_reading: float = 0.98
    """A reading that does not fit the context (多音字)."""

    wildcard: float = 0.3
    """Any character, where one was typed wrong or left out."""
    synonym: float = 0.9
    """Factor where a word that means the same was put in."""
    scattered: float = 0.9
    """Factor where the parts of a query stand apart."""
    edited: float = 0.8
    """Factor beside `corrected` where a slip was mended."""

    # Signals beside the words
    literal: float = 1.0
    """All typed terms stand in the entry as typed: lifts every exact match above corrected ones."""
    scattered_words: float = 0.9
    """Part of it that is lost where the words stand on different lines only."""
    corrected: float = 0.5
    """Factor for entries found by a correction alone."""
    severity: float = 0.02
    """Danger before routine, spread over the four ranks."""
    first_help: float = 0.05
    """What to do (procedures, emergency cards) before what explains it, where both hold what was typed."""
    question_help: float = 0.15
    """The same for a whole sentence, as a share of the full-text part."""
    told: float = 0.2
    """How nearly the ways to say the entry give what was typed as those of the likeliest entry do."""
    learned: float = 0.6
    """How likely it comes from a caller of the entry, by what was learned of the shipped ones."""
    whole_title: float = 0.12
    """The title and nothing else was typed; not of scripts, which are named after the occasion (投诉)."""
    named_kind: float = 0.3
    """The kind of the entry was named beside the words."""
    hinted_kind: float = 0.12
    """What was typed speaks of wording, of the law or of an example: 怎么解释, 法条, 案例."""
    danger: float = 0.1
    """An emergency card, where what was typed speaks of danger to life: it outranks the trifle that fits as well."""
    card_knows: float = 0.6
    """Share of what the best entry knows of such words from which on an emergency card goes before those that hold them as typed."""
    phase: float = 0.002
    """The entry matters most in the part of the season that is on: it breaks ties and does no more."""
    quality: float = 0.05
    """Checked and in force before unchecked or repealed."""

    use: float = 0.03
    """Opened often and lately on this machine."""
    article: float = 2.2
    """An article asked for by its number; less where the law named beside it is another or none."""
    former_article: float = 2.0
    """The same by a number it bore before."""

    # Terms that were not typed
    amount: float = 2.0
    """A number with its unit, as typed or written in another way."""
    same_meaning: float = 0.2
    """A word that means the same."""
    decoded: float = 0.8
    """What misspelt characters were decoded to."""
    meant: float = 0.95
    """What letters spell."""
    lookalike: float = 0.7
    """A character that looks like the one typed."""

    # What it is about beside the words
    room_side: float = 0.2
    """The room temperature that was said lies on a side that brings callers to the entry."""
    alone: float = 4.0
    """Factor of both where the temperature is nearly all that was said."""
    other_side: float = 0.2
    """Taken off where it lies on another."""
    other_extent: float = 0.06
    """Taken off where it is about more or less of the building than was said."""

    number_alone: float = 0.1
    """Factor of what stands there as typed where a room temperature is all that was typed: many entries name 18 ℃ by the way."""
    side_alone: float = 2.0
    """Factor of the side on which it lies, there."""
    word_alone: float = 0.8
    """Most that a phrase is worth to one everyday word that is no title."""
    everyday: float = 2.5
    """Factor of `door` there."""
    door: float = 0.2
    """Of one word: how many entries lead to it or name it, as a share of the most (logarithms)."""

    # What counts as found
    floor: float = 0.16
    """Least full-text share of an entry found by words alone."""
    question_floor: float = 0.02
    """The same for a whole sentence, most of which never stands in an entry."""
    question_relative_floor: float = 0.2
    """Least share for a sentence, as a share of the best one's."""
    relative_floor: float = 0.35
    """Least full-text share of an entry, as a share of the best one's."""
    close: float = 0.06
    """Least full-text share of the closest entries, shown where nothing was found."""


WEIGHTS = Weights()
