"""What is told of one text within a keystroke is what the check of all content tells of it."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.files import SITE_MARK
from handbook.content.writing.judging import Judge
from handbook.model.kinds import Kind
from handbook.paths import shipped_content

MANGLED = 60
SLIPS = (
    ("。", "。您放心,保证修好。"),
    ("您", "你他妈"),
    ("16", "16度"),
    ("用户", "用户关总阀"),
    ("- ", "-  "),
    ("text: ", "text: 检查。"),
    ("id: ", "id: x"),
    ("{{", "{{x"),
    ("kind: ask", "kind: say"),
    ("outcome: ", "outcome: nowhere-"),
    ("citations: [", "citations: [reg-nowhere-1, "),
    ("severity: ", "severity: 很"),
    ("owner: ", "# owner: "),
    ("说明", ""),
    ("(", "\uff08"),
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.of(shipped_content(), None)


def mangled(judge: Judge) -> Iterator[tuple[Kind, str, str]]:
    """Entries with a few slips each."""
    dice = random.Random(17)
    entries = list(judge.handbook)
    while True:
        entry = dice.choice(entries)
        text = judge.content.origins[entry.id].document.text
        for old, new in dice.sample(SLIPS, 4):
            at = [n for n in range(len(text)) if text.startswith(old, n)]
            if at:
                place = dice.choice(at)
                text = text[:place] + new + text[place + len(old) :]
        yield entry.kind, f"{entry.kind.folder}/{entry.id}.yaml", text


def test_it_tells_what_the_whole_check_tells(judge: Judge, tmp_path: Path) -> None:
    site = tmp_path / "site"
    texts: dict[str, tuple[Kind, str]] = {}
    for kind, file, text in mangled(judge):
        texts[file] = kind, text
        if len(texts) == MANGLED:
            break
    told = 0
    # A few at a time: what one slip breaks, another entry may look up.
    for files in [list(texts)[n : n + 6] for n in range(0, MANGLED, 6)]:
        for file in files:
            path = site / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[file][1], "utf-8")
        whole = check_content(shipped_content(), site).problems
        for file in files:
            kind, text = texts[file]
            expected = {(p.rule, p.message) for p in whole if p.file == f"{SITE_MARK}{file}"}
            judged = judge.judged(kind, file, text, is_whole=True)
            if judged.value is None:
                assert len(judged.findings) == len(expected) == 1
                continue
            found = {(finding.rule, finding.message) for finding in judged.findings}
            if any(rule.startswith("broken-") for rule, _ in expected):
                assert expected <= found, file  # such an entry is left out before the rules come to it
            else:
                assert found == expected, file
            told += len(found)
        shutil.rmtree(site)
    assert told > MANGLED // 3


def test_a_finding_names_the_part_that_is_meant(judge: Judge) -> None:
    entry = judge.handbook.exact("scr-abuse")
    assert entry is not None
    text = judge.content.origins[entry.id].document.text.replace(
        "我听出您有火。", "我听出您有{{nowhere}}。", 1
    )
    judged = judge.judged(Kind.SCRIPT, "scripts/scr-abuse.yaml", text)
    assert judged.entry is not None
    finding = judged.findings[0]
    assert finding.path == ("lines", 0, "variants", "标准")
    assert judged.handbook.exact("scr-abuse") == judged.entry
    assert judge.handbook.exact("scr-abuse") == entry


def test_what_cannot_be_read_leaves_the_handbook_as_it_was(judge: Judge) -> None:
    judged = judge.judged(Kind.SCRIPT, "scripts/scr-abuse.yaml", "id: [")
    assert (judged.value, judged.entry, judged.to_mend) == (None, None, 1)
    assert judged.handbook is judge.handbook
    assert "第 2 行" in judged.findings[0].message


def test_a_new_entry_stands_after_its_like(judge: Judge) -> None:
    text = judge.content.origins["scr-abuse"].document.text.replace("id: scr-abuse", "id: scr-own", 1)
    judged = judge.judged(Kind.SCRIPT, "scripts/scr-own.yaml", text, is_whole=True)
    assert judged.handbook.scripts[-1].id == "scr-own"
    assert any(finding.rule == "ask-twice" for finding in judged.findings)
