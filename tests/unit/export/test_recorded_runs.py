"""Records of calls on paper and in files: lists that have left the handbook, and signs that no file can hold."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from handbook import paths
from handbook.call.desk import CallDesk
from handbook.call.state.call import CallerField
from handbook.call.state.clock import SystemClock
from handbook.call.state.events import FieldEntered, NoteAdded, event_to_json
from handbook.call.store.store import Store
from handbook.call.store.tables import Put
from handbook.cli import main
from handbook.document.clean_values import clean
from handbook.document.compose import compose_entry
from handbook.export.file_format import FileFormat, file_of_pages, file_without_pages
from handbook.export.paper.document import PrintJob
from handbook.model.checklist import make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.successor import Successor
from handbook.ui.dialogs.print_choices import recorded_run
from tests.helpers.sample import EMERGENCY, PROCEDURE, SAMPLE
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import seat
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import PRINTED, TODAY, folded, page_words

UNSEEN = "\x0b\x07\x1b\x00\u202d\u200b\ufeff\u2028\ufffe\uffff\udc80"
SHOWN = "备注 要紧"
FORMATS = [kind for kind in FileFormat if kind is not FileFormat.PDF]


def gone(entry: Procedure | EmergencyCard) -> Procedure | EmergencyCard:
    """A list that the shipped handbook does not hold."""
    return replace(entry, id=f"{entry.id}-gone", title="旧清单")


@pytest.fixture
def desk() -> Iterator[CallDesk]:
    store = Store.open(paths.call_store(), SystemClock())
    yield CallDesk(store, SystemClock())
    store.close()


def words_of(content: bytes) -> str:
    return folded(raw_words_of(content))


def raw_words_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.sub("<[^>]+>", "", archive.read("word/document.xml").decode())


@pytest.mark.parametrize("entry", [PROCEDURE, EMERGENCY])
@pytest.mark.parametrize("kind", list(FileFormat))
def test_a_list_that_has_left_the_handbook_is_exported_as_it_was_stored(
    qapp: QApplication,
    repository: Path,
    tmp_path: Path,
    desk: CallDesk,
    entry: Procedure | EmergencyCard,
    kind: FileFormat,
) -> None:
    checklist = make_checklist(
        gone(entry), version="2025.1", resolve=lambda text: text.replace("{{", "").replace("}}", "")
    )
    call = desk.pin(checklist)
    desk.enter_caller(CallerField.ADDRESS, "幸福里 3 号楼")
    skipped = next(step for step in checklist.steps if step.kind.can_be_ticked)
    desk.skip(1, skipped.id, "用户挂断")
    target = tmp_path / f"run.{kind}"
    options = ["--content", str(repository / "content"), "export", "--run", str(call.id), "--quiet"]

    assert main.run([*options, "-o", str(target)], lambda _: 99) == 0
    content = target.read_bytes()
    words = folded("".join(page_words(content))) if kind is FileFormat.PDF else words_of(content)
    assert "用户挂断" in words
    if kind is not FileFormat.CSV:
        assert folded("幸福里 3 号楼") in words
        assert folded("已不在现行手册里,按办理时保存的样子(内容 2025.1 版)") in words
    assert "9999" not in words


def test_the_window_prints_it_too() -> None:
    made = seat()
    made.desk.pin(make_checklist(gone(PROCEDURE), resolve=lambda text: text))
    printed = recorded_run(made.run(), made.desk, SAMPLE)
    assert printed is not None
    assert printed.entry.title == "旧清单"
    assert printed.record.is_from_copy


def test_a_list_that_became_something_else_is_printed_as_it_was() -> None:
    made = seat()
    checklist = make_checklist(PROCEDURE, resolve=lambda text: text)
    made.desk.pin(checklist)
    card = replace(EMERGENCY, id=PROCEDURE.id)
    found = recorded_run(made.run(), made.desk, Handbook(emergency=(card,)))
    assert found is not None
    assert found.record.is_from_copy
    assert isinstance(found.entry, Procedure)
    assert found.entry.steps == checklist.steps


def test_the_record_names_the_time_that_was_promised_then(document: MakeDocument) -> None:
    made = seat()
    outcomes = tuple(replace(o, promise="arrival") for o in PROCEDURE.outcomes)
    entry = replace(PROCEDURE, outcomes=outcomes)
    made.desk.pin(make_checklist(entry, resolve=lambda text: text.replace("{{arrival}}", "当年 3 小时内到")))
    printed = recorded_run(made.run(), made.desk, SAMPLE)
    assert printed is not None
    job = PrintJob(items=(printed,), handbook=SAMPLE, printed=PRINTED)
    assert "当年 3 小时内到" in file_without_pages(job, FileFormat.MARKDOWN).decode()


# Full-width marks


def test_files_have_the_marks_of_paper_and_tables_those_of_the_author() -> None:
    entry = replace(
        PROCEDURE,
        steps=(replace(PROCEDURE.steps[0], text="先关阀(总阀),10:00 再看;别等!"), *PROCEDURE.steps[1:]),
    )
    job = PrintJob(items=(entry,), handbook=SAMPLE, printed=PRINTED)
    typed, printed = "先关阀(总阀),10:00 再看;别等!", "先关阀（总阀），10:00 再看；别等！"
    for kind in (FileFormat.DOCX, FileFormat.HTML, FileFormat.MARKDOWN):
        assert printed in raw_words_of(file_without_pages(job, kind))
    assert typed in raw_words_of(file_without_pages(job, FileFormat.CSV))


# Signs that nobody sees


def record_of_an_older_program() -> Store:
    """A call whose note and address were stored as they were pasted."""
    store = Store.open(paths.call_store(), SystemClock())
    desk = CallDesk(store, SystemClock())
    call = desk.pin(make_checklist(PROCEDURE, resolve=lambda text: text))
    desk.add_note("备注")
    desk.enter_caller(CallerField.ADDRESS, "地址")
    pasted = UNSEEN.replace("\udc80", "")
    for row in store.rows("event", call=call.id):
        body = str(row["body"])
        if "NoteAdded" in body:
            body = event_to_json(NoteAdded(text=f"备注{pasted}要紧"))
        elif "FieldEntered" in body:
            body = event_to_json(FieldEntered(field="地址", text=f"幸福里{pasted}3 号楼"))
        store.write([Put("event", {**row, "body": body})])
    return store


@pytest.mark.parametrize("kind", list(FileFormat))
def test_what_an_older_program_kept_is_exported_without_them(
    qapp: QApplication, repository: Path, tmp_path: Path, kind: FileFormat
) -> None:
    store = record_of_an_older_program()
    [call] = store.rows("call")
    store.close()
    target = tmp_path / f"run.{kind}"
    options = ["--content", str(repository / "content"), "export", "--run", str(call["id"]), "--quiet"]

    assert main.run([*options, "-o", str(target)], lambda _: 99) == 0
    content = target.read_bytes()
    words = folded("".join(page_words(content))) if kind is FileFormat.PDF else words_of(content)
    if kind is not FileFormat.CSV:
        assert folded(SHOWN) in words
    assert not set(words) & set(UNSEEN)


@pytest.mark.parametrize("entry", list(SAMPLE), ids=lambda entry: entry.kind.value)
def test_content_that_holds_them_is_written_without_them(document: MakeDocument, entry: Entry) -> None:
    entry = replace(entry, title=f"标题{UNSEEN}甲", summary=f"摘要{UNSEEN}乙", owner=f"班组{UNSEEN}")
    job = PrintJob(items=(entry,), handbook=SAMPLE, printed=PRINTED)
    for kind in FORMATS:
        words = words_of(file_without_pages(job, kind))
        assert not set(words) & set(UNSEEN)
    pages = document(SAMPLE, *job.items)
    assert not set(pages.text()) & set(UNSEEN)
    assert page_words(file_of_pages(pages))


def test_what_needs_no_cleaning_is_the_same_value() -> None:
    sheet = compose_entry(PROCEDURE, SAMPLE, TODAY)
    assert clean(sheet) is sheet


def test_an_emoji_stays_whole_on_its_way_to_a_file() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    job = PrintJob(items=(replace(PROCEDURE, title=f"一家{family}"),), handbook=SAMPLE, printed=PRINTED)
    assert family in file_without_pages(job, FileFormat.MARKDOWN).decode()


def test_a_note_with_them_never_gets_into_the_store() -> None:
    made = seat(clock=FakeClock())
    made.desk.pin(make_checklist(PROCEDURE, resolve=lambda text: text))
    made.desk.add_note(f"备注{UNSEEN}要紧")
    [row] = [row for row in made.store.rows("event") if "NoteAdded" in str(row["body"])]
    assert "\\u" not in str(row["body"])
    assert "备注 要紧" in made.desk.preview_ticket().text.replace("?", "")


def test_a_list_that_another_took_the_place_of_is_printed_as_it_was() -> None:
    made = seat()
    made.desk.pin(make_checklist(gone(PROCEDURE), resolve=lambda text: text))
    went = Successor(id=gone(PROCEDURE).id, into=PROCEDURE.id, reason="两条说的是一件事")
    found = recorded_run(made.run(), made.desk, replace(SAMPLE, successors=(went,)))
    assert found is not None
    assert found.entry.title == "旧清单"
    assert found.record.is_from_copy
