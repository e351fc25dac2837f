"""The first row of 待办 is the right thing to do: what waits for me, then what is used much and waits long."""

from datetime import date

from handbook.upkeep.todo import Todo, TodoKind, ordered

TODAY = date(2026, 11, 28)


def _todo(title: str, kind: TodoKind = TodoKind.LAW, use: float = 0.0, since: date = TODAY) -> Todo:
    return Todo(key=title, kind=kind, title=title, reason="", act="", use=use, since=since)


def _titles(*todos: Todo) -> list[str]:
    return [todo.title for todo in ordered(todos, TODAY)]


def test_who_waits_for_my_word_comes_first_and_in_the_order_of_coming() -> None:
    late = _todo("b", TodoKind.REVIEW, use=1.0)
    early = _todo("c", TodoKind.REVIEW, since=date(2026, 11, 27))
    assert _titles(_todo("a", use=1.0), late, early) == ["c", "b", "a"]


def test_use_times_age_decides_the_rest() -> None:
    used = _todo("much used, new", use=0.4)
    old = _todo("little used, old", use=0.03, since=date(2026, 11, 8))
    unused = _todo("unused, older", since=date(2026, 10, 9))
    assert _titles(used, unused, old) == ["unused, older", "little used, old", "much used, new"]
    assert _titles(_todo("x", use=0.41), _todo("y", use=0.4)) == ["x", "y"]


def test_equal_rows_keep_one_order() -> None:
    assert _titles(_todo("b"), _todo("a"), _todo("c")) == ["a", "b", "c"]


def test_of_equal_rows_the_graver_comes_first() -> None:
    rows = [
        Todo(key=n, kind=TodoKind.LAW, title=n, reason="", act="", since=TODAY, rank=r)
        for n, r in (("a", 2), ("b", 0))
    ]
    assert [todo.title for todo in ordered(rows, TODAY)] == ["b", "a"]
