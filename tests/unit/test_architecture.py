"""What the documents name is there: files and folders, poe tasks, decision records."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "handbook"
ROOMS = sorted(
    folder for folder in PACKAGE.iterdir() if folder.is_dir() and (folder / "__init__.py").exists()
)


def words_in_code(document: Path) -> set[str]:
    return set(re.findall(r"`([^`\s]+)`", document.read_text(encoding="utf-8")))


def test_every_file_that_architecture_names_exists() -> None:
    names = {word for word in words_in_code(PACKAGE / "ARCHITECTURE.md") if word.endswith((".py", ".yaml"))}
    files = {
        path.relative_to(REPOSITORY).as_posix()
        for path in REPOSITORY.rglob("*.py")
        if ".venv" not in path.parts
    }
    files |= {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "content").rglob("*.yaml")}
    assert len(names) > 50
    missing = [
        name
        for name in sorted(names)
        if "*" not in name and not any(f"/{file}".endswith(f"/{name}") for file in files)
    ]
    assert missing == []


def test_every_room_stands_in_the_table_of_floors() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    floors = text.split("## Floors")[1].split("\n## ")[0]
    assert [room.name for room in ROOMS if f"`{room.name}`" not in floors] == []


@pytest.mark.parametrize("document", ["handbook/ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"])
def test_every_link_leads_somewhere(document: str) -> None:
    file = REPOSITORY / document
    links = re.findall(r"\]\(([^)#\s]+)\)", file.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not link.startswith("http") and not (file.parent / link).exists()] == []


def test_every_task_that_is_told_can_be_run() -> None:
    tasks = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["poe"]["tasks"]
    for document in ("README.md", "CONTRIBUTING.md"):
        told = set(re.findall(r"\bpoe ([a-z-]+)\b", (REPOSITORY / document).read_text(encoding="utf-8")))
        assert told - set(tasks) == set()


def test_late_imports_are_told_in_their_record() -> None:
    """Each file that ruff lets import late has its reason in the record."""
    record = (PACKAGE / "decisions" / "0003-late-imports.md").read_text(encoding="utf-8")
    ruff = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    files = [
        name for name, rules in ruff["per-file-ignores"].items() if "PLC0415" in rules and "*" not in name
    ]
    assert "PLC0415" not in ruff["ignore"]
    assert [name for name in files if Path(name).stem not in record] == []


def late_imports(code: str) -> int:
    """Import statements of `code` that stand inside a function."""
    functions = (
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return len(
        {
            statement
            for function in functions
            for statement in ast.walk(function)
            if isinstance(statement, ast.Import | ast.ImportFrom)
        }
    )


def test_late_imports_are_counted() -> None:
    code = "import a\ndef f():\n    import b\n    def g():\n        from c import d\n        import e, f\n"
    assert late_imports(code) == 3


def test_late_imports_are_as_few_as_the_record_says() -> None:
    """Whoever adds one gives its reason and the number; whoever takes one away lowers the number."""
    record = (PACKAGE / "decisions" / "0003-late-imports.md").read_text(encoding="utf-8")
    told = re.search(r"(\d+) import statements stand inside functions", record)
    assert told
    sources = (path for path in PACKAGE.rglob("*.py") if "_bundled" not in path.parts)
    assert sum(late_imports(path.read_text(encoding="utf-8")) for path in sources) == int(told[1])
    assert int(told[1]) <= 27
