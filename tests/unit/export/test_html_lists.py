"""The lists of the single HTML file: real boxes, what is kept of them and what never is, and the report that is sent."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook.call.words.field_report import LineKind, Slip, check_letters, read_report, report_text
from handbook.document.blocks import StepRow
from handbook.document.compose import RunToPrint, compose_entry, compose_run
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.export.files.html_file import html_bytes
from handbook.model.emergency import EmergencyCard
from handbook.model.fact import Fact
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.step import Step, ValueField
from handbook.ui.call.pinning import pinned_copy
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.export.paper_fakes import TODAY

PRINTED = "2026-11-22 10:03"
NODE = shutil.which("node")
LISTS = Path(__file__).parents[3] / "handbook" / "export" / "files" / "web" / "lists.js"
NOW = 1_796_000_000_000
DAY = 24 * 3600 * 1000

needs_node = pytest.mark.skipif(NODE is None, reason="no node to run the script with")


def _page() -> str:
    return html_bytes([compose_entry(PROCEDURE, SAMPLE, TODAY)], SAMPLE, PRINTED).decode()


def _names(page: str) -> list[str]:
    """Names of the boxes as the script of the page reads them: a box without one is called by its number."""
    found: list[str] = []
    before = ""
    for head, site, name, number in re.findall(
        r"<(h3)( data-site)?>|<input type=checkbox(?: name=([^ >]+))?><b>(\d+)</b>", page
    ):
        if head:
            before = "site." if site else ""
        else:
            found.append(name or f"{before}step-{number}")
    return found


# -- What stands in the file -------------------------------------------------------------------------------


def test_a_form_has_a_real_box_a_step_that_waits_for_the_script() -> None:
    page = _page()
    form = page[page.index("<fieldset disabled>") : page.index("</fieldset>")]
    rows = [b for b in compose_entry(PROCEDURE, SAMPLE, TODAY).blocks if isinstance(b, StepRow)]

    assert form.count("<input type=checkbox") == len(rows) == len(_names(form))
    assert form.count("<input type=radio>") == sum(len(row.choices) for row in rows)
    assert "<input type=number step=any autocomplete=off>" in form
    assert "____" not in page
    assert '<p id="no-lists">' in page


def test_names_of_boxes_are_unique_in_a_list_also_with_the_steps_of_the_fitter() -> None:
    names = _names(_page())
    assert PROCEDURE.onsite_steps
    assert len(names) == len(set(names))
    assert any(name.startswith("site.") for name in names)


def test_only_the_very_scripts_of_the_file_may_run() -> None:
    page = _page()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.findall(r"sha256-([^']+)'", policy[1]) == digests
    assert "default-src 'none'" in policy[1]
    assert "connect-src" not in policy[1]


def test_no_script_writes_markup() -> None:
    for script in LISTS.parent.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp",
            script.read_text(),
        )


def test_a_value_of_a_step_that_asks_who_is_no_number_that_would_be_kept() -> None:
    asked = Step(
        id="meter",
        kind=PROCEDURE.steps[0].kind,
        text="户号多少?",
        facts=(Fact.ACCOUNT,),
        value=ValueField(name="户号", unit="号"),
        answers=PROCEDURE.steps[0].answers,
    )
    entry = replace(PROCEDURE, steps=(*PROCEDURE.steps, asked))
    page = html_bytes(
        [compose_entry(entry, SAMPLE, TODAY)], replace(SAMPLE, procedures=(entry,)), PRINTED
    ).decode()
    field = re.search(r"name=meter.*?<label class=value>户号 <input ([^>]*)>", page, re.S)
    assert field is not None and "type=text" in field[1]


def test_a_record_is_no_form() -> None:
    record = RunRecord(call="7", steps={"extent": StepRecord(state=TickState.TICKED, answer="一组")})
    run = compose_run(RunToPrint(entry=PROCEDURE, record=record), SAMPLE, TODAY)
    on_the_phone = replace(
        run, blocks=tuple(b for b in run.blocks if not (isinstance(b, StepRow) and b.is_blank))
    )
    page = html_bytes([on_the_phone], SAMPLE, PRINTED).decode()
    assert not any(part in page for part in ('id="list"', 'id="no-lists"', "<fieldset"))
    assert "<input type=checkbox disabled checked>" in page
    assert "<input type=radio disabled checked>" in page


# -- What is kept ------------------------------------------------------------------------------------------

_STORE = """
class Store {
  constructor() { this.map = new Map(); this.isFull = false; this.isForgetful = false; }
  get length() { return this.map.size; }
  key(at) { return [...this.map.keys()][at] ?? null; }
  getItem(key) { return this.map.has(key) ? this.map.get(key) : null; }
  setItem(key, text) { if (this.isFull) throw new Error("full"); if (!this.isForgetful) this.map.set(key, String(text)); }
  removeItem(key) { this.map.delete(key); }
}
const store = new Store();
const step = (name, number, more) => ({ name, number, words: `第${number}问`, labels: [], what: "", unit: "", killer: false, ...more });
const list = (more) => ({
  entry: "proc-x", code: "ABCD-EFGH", id: "0123ABCD", title: "某条", started: NOW, touched: NOW,
  steps: [step("leak", 1, { labels: ["漏", "不漏"] }), step("room", 2, { what: "室温", unit: "℃" }), step("step-3", 3)],
  done: {}, answers: {}, values: {}, ...more,
});
"""


def _run(tmp_path: Path, script: str) -> Any:
    """What `script` gives, with the module of the page at hand."""
    whole = f"{LISTS.read_text()}\nconst NOW = {NOW};\n{_STORE}\nconst tell = (value) => console.log(JSON.stringify(value));\n{script}"
    (tmp_path / "try.js").write_text(whole)
    done = subprocess.run([str(NODE), str(tmp_path / "try.js")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_node
def test_a_list_is_saved_only_where_it_reads_back(tmp_path: Path) -> None:
    assert _run(
        tmp_path,
        """
        const saved = handbookLists.save(store, list({ answers: { leak: "漏" }, values: { room: "17.5" } }));
        const key = store.key(0);
        store.isForgetful = true;
        const forgotten = handbookLists.save(store, list({ id: "0123ABCE" }));
        store.isFull = true;
        tell([saved, key, forgotten, handbookLists.save(store, list()), handbookLists.readAll(store, NOW).map((l) => l.answers)]);
        """,
    ) == [True, "heating-list/proc-x/ABCD-EFGH/0123ABCD", False, False, [{"leak": "漏"}]]


@needs_node
def test_a_store_that_forgets_or_refuses_is_none(tmp_path: Path) -> None:
    assert _run(
        tmp_path,
        """
        const good = handbookLists.openStore(() => store) === store && store.length === 0;
        store.isForgetful = true;
        const forgetful = handbookLists.openStore(() => store);
        tell([good, forgetful, handbookLists.openStore(() => { throw new Error("denied"); }), handbookLists.openStore(() => null)]);
        """,
    ) == [True, None, None, None]


@needs_node
def test_lists_go_after_seven_days_and_what_a_stranger_wrote_goes_at_once(tmp_path: Path) -> None:
    assert _run(
        tmp_path,
        f"""
        const day = {DAY};
        handbookLists.save(store, list({{ id: "AAAAAAAA", touched: NOW - 6.9 * day }}));
        handbookLists.save(store, list({{ id: "BBBBBBBB", touched: NOW - 7.1 * day }}));
        handbookLists.save(store, list({{ id: "CCCCCCCC", touched: NOW + 8 * day }}));
        handbookLists.save(store, list({{ id: "DDDDDDDD", values: {{ room: "13945001234" }} }}));
        handbookLists.save(store, list({{ id: "EEEEEEEE", done: {{ "<img>": 1 }} }}));
        handbookLists.save(store, list({{ id: "FFFFFFFF", steps: [{{ name: "x" }}] }}));
        store.setItem("heating-list/proc-x/ABCD-EFGH/GGGGGGGG", "{{");
        store.setItem("heating-list/../ABCD-EFGH/GGGGGGGG", "{{}}");
        store.setItem("heating-list/proc-x/ABCD-EFGH/GGGGGGGG/more", "[]");
        store.setItem("somebody-else", "stays");
        const left = handbookLists.readAll(store, NOW).map((found) => found.id);
        handbookLists.clear(store);
        tell([left, [...store.map.keys()]]);
        """,
    ) == [["AAAAAAAA"], ["somebody-else"]]


@needs_node
def test_ids_are_of_the_alphabet_of_codes_and_differ(tmp_path: Path) -> None:
    ids = _run(tmp_path, "tell(Array.from({ length: 500 }, handbookLists.newId));")
    assert len(set(ids)) == 500
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{8}", found) for found in ids)


# -- What is sent ------------------------------------------------------------------------------------------


@needs_node
def test_a_report_has_the_order_of_a_ticket(tmp_path: Path) -> None:
    text = _run(
        tmp_path,
        """
        tell(handbookLists.report(
          list({ done: { leak: 1, "step-3": 1 }, answers: { leak: "不漏" }, values: { room: "-3.5" } }),
          { facts: { 备注: "门禁\\n坏了", 电话: "13945001234", 地址: "和兴路 8 号" }, texts: {} },
        ));
        """,
    )
    lines = text.split("\n")
    assert lines[0] == "现场回报 ABCD-EFGH 0123ABCD"
    assert lines[1] == "某条"
    assert lines[3:-1] == [
        "地址：和兴路 8 号",
        "电话：13945001234",
        "已知",
        "〔leak〕第 1 步 第1问：不漏",
        "测得",
        "〔room〕第 2 步 室温：-3.5 ℃",
        "备注：门禁 坏了",
        "已做",
        "〔step-3〕第 3 步 第3问",
    ]
    assert re.fullmatch("校对 [0-9A-Z]{4}", lines[-1])

    read = read_report(report_text(text))
    assert (read.code, read.list_id, read.slip) == ("ABCD-EFGH", "0123ABCD", Slip.NONE)
    assert [(line.kind, line.name, line.text) for line in read.lines if line.name] == [
        (LineKind.FACT, "地址", "和兴路 8 号"),
        (LineKind.FACT, "电话", "13945001234"),
        (LineKind.ANSWER, "leak", "不漏"),
        (LineKind.VALUE, "room", "-3.5 ℃"),
        (LineKind.DONE, "step-3", ""),
    ]


@needs_node
def test_the_letters_of_page_and_desk_agree_on_any_text(tmp_path: Path) -> None:
    texts = [
        "",
        "漏水 17.5 ℃",
        "a\u00a0b\u200b\n\u3000c",
        "𠮷野家🔥",
        "\u202eabc",
        "现场回报 ABCD-EFGH 0123ABCD\n一二三",
    ]
    assert _run(tmp_path, f"tell({json.dumps(texts)}.map(handbookLists.checkLetters));") == [
        check_letters(text) for text in texts
    ]


@needs_node
def test_a_report_is_no_longer_than_the_desk_takes(tmp_path: Path) -> None:
    text = _run(
        tmp_path,
        """
        const many = Array.from({ length: 90 }, (_, at) => step(`step-${at}`, at + 1, { words: "问".repeat(200) }));
        const done = Object.fromEntries(many.map(({ name }) => [name, 1]));
        tell(handbookLists.report(list({ steps: many, done }), { facts: { 备注: "记".repeat(600) } }));
        """,
    )
    assert len(text.encode()) <= 8192
    assert text.count("〔step-") == 90


def test_the_desk_knows_every_step_that_a_page_names(book: Handbook) -> None:
    """What is sent names steps as the pinned copy does, and bears its code."""
    entries: list[EmergencyCard | Procedure] = [*book.emergency, *book.procedures]
    for entry in entries:
        page = html_bytes([compose_entry(entry, book, TODAY)], book, PRINTED).decode()
        names = _names(page)
        copy = pinned_copy(entry, book)
        ticked = [step.id for step in copy.steps if step.kind.can_be_ticked]
        assert [name for name in names if not name.startswith("site.")] == ticked, entry.id
        assert copy.paper is not None
        assert f" data-code={copy.paper.code} " in page
