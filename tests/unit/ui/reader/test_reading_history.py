"""Back and forward, as in a browser."""

from handbook.ui.reader.reading_history import ReadingHistory


def trail(*names: str) -> ReadingHistory:
    """A history of these visits."""
    history = ReadingHistory()
    for name in names:
        history.visit(name)
    return history


def test_an_empty_history_goes_nowhere() -> None:
    history = trail()
    history.leave_at(0.5)
    assert (history.current, history.move(-1), history.move(1)) == (None, None, None)
    assert not history.can_go_back
    assert not history.can_go_forward


def test_back_and_forward_keep_places() -> None:
    history = trail("a")
    history.leave_at(0.25)
    history.visit("b")
    history.leave_at(0.75)
    back = history.move(-1)
    assert back is not None
    assert (back.entry_id, back.place, history.can_go_back, history.can_go_forward) == (
        "a",
        0.25,
        False,
        True,
    )
    forward = history.move(1)
    assert forward is not None
    assert (forward.entry_id, forward.place) == ("b", 0.75)


def test_a_new_visit_forgets_what_was_ahead() -> None:
    history = trail("a", "b", "c")
    history.move(-1)
    history.move(-1)
    history.visit("d")
    assert not history.can_go_forward
    back = history.move(-1)
    assert back is not None
    assert back.entry_id == "a"


def test_the_same_entry_again_is_no_visit() -> None:
    assert not trail("a", "a").can_go_back


def test_it_does_not_grow_without_end() -> None:
    history = trail(*(str(n) for n in range(ReadingHistory.LIMIT + 50)))
    steps = sum(1 for _ in iter(lambda: history.move(-1), None))
    assert steps == ReadingHistory.LIMIT - 1
    assert history.current is not None
    assert history.current.entry_id == "50"
