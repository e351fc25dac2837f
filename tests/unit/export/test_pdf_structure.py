"""What a screen reader finds in a PDF: roles and order as in the blocks, nothing left out, nothing read twice."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from handbook.document.blocks import (
    Block,
    Bullet,
    Caution,
    Heading,
    Immediate,
    Labelled,
    Note,
    OutcomeBlock,
    Paragraph,
    Picture,
    Say,
    ScriptBlock,
    Sheet,
    StepRow,
    TableBlock,
    plain,
    text_of,
)
from handbook.document.compose import RunToPrint, compose_entry
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.export.drawing.fonts import PaperFont
from handbook.export.paper.boxes import Box, Page, Placed, QrMark, TagMark, TextMark
from handbook.export.paper.document import Document, PrintJob, make_document
from handbook.export.paper.pack import ChangeRow, PackPlan
from handbook.export.paper.scale import Form
from handbook.export.paper.slicing import slice_box
from handbook.export.paper.structure import Element, HeadingDepths, Role
from handbook.export.pdf.pdf_file import pdf_bytes
from handbook.export.pdf.pdf_metadata import xmp_packet
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import PRINTED, TODAY, folded, read_pdf
from tests.unit.export.tagged_pdf import ReadElement, read_content, read_structure

FORMS = list(Form)


def _sheet_document(font: PaperFont, *blocks: Block, form: Form = Form.A4) -> Document:
    sheet = Sheet(
        entry_id="kn-made",
        title="试卡",
        kind_label="知识",
        severity="",
        subtitle="知识",
        summary="",
        blocks=blocks,
        code="K7QM-3F2Q",
    )
    return make_document(PrintJob(items=(sheet,), handbook=Handbook(), form=form, printed=PRINTED), font)


def _tree(font: PaperFont, *blocks: Block, form: Form = Form.A4) -> ReadElement:
    return read_structure(pdf_bytes(_sheet_document(font, *blocks, form=form)))


def _words(elements: list[ReadElement]) -> list[str]:
    return [folded(element.words) for element in elements]


# -- against the blocks


@pytest.mark.parametrize("form", FORMS)
def test_sample_entries_are_read_as_their_blocks_stand(document: MakeDocument, form: Form) -> None:
    for entry in SAMPLE:
        check_structure(document(SAMPLE, entry, form=form))


@pytest.mark.parametrize("form", FORMS)
def test_shipped_entries_are_read_as_their_blocks_stand(
    document: MakeDocument, book: Handbook, form: Form
) -> None:
    for kind in Kind:
        for entry in book.of_kind(kind)[:: max(1, len(book.of_kind(kind)) // 3)][:3]:
            check_structure(document(book, entry, form=form))


def check_structure(made: Document) -> None:
    """Roles and order of the one card in a document, as another program reads them."""
    pdf = pdf_bytes(made)
    reader = read_pdf(pdf)
    for page in reader.pages:
        assert read_content(reader, page).stray == []
    _check_way_back(reader)
    root = read_structure(pdf)
    [sheet] = made.sheets
    assert [element.role for element in root.kids] == ["Sect"], sheet.entry_id
    assert _words(root.all("H1")) == [folded(sheet.title)]
    _check_depths(root)
    _check_children(root)
    elements = iter([*root.walk()])
    for block in sheet.blocks:
        for roles, words in _expected(block):
            found = next(
                (each for each in elements if each.role in roles and words in folded(each.words)), None
            )
            assert found, f"{sheet.entry_id}: {roles} {words} is not read where it stands"


def _expected(block: Block) -> list[tuple[tuple[str, ...], str]]:
    """Roles of the elements that a block makes, with words that each says."""
    match block:
        case Heading():
            return [(("H2", "H3", "H4", "H5", "H6"), folded(block.text))]
        case StepRow():
            return [
                (("LI",), folded(block.text).removesuffix("。")),
                (("Lbl",), f"{block.tick}{block.number}"),
                (("LBody",), folded(block.text).removesuffix("。")),
            ]
        case Caution() | Note():
            return [(("LBody",), folded(block.text))]
        case Bullet():
            return [(("LBody",), folded(text_of(block.rich)))]
        case Immediate():
            return [(("LBody",), folded(row.text)) for row in block.rows]
        case OutcomeBlock():
            return [(("Lbl",), block.letter), (("P",), folded(block.title))]
        case ScriptBlock():
            return [(("LBody",), folded(variant.text)) for variant in block.variants]
        case TableBlock():
            cells = [folded(text_of(cell)) for row in block.rows for cell in row]
            return [(("TD", "TH"), cell) for cell in cells] if any(cells) else []
        case Picture():
            # On small paper the caption stands alone.
            return [(("Caption", "P"), folded(block.caption))]
        case Paragraph() | Labelled():
            return [(("P",), folded(text_of(block.rich)))]
        case Say():
            return [(("P",), folded(block.text))]
        case _:
            return []


def _check_depths(root: ReadElement) -> None:
    depth = 0
    for heading in root.all("H1", "H2", "H3", "H4", "H5", "H6"):
        assert int(heading.role[1]) <= depth + 1, f"{heading.words} leaves a level out"
        depth = int(heading.role[1])


def _check_children(root: ReadElement) -> None:
    wanted = {
        "L": {"LI", "L"},
        "LI": {"Lbl", "LBody"},
        "Table": {"TR", "Caption"},
        "TR": {"TH", "TD"},
        "TOC": {"TOCI"},
    }
    for element in root.walk():
        for kid in element.kids:
            assert kid.role in wanted.get(element.role, {kid.role}), f"{kid.role} in {element.role}"
    for table in root.all("Table"):
        assert len({len(row.kids) for row in table.all("TR")}) == 1, "rows of unlike length"
        assert table.all("TH")
        assert all(cell.attribute("/Scope") for cell in table.all("TH"))


def _check_way_back(reader: Any) -> None:
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    rows = root["/ParentTree"]["/Nums"]
    ways = {rows[at]: rows[at + 1].get_object() for at in range(0, len(rows), 2)}
    for page in reader.pages:
        here = page.indirect_reference.idnum
        owners = ways[page["/StructParents"]]
        assert len(owners) == len(read_content(reader, page).words)
        for number, owner in enumerate(owners):
            assert (here, number) in _places(owner.get_object()), "the way back leads elsewhere"
        for note in page.get("/Annots", []):
            assert note.get_object()["/Contents"]
            link = ways[note.get_object()["/StructParent"]]
            assert link["/S"] == "/Link"
            assert note.idnum in [kid.raw_get("/Obj").idnum for kid in link["/K"] if "/Obj" in _entries(kid)]


def _entries(kid: Any) -> Any:
    return kid if isinstance(kid, dict) else {}


def _places(element: Any) -> Iterator[tuple[int, int]]:
    """Page and number of each stretch of content that an element says is its own."""
    kids = element["/K"]
    for each in kids if isinstance(kids, list) else [kids]:
        kid = each.get_object()
        if isinstance(kid, int):
            yield element.raw_get("/Pg").idnum, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.raw_get("/Pg").idnum, kid["/MCID"]


# -- parts


def test_a_table_over_two_pages_is_one_with_one_head(font: PaperFont) -> None:
    rows = tuple((plain(f"第{at}项"), plain("说明" * 40)) for at in range(40))
    made = _sheet_document(font, TableBlock(("项目", "说明"), rows))
    root = read_structure(pdf_bytes(made))

    assert len(made.pages) > 1
    [table] = root.all("Table")
    assert len(table.pages) == len(made.pages)
    assert _words(table.all("TH")) == ["项目", "说明"]
    assert len(table.all("TR")) == 41
    assert {cell.attribute("/Scope") for cell in table.all("TH")} == {"/Column"}


def test_a_head_that_names_a_whole_table_is_its_caption(font: PaperFont) -> None:
    table = _tree(font, TableBlock(("办事指南", ""), ((plain("时限"), plain("三天")),)))

    assert _words(table.all("Caption")) == ["办事指南"]
    assert [(cell.role, cell.words) for cell in table.all("TH", "TD")] == [("TH", "时限"), ("TD", "三天")]
    assert table.all("TH")[0].attribute("/Scope") == "/Row"


def test_a_short_row_and_an_empty_cell_keep_the_columns(font: PaperFont) -> None:
    rows = ((plain("一"), plain(""), plain("三")), (plain("四"),))
    [table] = _tree(font, TableBlock(("甲", "乙", "丙"), rows)).all("Table")

    assert [[cell.words for cell in row.kids] for row in table.kids] == [
        ["甲", "乙", "丙"],
        ["一", "", "三"],
        ["四", "", ""],
    ]


def test_rows_to_be_filled_in_by_pen_are_no_table(font: PaperFont) -> None:
    blank = tuple((plain("\u00a0"), plain("\u00a0")) for _ in range(3))
    root = _tree(font, TableBlock(("日期", "签名"), blank))

    assert root.all("Table") == []
    assert "日期签名" in _words(root.all("P"))


def test_a_paragraph_over_two_pages_is_one(font: PaperFont) -> None:
    words = "".join(f"这是第{at}句话," for at in range(400))
    root = _tree(font, Paragraph(plain(words)), form=Form.A5)
    [paragraph] = [each for each in root.all("P") if "第399句" in each.words]

    assert len(paragraph.pages) > 1
    assert folded(paragraph.words) == folded(words)


def test_running_heads_and_feet_are_not_read(font: PaperFont) -> None:
    steps = tuple(
        StepRow(number=at, name=f"s{at}", mark="办", text=f"关好第{at}个阀门") for at in range(1, 80)
    )
    made = _sheet_document(font, Heading("先办"), *steps)
    pdf = pdf_bytes(made)
    read = read_structure(pdf).words
    reader = read_pdf(pdf)
    unread = "".join(read_content(reader, page).no_content for page in reader.pages)

    assert len(made.pages) > 1
    assert "续" not in read
    assert "接下页" not in read
    assert folded(unread).count("先办(续)") == len(made.pages) - 1
    assert read.count("K7QM-3F2Q") == 1, "the foot is read once, at the end"
    assert len(read_structure(pdf).all("L")) == 1


def test_the_feet_of_many_cards_are_running_feet(document: MakeDocument) -> None:
    made = document(SAMPLE, *SAMPLE)

    assert "打印件为非受控版本" not in read_structure(pdf_bytes(made)).words


def test_a_tick_box_says_its_state(document: MakeDocument) -> None:
    names = {1: TickState.TICKED, 2: TickState.SKIPPED}
    steps = {
        step.id or str(at): StepRecord(state=names.get(at, TickState.OPEN))
        for at, step in enumerate(PROCEDURE.steps, 1)
    }
    run = RunToPrint(
        entry=PROCEDURE,
        record=RunRecord(
            call="20261122-001", started=datetime(2026, 11, 22, 9, 0), ended=None, steps=steps, outcome=""
        ),
    )
    said = {element.words for element in read_structure(pdf_bytes(document(SAMPLE, run))).all("Span")}

    assert {"已打钩", "未做"} <= said
    blank = read_structure(pdf_bytes(document(SAMPLE, PROCEDURE)))
    assert "未做1" in _words(blank.all("Lbl"))
    assert "未选" in {element.words for element in blank.all("Span")}


def test_a_warning_does_not_end_the_list_of_steps(font: PaperFont) -> None:
    one, two = (StepRow(number=at, name=f"s{at}", mark="办", text=f"第{at}步") for at in (1, 2))
    [steps] = _tree(font, one, Caution("警告", "管子烫手"), Note("记得关灯"), two).all("L")

    assert _words(steps.kids) == ["未做1第1步", "警告:管子烫手", "注记得关灯", "未做2第2步"]


def test_lists_within_lists_and_second_paragraphs(font: PaperFont) -> None:
    bullets = (
        Bullet(plain("甲"), "1"),
        Bullet(plain("子"), "•", 1),
        Bullet(plain("丑"), "•", 1),
        Bullet(plain("乙"), "2"),
        Bullet(plain("乙的下文"), ""),
        Bullet(plain("不许"), "×"),
    )
    root = _tree(font, *bullets)
    numbers, _inner, signs = root.all("L")

    assert [kid.role for kid in numbers.kids] == ["LI", "L", "LI"]
    assert _words(numbers.kids) == ["1甲", "•子•丑", "2乙乙的下文"]
    assert [each.attribute("/ListNumbering") for each in (numbers, signs)] == ["/Decimal", "/Disc"]
    assert _words(signs.kids) == ["×不许"]


def test_a_drawing_is_a_figure_with_its_words(document: MakeDocument, book: Handbook) -> None:
    entry = next(
        entry
        for entry in book
        if any(isinstance(block, Picture) for block in compose_entry(entry, book, TODAY).blocks)
    )
    drawn = document(book, entry)
    [picture, *_] = [block for block in drawn.sheets[0].blocks if isinstance(block, Picture)]
    [figure, *_] = read_structure(pdf_bytes(drawn)).all("Figure")

    assert str(figure.entries["/Alt"]).startswith(picture.caption)
    assert len(figure.entries["/A"]["/BBox"]) == 4
    assert folded(picture.caption) in folded(figure.all("Caption")[0].words)


def test_a_pack_is_read_with_its_contents_as_links(document: MakeDocument) -> None:
    plan = PackPlan(title="冬季包", changes=(ChangeRow("2026-11-01", "漏水", "改了话"),))
    made = document(SAMPLE, *SAMPLE, pack=plan)
    pdf = pdf_bytes(made)
    root = read_structure(pdf)

    _check_way_back(read_pdf(pdf))
    _check_depths(root)
    _check_children(root)
    titles = [folded(sheet.title) for sheet in made.sheets]
    links = _words([link for row in root.all("TOCI") for link in row.all("Link")])
    assert len(links) == len(titles)
    assert all(any(title in link for link in links) for title in titles)
    assert sorted(_words(root.all("H1"))) == sorted([*titles, "冬季包", "目录", "更改记录"])


def test_depths_leave_no_level_out() -> None:
    depths = HeadingDepths()

    assert [depths.depth(level) for level in (1, 3, 3, 4, 2, 1, 2)] == [2, 3, 3, 4, 3, 2, 3]


def test_a_slice_knows_what_its_words_are() -> None:
    tag = TagMark(Element(Role.PARAGRAPH))
    box = Box(height=100, marks=[tag, *(TextMark(0, y, "字", 10) for y in (10, 40, 70, 95))])
    pieces = slice_box(box, 50)

    assert len(pieces) > 1
    assert all(piece.marks[0] is tag for piece in pieces)


# -- the file


def test_title_and_language_stand_in_the_metadata(document: MakeDocument) -> None:
    reader = read_pdf(pdf_bytes(document(SAMPLE, PROCEDURE)))
    catalog = reader.trailer["/Root"]

    assert reader.xmp_metadata.dc_title == {"x-default": PROCEDURE.title}
    assert reader.xmp_metadata.dc_language == ["zh-CN"]
    assert catalog["/Lang"] == "zh-CN"
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


def test_a_title_cannot_break_out_of_the_metadata() -> None:
    packet = xmp_packet("<漏水> & 停热", "供热速查", PRINTED, "zh-CN", is_accessible=False).decode()

    assert "&lt;漏水&gt; &amp; 停热" in packet
    assert "pdfuaid" not in packet


@pytest.mark.parametrize(
    ("entries", "form", "is_claimed"),
    [((PROCEDURE,), Form.A4, True), ((PROCEDURE,), Form.TWO_UP, False), (tuple(SAMPLE), Form.A4, False)],
)
def test_conformance_is_claimed_for_one_card_that_is_not_cut(
    document: MakeDocument, entries: tuple[Entry, ...], form: Form, is_claimed: bool
) -> None:
    reader = read_pdf(pdf_bytes(document(SAMPLE, *entries, form=form)))
    packet = reader.trailer["/Root"]["/Metadata"].get_data()

    assert (b"<pdfuaid:part>1</pdfuaid:part>" in packet) is is_claimed


def test_words_that_nobody_named_are_a_paragraph_and_nothing_is_claimed(font: PaperFont) -> None:
    box = Box(height=50, marks=[TextMark(10, 20, "合计", 10), QrMark(10, 30, 20, "K7QM")])
    page = Page(width=200, height=200, placed=[Placed(0, 0, box)])
    pdf = pdf_bytes(Document(title="表", width=200, height=200, pages=[page], printed=PRINTED))

    assert [(each.role, each.words) for each in read_structure(pdf).kids] == [("P", "合计")]
    assert b"pdfuaid" not in read_pdf(pdf).trailer["/Root"]["/Metadata"].get_data()


def test_small_objects_are_packed_and_found_again(document: MakeDocument) -> None:
    pdf = pdf_bytes(document(SAMPLE, *list(SAMPLE) * 20))
    reader = read_pdf(pdf)

    assert len(re.findall(rb"/Type /ObjStm", pdf)) > 3
    assert b"/Type /Page " not in pdf
    assert len([*read_structure(pdf).walk()]) > 2000
    assert reader.metadata.title
