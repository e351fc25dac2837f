"""The name of a file in a content folder goes in; whether it is read or kept quiet about comes out."""

import re

SITE_MARK = "site:"
"""What the name of a file of the overlay begins with, wherever files of both are told apart by name."""
CONTENT_SUFFIXES = (".yaml", ".svg")
TICKET_FILE = "ticket.yaml"
SUCCESSORS_FILE = "successors.yaml"
WORKROOM = ".workshop"
"""Folder of drafts, log and what else nobody reads as content, below that of a company."""
SPECIAL_FILES = (
    "handbook.yaml",
    "values.yaml",
    "synonyms.yaml",
    "standing.yaml",
    "coverage.yaml",
    TICKET_FILE,
    SUCCESSORS_FILE,
)
REGION_FOLDER, REGION_FILE = "regions", "region.yaml"
CHECK_FOLDER = "checks"
STALE_LAW = "stale_law.yaml"
FIRST_AID = "first_aid.yaml"
PROHIBITED_ACTS = "prohibited_acts.yaml"
ACTS = "acts.yaml"
PRIORITIES = "priorities.yaml"
CHECK_FILES = (STALE_LAW, FIRST_AID, PROHIBITED_ACTS, ACTS, PRIORITIES)
DIAGRAM_FOLDER = ("knowledge", "diagrams")
LAW_FOLDER = "laws"
LAW_SUFFIX = ".md"
LAW_CHECKS = "checks.jsonl"
_ABOUT = re.compile(r"(?:readme|licen[cs]e|notice|copying|changelog)\b.*")
# What desktops and archives leave in any folder; all in lower case.
_OF_THE_SYSTEM = frozenset(
    {
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "icon\r",
        "__pycache__",
        "__macosx",
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "@eadir",
    }
)
_OF_THE_PROGRAM = re.compile(r"history\.jsonl|[a-z_]+\.schema\.json")


def is_of_laws(name: str) -> bool:
    """Whether the file, by its name below the root, stands in the folder of official texts."""
    return name.startswith(f"{LAW_FOLDER}/")


def is_content(name: str) -> bool:
    """Whether the file, by its name below the root, is one that is read.

    Of official texts that is the text of each version, ``laws/<law>/<effective>.md``, and who checked what; the original
    that a text was taken from lies beside it and is read by nobody.
    """
    if not is_of_laws(name):
        return name.endswith(CONTENT_SUFFIXES)
    parts = name.split("/")
    return (len(parts) == 3 and name.endswith(LAW_SUFFIX)) or parts[1:] == [LAW_CHECKS]


def base_name(file: str) -> str:
    """Where an overlay keeps the shipped text that its own ``scripts/scr-x.yaml`` started from: ``scripts/_scr-x.yaml``."""
    folder, _, name = file.rpartition("/")
    return f"{folder}/_{name}" if folder else f"_{name}"


def is_draft(name: str) -> bool:
    """Whether a file or folder is left out by its first character: hidden, or put aside by the author."""
    return name.startswith((".", "_"))


def is_quiet(name: str) -> bool:
    """Whether nobody expects the file or folder to be read: drafts, system files, office locks, words about the folder."""
    small = name.lower()
    return (
        is_draft(name)
        or name.startswith("~$")
        or small in _OF_THE_SYSTEM
        or bool(_ABOUT.fullmatch(small))
        or bool(_OF_THE_PROGRAM.fullmatch(name))
    )
