"""The guide of a 事务 entry: one small table on every surface, which claims no law that the region does not have."""

from dataclasses import replace
from datetime import date

from handbook.document.blocks import Steps, TableBlock, TableRole, text_of
from handbook.document.compose import RunToPrint, compose_run, entry_blocks
from handbook.document.currency import make_code
from handbook.document.pinned_list import pinned_entry
from handbook.document.run_record import RunRecord
from handbook.model.checklist import checklist_from_json, make_checklist
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawStatus
from handbook.model.pinned_paper import make_paper
from handbook.model.region import InForce
from handbook.model.service_guide import GuideLine, ServiceGuide
from handbook.model.text import fill_values
from handbook.search.source.entry_text import aside_of, body_of
from tests.helpers.sample import PROCEDURE, REGULATION, SAMPLE

DAY = date(2026, 11, 22)
FIELDS = ("条件", "材料", "流程", "时限", "收费", "渠道", "责任单位")
PROVINCIAL = replace(REGULATION, law_short_names=("省条例",))
OTHER = replace(REGULATION, id="reg-fee", article="", place="北江", status=LawStatus.UNKNOWN)


def line(text: str, *citations: str, usual: bool = False) -> GuideLine:
    return GuideLine(text=text, citations=citations, usual=usual)


GUIDE = ServiceGuide(
    conditions=(line("户名写错的"),),
    materials=(line("带身份证", usual=True), line("带房本", usual=True)),
    process=(line("登记 → 答复"),),
    time_limit=(line("{{arrival}}回话"), line("不低于{{floor}}", "reg-36"), line("不满的重测", "reg-36")),
    fee=(line("按{{no_value}}收", "reg-36"), line("公告为准", "reg-fee"), line("退一半", "退费")),
    channels=(line("电话登记"),),
    responsible=(line("供热单位"),),
)
ENTRY = replace(PROCEDURE, guide=GUIDE)
EMPTY = replace(SAMPLE.values[0], key="no_value", label="热价", value="")


def book(*, is_confirmed: bool = True) -> Handbook:
    region = InForce(id="beijiang", name="北江", city="临州", is_confirmed=is_confirmed)
    return replace(
        SAMPLE,
        procedures=(ENTRY,),
        regulations=(PROVINCIAL, OTHER),
        values=(*SAMPLE.values, EMPTY),
        region=region,
    )


def table(handbook: Handbook) -> TableBlock:
    blocks = entry_blocks(ENTRY, handbook)
    (found,) = [b for b in blocks if isinstance(b, TableBlock)]
    (steps, *_) = [at for at, b in enumerate(blocks) if isinstance(b, Steps)]
    assert blocks.index(found) == steps - 1
    return found


def cells(found: TableBlock) -> dict[str, str]:
    return {text_of(label): text_of(words) for label, words in found.rows}


def test_the_seven_fields_stand_in_order_before_the_steps() -> None:
    found = table(book())

    assert found.role is TableRole.GUIDE
    assert tuple(cells(found)) == FIELDS
    assert cells(found)["材料"] == "通常带身份证;通常带房本,以本单位公布为准"


def test_what_reads_as_law_stands_with_its_article_and_its_doubt() -> None:
    said = cells(table(book()))

    arrival, floor = (value.text for value in SAMPLE.values[:2][::-1])
    assert said["时限"] == f"{arrival}回话;不低于{floor};不满的重测(省条例 第 36 条)"
    links = [span.link for _, words in table(book()).rows for span in words if span.link]
    assert links == ["entry:reg-36", "entry:reg-36", "entry:reg-fee"]


def test_a_figure_that_the_region_gives_otherwise_leads_to_the_article_and_no_answer_claims_nothing() -> None:
    assert cells(table(book()))["收费"] == "见省条例 第 36 条;公告为准(北江口径,未核实);本地规定未取得"


def test_local_law_of_a_region_that_nobody_confirmed_says_so_once_a_cell() -> None:
    fee = cells(table(book(is_confirmed=False)))["收费"]

    assert fee.count("地区未确认") == 1
    assert fee.endswith("〔地区未确认〕")


def test_a_figure_rests_on_the_article_that_sets_it() -> None:
    """Though the line cites the role, of which another article of the region may be the chief one."""
    values = tuple(replace(v, citations=("reg-fee",)) if v.key == "floor" else v for v in SAMPLE.values)
    said = cells(table(replace(book(), values=(*values, EMPTY))))["时限"]

    assert "(北江口径,未核实)" in said


def test_a_run_prints_the_guide_as_it_was_pinned() -> None:
    then = book(is_confirmed=False)
    pinned = make_checklist(
        ENTRY,
        resolve=lambda text: fill_values(text, then.value_by_key),
        paper=make_paper(ENTRY, then, make_code(ENTRY, then)),
    )
    stored = checklist_from_json(pinned.to_json())
    run = RunToPrint(entry=pinned_entry(stored, DAY), record=RunRecord(), pinned=stored)

    (found,) = [b for b in compose_run(run, Handbook(), DAY).blocks if isinstance(b, TableBlock)]
    assert cells(found) == cells(table(then))


def test_the_guide_is_no_word_to_find_the_entry_by_and_changes_the_code_of_its_sheet() -> None:
    without = replace(ENTRY, guide=None)
    assert body_of(entry_blocks(ENTRY, book())) == body_of(entry_blocks(without, book()))
    assert aside_of(entry_blocks(ENTRY, book())) == aside_of(entry_blocks(without, book()))

    assert make_code(ENTRY, book()) != make_code(without, book())
    dearer = replace(GUIDE, fee=(line("以本单位公布为准"),))
    assert make_code(replace(ENTRY, guide=dearer), book()) != make_code(ENTRY, book())
