"""The frozen program goes in; a Debian package of it comes out, written without dpkg so that any system can build it."""

import gzip
import hashlib
from pathlib import Path

from handbook.packaging.archives import Member, members_of, with_folders, write_tar_xz
from handbook.packaging.freezing import LAUNCHER
from handbook.packaging.plan import PROGRAM, TITLE, BuildPlan
from handbook.packaging.trees import size_of
from handbook.packaging.trial_sheet import FILE_NAME as TRIAL_SHEET
from handbook.packaging.trial_sheet import trial_sheet

HOME = f"usr/lib/{PROGRAM}"
"""Folder of the program on the target machine."""


def write_deb(plan: BuildPlan, tree: Path, depends: str, recommends: str, path: Path) -> None:
    """Write the package at `path`; an ``ar`` archive of three members (deb(5))."""
    members = with_folders(_files(plan, tree), ".")
    control = plan.build / "control.tar.xz"
    packed = plan.build / "data.tar.xz"
    write_tar_xz(control, _control(plan, tree, members, depends, recommends), plan.epoch)
    write_tar_xz(packed, members, plan.epoch)
    try:
        _write_ar(
            path, [("debian-binary", b"2.0\n"), (control.name, control), (packed.name, packed)], plan.epoch
        )
    finally:
        control.unlink()
        packed.unlink()


def _files(plan: BuildPlan, tree: Path) -> list[Member]:
    parts = plan.parts
    manual = (parts / f"{PROGRAM}.1").read_text("utf-8").replace("@VERSION@", plan.version)
    changes = f"{PROGRAM} ({plan.version}) stable; urgency=medium\n\n  * Version {plan.version}.\n"
    share = "./usr/share"
    return [
        Member(f"./usr/bin/{PROGRAM}", f"../lib/{PROGRAM}/{LAUNCHER}", 0o777),
        *members_of(tree, f"./{HOME}"),
        Member(f"{share}/applications/{PROGRAM}.desktop", parts / f"{PROGRAM}.desktop"),
        Member(f"{share}/doc/{PROGRAM}/changelog.gz", gzip.compress(changes.encode(), 9, mtime=plan.epoch)),
        Member(f"{share}/doc/{PROGRAM}/copyright", (parts / "copyright").read_bytes()),
        Member(f"{share}/doc/{PROGRAM}/{TRIAL_SHEET}", trial_sheet(plan, "linux")),
        Member(f"{share}/icons/hicolor/scalable/apps/{PROGRAM}.svg", parts / f"{PROGRAM}.svg"),
        Member(f"{share}/man/man1/{PROGRAM}.1.gz", gzip.compress(manual.encode(), 9, mtime=plan.epoch)),
    ]


def _control(
    plan: BuildPlan, tree: Path, members: list[Member], depends: str, recommends: str
) -> list[Member]:
    fields = {
        "Package": PROGRAM,
        "Version": plan.version,
        "Architecture": "amd64",
        "Maintainer": f"{TITLE} <handbook@localhost>",
        "Installed-Size": str(size_of(tree) // 1024),
        "Depends": depends,
        "Recommends": recommends,
        "Section": "office",
        "Priority": "optional",
        "Description": "offline quick-reference handbook for heating hotlines (供热速查)\n"
        " Procedures, emergency cards, regulation articles and scripts, found while one\n"
        " types and read while the caller is on the line. Needs no network.",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return [
        Member("./control", text.encode()),
        Member("./md5sums", _md5sums(members).encode()),
    ]


def _md5sums(members: list[Member]) -> str:
    lines = []
    for member in members:
        if isinstance(member.source, Path | bytes):
            raw = member.source if isinstance(member.source, bytes) else member.source.read_bytes()
            digest = hashlib.md5(raw, usedforsecurity=False).hexdigest()  # the format of dpkg asks for MD5
            lines.append(f"{digest}  {member.name.removeprefix('./')}\n")
    return "".join(lines)


def _write_ar(path: Path, members: list[tuple[str, bytes | Path]], epoch: int) -> None:
    with path.open("wb") as file:
        file.write(b"!<arch>\n")
        for name, source in members:
            raw = source if isinstance(source, bytes) else source.read_bytes()
            file.write(f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(raw):<10}`\n".encode("ascii"))
            file.write(raw + b"\n" * (len(raw) % 2))
