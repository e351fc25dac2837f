"""A mark between two pieces of running text is set as it would be in one."""

from handbook.document.blocks import Labelled, OutcomeBlock, Span, TableBlock, text_of
from handbook.document.wide_marks import wide, wide_throughout

PIECES = (Span("营业厅"), Span("("), Span("省条例", link="entry:reg-36"), Span(")"), Span(";"), Span("电话"))
WIDE = "营业厅（省条例）；电话"


def test_the_pieces_are_set_as_one_text_and_keep_their_links() -> None:
    assert text_of(wide(PIECES)) == WIDE
    assert [span.link for span in wide(PIECES)] == [span.link for span in PIECES]


def test_every_running_text_of_a_block_is_set() -> None:
    table = TableBlock(("甲",), ((PIECES,),))
    assert text_of(wide_throughout(table).rows[0][0]) == WIDE
    assert text_of(wide_throughout(Labelled("依据", PIECES)).rich) == WIDE
    outcome = OutcomeBlock(
        letter="A", title="甲", responsible="乙", next_action="丙", owner="丁", grounds=(PIECES,)
    )
    assert text_of(wide_throughout(outcome).grounds[0]) == WIDE


def test_what_has_no_such_mark_is_left_as_it_is() -> None:
    block = Labelled("依据", (Span("省条例"),))
    assert wide_throughout(block) is block
