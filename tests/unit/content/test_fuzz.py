"""Mutated documents: nothing is raised, nothing crashes, and every problem has its file and line."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.compiled import read_compiled, write_compiled
from tests.unit.content.document_mutations import mutated, reworded


def _write(seed: int, root: Path, written: dict[str, bytes]) -> None:
    """Write the folder of that seed; files that stayed as they were are left alone."""
    for name, raw in (reworded if seed % 2 else mutated)(seed).items():
        if written.get(name) != raw:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
            written[name] = raw


def _check(seed: int, root: Path) -> int:
    """Number of problems in the folder, each looked at."""
    content = check_content(root)
    for problem in content.problems:
        assert problem.file, seed
        assert problem.line >= 1, seed
        assert problem.column >= 1, seed
        assert problem.rule, seed
        assert problem.message, seed
        assert "\n" not in str(problem.message), (seed, problem)
        assert str(problem).encode("utf-8"), seed
    json.dumps([asdict(p) for p in content.problems])
    if seed % 20 == 0:
        write_compiled(root / "out" / "handbook.json", content.handbook, tuple(content.problems), "x")
        compiled = read_compiled(root / "out" / "handbook.json", "x")
        assert compiled is not None, seed
        assert compiled.handbook == content.handbook, seed
    return len(content.problems)


def _run(seeds: range, root: Path) -> float:
    written: dict[str, bytes] = {}
    with_problems = 0
    for seed in seeds:
        _write(seed, root, written)
        with_problems += _check(seed, root) > 0
    return with_problems / len(seeds)


def test_500_mutated_documents(tmp_path: Path) -> None:
    share = _run(range(500), tmp_path)
    assert share > 0.5, "the mutations hardly break anything: the test has lost its teeth"


@pytest.mark.slow
def test_10000_mutated_documents(tmp_path: Path) -> None:
    share = _run(range(500, 10_500), tmp_path)
    print(f"10,000 mutated documents: {share:.1%} with problems")
    assert share > 0.5
