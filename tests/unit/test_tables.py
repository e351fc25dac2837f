"""The tables of resources/: they are well formed, and nobody reads them before they are needed."""

import re
import subprocess
import sys

from handbook.paths import look_alikes_file, other_services_file, surnames_file

_KINDS = {"plain", "doubtful", "rare", "compound", "no_name", "no_rare_name", "no_rare_before_title"}


def test_surname_rows_have_a_known_kind() -> None:
    lines = surnames_file().read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {row[0] for row in rows} == _KINDS
    assert all(2 <= len(row) <= 3 and all(row) for row in rows)


def test_no_surname_stands_twice() -> None:
    lines = surnames_file().read_text("utf-8").splitlines()
    singles = [line.split("\t")[1] for line in lines if line.startswith(("plain\t", "doubtful\t", "rare\t"))]
    together = "".join(singles)
    assert len(together) > 200
    assert sorted(set(together)) == sorted(together)


def test_each_look_alike_row_is_a_character_and_others() -> None:
    words = look_alikes_file().read_text("utf-8").split()
    assert len(words) > 2000
    assert len({word[0] for word in words}) == len(words)
    assert all(word[0] not in word[1:] for word in words)


def test_starting_reads_no_table() -> None:
    code = (
        "import handbook.call.words.names as n, handbook.search.words.look_alikes as l, handbook.search.words.shapes\n"
        "print(n._table.cache_info().currsize, l.of_other_radicals.cache_info().currsize)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "0"]


def test_sentences_for_other_services_are_each_there_once_and_never_about_heating() -> None:
    lines = other_services_file().read_text("utf-8").splitlines()
    said = [line for line in lines if not line.startswith("#")]
    assert len(said) >= 2000
    assert len(set(said)) == len(said)
    assert not [line for line in said if re.search("暖气|供暖|供热|采暖|地暖", line)]
