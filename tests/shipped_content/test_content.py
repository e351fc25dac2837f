"""The content that ships has no errors, covers the training deck, and holds what the handbook promises."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.figures import figures_table, stated_figures
from handbook.content.loader import LoadedContent, load_content
from handbook.content.rules.coverage import ROWS
from handbook.document.blocks import TableBlock, TableRole, text_of
from handbook.document.compose import entry_blocks
from handbook.document.wide_marks import wide_throughout
from handbook.model.kinds import Confidence, Kind, LawStatus, Severity, Verification
from handbook.model.problem import Gravity
from handbook.model.regulation import RegulationArticle
from handbook.model.script import READING_SPEED
from handbook.model.text import fill_values
from handbook.model.typesetting import full_width
from handbook.search.index import build_index, open_index
from handbook.search.query import Query

CONTENT = Path(__file__).parents[2] / "content"
MINIMUM = {
    Kind.PROCEDURE: 50,
    Kind.EMERGENCY: 15,
    Kind.REGULATION: 80,
    Kind.SCRIPT: 20,
    Kind.KNOWLEDGE: 30,
    Kind.CASE: 16,
}


@pytest.fixture(scope="module")
def content() -> LoadedContent:
    return check_content(CONTENT)


def test_there_are_no_errors(content: LoadedContent) -> None:
    counts = Counter(entry.kind for entry in content.handbook)
    print(
        "\n"
        + ", ".join(f"{kind.label} {counts[kind]}" for kind in Kind)
        + f", together {len(content.handbook)}"
    )
    warnings = [p for p in content.problems if p.gravity is Gravity.WARNING]
    print(f"{len(warnings)} warnings")
    assert [str(p) for p in content.problems if p.gravity is Gravity.ERROR] == []


def test_there_is_enough_of_every_kind(content: LoadedContent) -> None:
    counts = Counter(entry.kind for entry in content.handbook)
    assert {kind: n for kind, n in MINIMUM.items() if counts[kind] < n} == {}
    assert sum(len(script.lines) for script in content.handbook.scripts) >= 70


def test_every_row_of_the_deck_is_covered(content: LoadedContent) -> None:
    covered = [row for row in ROWS if any(content.handbook.get(id_) for id_ in content.coverage.get(row, ()))]
    print(f"\ncoverage {len(covered)}/{len(ROWS)}")
    assert covered == list(ROWS)
    assert len(ROWS) == 45


def test_phase_1_of_every_card_reads_in_under_20_seconds(content: LoadedContent) -> None:
    seconds = {}
    for card in content.handbook.emergency:
        text = "".join(fill_values(line.text, content.handbook.value_by_key) for line in card.immediate)
        seconds[card.id] = sum(1 for c in text if not c.isspace()) * 60 / READING_SPEED
    print("\n" + ", ".join(f"{id_} {s:.0f} s" for id_, s in seconds.items()))
    assert {id_: s for id_, s in seconds.items() if s >= 20} == {}


def test_a_guide_is_read_at_a_glance(content: LoadedContent) -> None:
    """Filled in, with its grounds, no cell is longer than four lines beside its label, nor has a mark of half width."""
    guides = {e.id: e for e in content.handbook.procedures if e.guide is not None}
    print(f"\n{len(guides)} guides")
    assert len(guides) >= 20
    wrong = {}
    for id_, entry in guides.items():
        blocks = wide_throughout(entry_blocks(entry, content.handbook))
        (table,) = [b for b in blocks if isinstance(b, TableBlock) and b.role is TableRole.GUIDE]
        for label, cell in ((text_of(row[0]), full_width(text_of(row[1]))) for row in table.rows):
            if len(cell) > 4 * 36 or re.search(r"[,;?!()]|(?<!\d):|{{", cell) or not cell:
                wrong[id_, label] = cell
    assert wrong == {}


def test_every_emergency_digit_is_given_once(content: LoadedContent) -> None:
    digits = [card.digit for card in content.handbook.emergency if card.digit is not None]
    assert sorted(digits) == list(range(1, 10))
    assert {card.severity for card in content.handbook.emergency} <= {Severity.DANGER, Severity.URGENT}


def test_current_and_former_numbers_of_the_regulation_are_recorded(content: LoadedContent) -> None:
    numbers = {
        number: article
        for article in content.handbook.regulations
        if article.id.startswith("reg-hlj-")
        for number in article.numbers
    }
    assert {str(n) for n in range(1, 56)} <= numbers.keys()
    assert {n: numbers[n].former_articles for n in ("33", "34", "36", "43")} == {
        "33": ("35",),
        "34": ("36",),
        "36": ("38",),
        "43": ("45",),
    }


def test_no_entry_rests_on_an_article_that_is_not_in_force(content: LoadedContent) -> None:
    unsure = [a for a in content.handbook.regulations if a.status is not LawStatus.IN_FORCE]
    fallen = {a.id for a in unsure if a.status is not LawStatus.UNKNOWN or not a.status_note}
    assert {(e.id, c) for e in content.handbook for c in e.citations if c in fallen} == set()


def test_only_what_was_compared_with_a_full_text_is_said_to_be_in_force(content: LoadedContent) -> None:
    articles = content.handbook.regulations
    in_force = [a for a in articles if a.status is LawStatus.IN_FORCE]
    assert [a.id for a in in_force if not a.verification.rests_on_full_text] == []
    assert len([a for a in articles if a.verification is Verification.COMPARED]) >= 101
    assert [a.id for a in articles if a.verification is Verification.CHECKED] == []


def test_every_article_of_a_law_was_compared_with_the_same_text(content: LoadedContent) -> None:
    texts: dict[tuple[str, str], set[object]] = {}
    for article in content.handbook.regulations:
        if article.verification is Verification.COMPARED:
            texts.setdefault((article.law, article.text_source), set()).add(article.text_date)
    assert {law: dates for law, dates in texts.items() if len(dates) != 1} == {}


def test_entries_of_a_kind_do_not_share_their_ways_of_asking(content: LoadedContent) -> None:
    shared = [str(p) for p in content.problems if p.rule == "ask-twice"]
    assert len(shared) <= 10, shared


def _law_figures(content: LoadedContent) -> Iterator[str]:
    return (figure.confidence for figure in stated_figures(content.handbook))


def test_every_stated_figure_has_source_and_confidence(content: LoadedContent) -> None:
    figures = list(stated_figures(content.handbook))
    assert len(figures) > 30
    assert [f for f in figures if not f.source or f.source == "无来源"] == []
    assert set(_law_figures(content)) <= {c.value for c in Confidence}
    table = figures_table(content.handbook).splitlines()
    assert len(table) == len(figures) + 2
    assert {line.replace("\\|", "").count("|") for line in table} == {6}


def test_every_number_without_a_text_opens_the_table_that_says_so(tmp_path: Path) -> None:
    handbook = load_content(CONTENT).handbook
    table = handbook.get("reg-hlj-9")
    assert isinstance(table, RegulationArticle)
    assert table.id == "reg-hlj-missing"
    assert handbook.taken_over_by(table.id) == tuple(f"reg-hlj-{number}" for number in table.articles)
    build_index(handbook, tmp_path / "index")
    with closing(open_index(tmp_path / "index", handbook.revision)) as engine:
        asked = [f"{law}第{n}条" for n in table.articles for law in ("省条例", "条例", "")]
        missed = [text for text in asked if engine.search(Query(text)).hits[0].id != table.id]
    assert missed == []
