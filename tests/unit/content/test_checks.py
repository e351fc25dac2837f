"""The files of checks/: what they say holds, a faulty one is told and left out, and none of it is a regular expression."""

from pathlib import Path

import pytest

from handbook.content.check_patterns import BadPattern, compiled
from handbook.content.checking import check_content
from handbook.content.checks import Checks
from handbook.content.loader import load_content
from handbook.content.rules.stale_law import is_stale
from handbook.content.yaml_reader import Value
from handbook.paths import shipped_content
from tests.unit.content.content_sample import files, write

_LAW = (shipped_content() / "checks" / "stale_law.yaml").read_text("utf-8")


def test_the_shipped_files_are_taken() -> None:
    checks = Checks().with_shipped()
    assert checks.stale_law is not None
    assert checks.first_aid is not None


@pytest.mark.parametrize("planted", ["(a+)+$", "(?:.*)*x", "[a", "\\d"])
def test_a_regular_expression_is_a_term_like_any_other(planted: str) -> None:
    pattern = compiled([planted, [planted, {"maybe": [planted]}]], ())
    assert pattern.fullmatch(planted)
    assert not pattern.search("aaaa5")


@pytest.mark.parametrize(
    "value",
    [
        "退",
        [],
        [""],
        [["退", {"within": "99"}]],
        [["退", {"class": "any"}]],
        [["退", {"regex": ".*"}]],
        [["退", {"within": "40"}, {"within": "40"}, {"within": "40"}]],
        [["退", {"within": "sentence"}, {"within": "sentence"}, "元"]],
        [[{"not_after": [{"class": "space"}]}]],
    ],
)
def test_what_is_no_pattern_or_costs_too_much_is_refused(value: Value) -> None:
    with pytest.raises(BadPattern):
        compiled(value, ())


def test_a_site_replaces_the_figures_of_repealed_law(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"checks/stale_law.yaml": _LAW.replace("十八度", "十六度")})
    law = load_content(write(tmp_path / "root", files()), site).checks.stale_law
    assert is_stale("室温十六度就行", law)
    assert not is_stale("室温十八度就行", law)


def test_a_faulty_file_is_told_with_its_place_and_the_shipped_one_holds(tmp_path: Path) -> None:
    broken = "patterns:\n  - 烫\n  - [冲, {witin: 3}, 水]\n"
    content = check_content(write(tmp_path, files({"checks/first_aid.yaml": broken})))
    (problem,) = [p for p in content.problems if p.file == "checks/first_aid.yaml"]
    assert (problem.rule, problem.line) == ("bad-check", 3)
    assert "within" in problem.message
    assert content.checks.first_aid is not None
    assert content.checks.first_aid.search("触电")


def test_an_unknown_check_file_is_told(tmp_path: Path) -> None:
    problems = check_content(write(tmp_path, files({"checks/other.yaml": "a: b\n"}))).problems
    assert [p.rule for p in problems if p.file == "checks/other.yaml"] == ["misplaced-file"]
