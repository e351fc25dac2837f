"""What goes out is told by what an agent notices, and nothing goes out untold."""

from collections.abc import Mapping
from pathlib import Path

from handbook.content.loader import load_content
from handbook.upkeep.place_change import RunKind
from handbook.upkeep.publication import EntryTold, Group
from handbook.upkeep.publication_changes import SHIPPED, Side, counted, in_short, side_of, told_changes
from tests.unit.content.content_sample import files, write


def side(root: Path, changed: Mapping[str, str] | None = None, site: Mapping[str, str] | None = None) -> Side:
    """The sample with other texts in some files, and an overlay."""
    write(root, {**files(), **(changed or {})})
    overlay = None
    if site is not None:
        overlay = root.parent / f"{root.name}-site"
        write(overlay, dict(site))
    return side_of(load_content(root, overlay, ""), root, overlay)


def file_of(part: str) -> str:
    return next(name for name in files() if name.startswith(part))


def told(
    tmp_path: Path, changed: Mapping[str, str] | None = None, site: Mapping[str, str] | None = None
) -> tuple[EntryTold, ...]:
    return told_changes(side(tmp_path / "old"), side(tmp_path / "new", changed, site), {})


def test_the_same_content_differs_in_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == ()


def test_a_sentence_a_step_and_a_figure_go_into_their_groups(tmp_path: Path) -> None:
    name = file_of("procedures/")
    text = files()[name]
    changed = text.replace("我给您登记,师傅上门前会先打电话。", "我给您登记,师傅上门前会先打电话给您。")
    changed = changed.replace("text: 进水管和回水管哪根热?", "text: 进水管和回水管摸着哪根热?")
    changed = changed.replace("asks: [上热下凉,", "asks: [上热下凉, 上头热,")
    found = told(tmp_path, {name: changed})
    assert [one.group for one in found] == [Group.SAID, Group.STEPS, Group.OTHER]
    assert {one.title for one in found} == {"散热器上热下凉"}
    assert [one.who for one in found] == [SHIPPED] * 3
    said = found[0].places[0]
    assert "给您" in "".join(run.text for run in said.after if run.kind is RunKind.NEW)
    assert counted(found) == {Group.SAID: 1, Group.STEPS: 1, Group.OTHER: 1}


def test_a_value_is_told_with_what_follows_it(tmp_path: Path) -> None:
    text = files()["values.yaml"]
    start = text.index("key: p3_arrival")
    value = text[start : text.index("}", start)]
    changed = text.replace(value, value.replace("value: ", "value: 12").replace('value: 12"', 'value: "12'))
    assert changed != text, value
    (one, *_) = told(tmp_path, {"values.yaml": changed})
    assert (one.group, one.kind) == (Group.NUMBERS, None)
    assert "张卡片跟着变" in one.words
    kinds = [run.kind for run in in_short(one)]
    assert kinds == [RunKind.GONE, RunKind.SAME, RunKind.NEW]


def test_a_new_entry_and_one_that_went(tmp_path: Path) -> None:
    name = file_of("scripts/")
    old, new = tmp_path / "old", tmp_path / "new"
    fewer = {file: text for file, text in files().items() if file != name}
    write(old, files())
    write(new, fewer)
    before = side_of(load_content(old, None, ""), old, None)
    after = side_of(load_content(new, None, ""), new, None)
    (gone,) = told_changes(before, after, {})
    assert (gone.group, "没有接替" in gone.words) == (Group.RETIRED, True)
    (came,) = told_changes(after, before, {})
    assert (came.group, came.words) == (Group.SAID, "新加的一条")


def test_who_wrote_it_is_told_for_what_the_company_wrote(tmp_path: Path) -> None:
    name = file_of("scripts/")
    plain = f"scripts/{name.rpartition('/')[2]}"
    text = files()[name].replace("。", "，您别急。", 1)
    before, after = side(tmp_path / "old"), side(tmp_path / "new", None, {plain: text})
    (one,) = told_changes(before, after, {plain: "王敏"})
    assert (one.group, one.who) == (Group.SAID, "王敏")


def test_other_files_are_told_too(tmp_path: Path) -> None:
    found = told(tmp_path, None, {"synonyms.yaml": "groups: []\n", "checks/acts.yaml": "acts: []\n"})
    assert [(one.group, one.title) for one in found] == [
        (Group.OTHER, "一个意思的词"),
        (Group.OTHER, "别的文件"),
    ]


def test_a_long_sentence_is_told_around_what_is_new(tmp_path: Path) -> None:
    name = file_of("procedures/")
    text = files()[name].replace("上门前请别自己拆阀。", "上门前请千万别自己拆阀。")
    (one,) = told(tmp_path, {name: text})
    words = "".join(run.text for run in in_short(one, 6))
    assert "千万" in words
    assert len(words) < 60
