"""A content folder goes in; the loaded content with the problems of structure and of every rule comes out."""

from pathlib import Path

from handbook.content.foreign_names import foreign_names
from handbook.content.loader import LoadedContent, each_once, load_content
from handbook.content.rules import ALL_RULES


def check_content(root: Path, site: Path | None = None, region: str = "") -> LoadedContent:
    """Load and apply all rules; problems in the order of file and line."""
    content = load_content(root, site, region)
    content.foreign = foreign_names([root, *([site] if site else [])], content.handbook)
    problems = {*content.problems}
    for rule in ALL_RULES:
        problems.update(rule(content))
    content.problems = each_once(problems)
    return content
