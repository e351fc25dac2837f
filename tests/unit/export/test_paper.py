"""Real PDFs, read back: the same Chinese, embedded subsets, sizes, margins, boxes, feet, links and bookmarks."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from handbook.document.blocks import Caution, OutcomeBlock, Say, Sheet, StepRow
from handbook.document.compose import RunToPrint, compose_entry
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.document.sheet_text import sheet_lines
from handbook.export.drawing.fonts import PaperFont
from handbook.export.drawing.preview import render_sheet
from handbook.export.errors import CancelledError, StepTooTallError
from handbook.export.paper.boxes import MM, Box, Placed, SvgMark, TextMark, TickMark
from handbook.export.paper.document import Document
from handbook.export.paper.pack import PackPlan
from handbook.export.paper.scale import SMALLEST_HEADING, SMALLEST_TEXT, Form, paper, sheeting
from handbook.export.paper.typeset import Typesetter
from handbook.export.paper.typography import chinese
from handbook.export.pdf.pdf_file import pdf_bytes
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.step import Step
from handbook.paper_characters import missing_on_paper
from tests.helpers.sample import EMERGENCY, PROCEDURE, SAMPLE
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import TODAY, PrintedRun, folded, page_words, read_page, read_pdf

FORMS = list(Form)


def _some(book: Handbook) -> list[Any]:
    """One entry of each kind, other ones in every form."""
    return [
        book.of_kind(kind)[len(kind.value) % len(book.of_kind(kind))] for kind in Kind if book.of_kind(kind)
    ]


@pytest.mark.parametrize("form", FORMS)
def test_sample_entries_in_every_form(document: MakeDocument, form: Form) -> None:
    check_document(document(SAMPLE, *SAMPLE, form=form), form)


@pytest.mark.parametrize("form", FORMS)
def test_one_shipped_entry_of_each_kind_in_every_form(
    document: MakeDocument, book: Handbook, form: Form
) -> None:
    check_document(document(book, *_some(book), form=form), form)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_every_shipped_entry_in_every_form(document: MakeDocument, book: Handbook, form: Form) -> None:
    check_document(document(book, *book, form=form), form)


def check_document(made: Document, form: Form) -> None:
    """All that must hold of any PDF."""
    pdf = pdf_bytes(made)
    reader = read_pdf(pdf)
    assert len(reader.pages) == len(made.pages)
    words: list[str] = []
    for page in reader.pages:
        for drawing in (page["/Resources"].get("/XObject") or {}).values():
            assert drawing.get_object()["/Subtype"] == "/Form", "a bitmap on paper"
        text, runs = read_page(page)
        words.append(text)
        _check_sizes_and_margins(runs, form)
    for sheet in made.sheets:
        _check_words(sheet, words, form)
    _check_fonts(reader)
    _check_boxes(made)
    _check_nothing_overlaps(made, Typesetter(PaperFont()))


def _check_nothing_overlaps(made: Document, setter: Typesetter) -> None:
    for page in made.pages:
        for placed in page.placed:
            words = [
                (mark.x, mark.y, mark.x + setter.width(mark.text, mark.size, mark.bold), mark)
                for mark in placed.box.marks
                if isinstance(mark, TextMark) and mark.text.strip()
            ]
            for (left, y, right, one), (left2, y2, right2, two) in combinations(words, 2):
                # A blank half of a mark gives way.
                is_beside = min(right, right2) - max(left, left2) <= 0.5 * max(one.size, two.size) + 1
                # The ink of a Chinese character reaches from 0.85 em above the baseline to 0.1 below.
                is_clear = abs(y - y2) >= 0.7 * min(one.size, two.size) or is_beside
                assert is_clear, f"{page.entry_id}: {one.text} over {two.text}"


def _check_words(sheet: Sheet, words: list[str], form: Form) -> None:
    per_sheet = len(sheeting(form).cells)
    whole = "".join(words)
    pages = [page for page in words if folded(sheet.code) in page]
    assert pages, f"{sheet.entry_id}: no page bears its code"
    for page in pages:
        assert "打印件为非受控版本,以系统为准" in page
        for fact in (sheet.entry_id, sheet.content_version, sheet.reviewed, "2026-11-2210:03", "页"):
            assert folded(fact) in page, f"{sheet.entry_id}: {fact} is missing on a page"
    assert folded(sheet.title) in pages[0]
    guard = ""
    for block in sheet.blocks:
        if isinstance(block, StepRow):
            row = folded(block.text).removesuffix("。")  # the state follows
            # On a sheet of several cards, a page holds several pages of the card.
            assert any(row in page and (not guard or guard in page) for page in pages), (
                f"{sheet.entry_id}: {block.text}"
            )
            for choice in block.choices:
                assert any(folded(choice.label) in page and row in page for page in pages)
            guard = ""
        elif isinstance(block, Caution):
            guard = folded(block.text)
        elif isinstance(block, Say | OutcomeBlock):
            said = block.text if isinstance(block, Say) else block.say
            assert folded(said) in whole or per_sheet > 1 or form is Form.A6, f"{sheet.entry_id}: {said}"


def _check_fonts(reader: Any) -> None:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            [descendant] = font.get_object()["/DescendantFonts"]
            described = descendant.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in described
            # A subset is told by six letters and a plus, and is far smaller than the 2.8 MB of the whole font.
            assert font.get_object()["/BaseFont"] == described["/FontName"]
            assert described["/FontName"][7:8] == "+"
            assert "NotoSansSC" in described["/FontName"]
            assert len(described["/FontFile2"].get_object().get_data()) < 1_500_000


def _check_sizes_and_margins(runs: list[PrintedRun], form: Form) -> None:
    plan = sheeting(form)
    for size, x, y, words in runs:
        assert size >= SMALLEST_TEXT - 0.06, f"{size:.1f} pt: {words}"
        left = max(cell_x for cell_x, _ in plan.cells if cell_x <= x + 1)
        top = max(cell_y for _, cell_y in plan.cells if cell_y <= y + 1)
        # Marks with a blank left half hang out by half an em; their ink does not.
        ink = x + (0.5 * size if words.lstrip()[:1] in "「《（“【〔" else 0)
        assert ink - left >= 20 * MM - 0.5, f"{(x - left) / MM:.1f} mm from the left: {words}"
        assert 5 * MM <= y - top <= plan.card.height - 5 * MM


def _check_boxes(made: Document) -> None:
    for page in made.pages:
        for placed in page.placed:
            for mark in placed.box.marks:
                if isinstance(mark, TickMark):
                    assert mark.size >= 4 * MM


def test_the_headings_are_never_under_twelve_points() -> None:
    for form in Form:
        for scale in (*paper(form).scales, paper(form).fallback):
            assert scale.heading >= SMALLEST_HEADING
            assert min(scale.body, scale.small) >= SMALLEST_TEXT
            assert scale.tick >= 4 * MM
        assert paper(form).left >= 20 * MM
        assert paper(form).right >= 10 * MM


def test_full_size_is_used_where_it_fits(document: MakeDocument) -> None:
    [page] = document(SAMPLE, EMERGENCY).pages
    sizes = {mark.size for placed in page.placed for mark in placed.box.marks if isinstance(mark, TextMark)}

    assert {12.0, 14.0} <= sizes


def test_boxes_look_different_in_grey(document: MakeDocument) -> None:
    states = [
        TickState.OPEN,
        TickState.TICKED,
        TickState.VERIFIED,
        TickState.SKIPPED,
        TickState.NOT_APPLICABLE,
    ]
    steps = tuple(
        replace(PROCEDURE.onsite_steps[0], id=f"s{n}", text=f"第{n}件") for n, _ in enumerate(states)
    )
    entry = replace(PROCEDURE, steps=steps, onsite_steps=(), dispatch_minimum=())
    record = RunRecord(steps={f"s{n}": StepRecord(state=state) for n, state in enumerate(states)})
    made = document(SAMPLE, RunToPrint(entry=entry, record=record))
    image = render_sheet(made, 0, 1600)
    dots = 1600 / made.width
    shares = []
    for placed in made.pages[0].placed:
        for mark in placed.box.marks:
            if isinstance(mark, TickMark):
                left, top, side = (placed.x + mark.x) * dots, (placed.y + mark.y) * dots, mark.size * dots
                greys = [
                    image.pixelColor(
                        round(left + side * (0.16 + 0.68 * i / 24)),
                        round(top + side * (0.16 + 0.68 * j / 24)),
                    ).lightness()
                    for i in range(25)
                    for j in range(25)
                ]
                shares.append(sum(grey < 128 for grey in greys) / len(greys))

    assert len(shares) == 5
    assert shares[0] == 0
    assert all(share > 0.03 for share in shares[1:4])
    assert shares[1] != shares[3]


def test_a_step_taller_than_a_page_is_an_error_that_names_it(document: MakeDocument) -> None:
    endless = replace(PROCEDURE.onsite_steps[0], text="很长的一步" * 300)
    entry = replace(PROCEDURE, steps=(endless,), dispatch_minimum=())

    with pytest.raises(StepTooTallError, match=r"第 1 步在 A6 上一页放不下"):
        document(SAMPLE, entry, form=Form.A6)


def test_a_procedure_of_a_hundred_steps_is_printed_whole(document: MakeDocument) -> None:
    steps = tuple(
        Step(kind=PROCEDURE.onsite_steps[0].kind, text=f"第{n}件要办的事", state="已办") for n in range(100)
    )
    entry = replace(PROCEDURE, steps=steps, dispatch_minimum=())
    made = document(SAMPLE, entry)
    words = page_words(pdf_bytes(made))

    assert all(any(f"第{n}件要办的事—已办" in page for page in words) for n in range(100))
    assert all("接下页" in page for page in words[:-1])
    assert "接下页" not in words[-1]
    assert all("(续)" in page for page in words[1:])


def test_a_pack_has_cover_contents_tabs_links_and_bookmarks(document: MakeDocument) -> None:
    made = document(SAMPLE, *SAMPLE, pack=PackPlan(title="现场携带包"))
    pdf = pdf_bytes(made)
    reader = read_pdf(pdf)
    words = page_words(pdf)
    titles = [item.title for item in reader.outline if not isinstance(item, list)]

    assert titles == ["封面", "目录", "应急", "散热不良", "法规", "话术", "知识", "案例", "更改记录"]
    assert "现场携带包" in words[0]
    assert f"第1/{len(words)}页" in words[0]
    first_card = next(n for n, page in enumerate(words) if "em-burst" in page)
    assert first_card == 2, "emergencies come first"
    for entry in SAMPLE:
        page = made.first_page[entry.id][0]
        assert f"{folded(entry.title)}{page + 1}" in words[1] or (
            folded(entry.title) in words[1] and str(page + 1) in words[1]
        )
    links = [note.get_object() for note in reader.pages[1]["/Annots"].get_object()]
    assert len(links) == len(SAMPLE)
    targets = {link["/Dest"][0].idnum for link in links}
    assert targets == {reader.pages[place[0]].indirect_reference.idnum for place in made.first_page.values()}
    assert "更改记录" in words[-1]
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_links_to_entries_outside_the_file_stay_words(document: MakeDocument) -> None:
    reader = read_pdf(pdf_bytes(document(SAMPLE, PROCEDURE)))

    assert not any("/Annots" in page for page in reader.pages)


def test_a_space_is_copied_as_a_space(document: MakeDocument) -> None:
    words = read_pdf(pdf_bytes(document(SAMPLE, EMERGENCY))).pages[0].extract_text()

    assert "第 1 / 1 页" in words
    assert "\t" not in words


def test_a_drawing_is_a_form_with_words_in_an_embedded_subset(document: MakeDocument) -> None:
    svg = '<svg viewBox="0 0 640 200"><text x="10" y="90" font-size="40">供水 回水</text></svg>'
    made = document(SAMPLE, EMERGENCY)
    made.pages[0].placed.append(Placed(100, 100, Box(height=100, marks=[SvgMark(0, 0, 320, 100, svg)])))
    [drawing] = read_pdf(pdf_bytes(made)).pages[0]["/Resources"]["/XObject"].values()
    [font] = drawing["/Resources"]["/Font"].values()
    map_to_text = font["/ToUnicode"].get_data()

    assert [float(side) for side in drawing["/BBox"]] == [0, 0, 320, 100]
    assert font["/BaseFont"][7:] == "+NotoSansSC-Regular"
    assert b"<4F9B>" in map_to_text
    assert b"<0009>" not in map_to_text


def test_cards_of_a_sheet_lie_in_their_cells(document: MakeDocument) -> None:
    made = document(SAMPLE, *SAMPLE, form=Form.FOUR_UP)

    assert made.width == pytest.approx(210 * MM)
    assert {(x, y) for _, x, y in made.first_page.values()} <= set(sheeting(Form.FOUR_UP).cells)


def test_cancelling_writes_nothing(document: MakeDocument) -> None:
    made = document(SAMPLE, *SAMPLE)

    with pytest.raises(CancelledError):
        pdf_bytes(made, lambda done, of: done < 2)


def test_the_font_has_every_character_of_the_shipped_handbook(book: Handbook) -> None:
    words = "".join(
        chinese(line) for entry in book for line in sheet_lines(compose_entry(entry, book, TODAY))
    )

    assert missing_on_paper(words) == ""


def test_the_same_job_gives_the_same_pages(document: MakeDocument) -> None:
    first, second = document(SAMPLE, *SAMPLE), document(SAMPLE, *SAMPLE)

    assert first.text() == second.text()
    assert [len(page.placed) for page in first.pages] == [len(page.placed) for page in second.pages]
