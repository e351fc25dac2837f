"""The frozen program goes in; a ``.tar.xz`` with an installer for a user without rights comes out."""

from pathlib import Path

from handbook.packaging.archives import Member, members_of, with_folders, write_tar_xz
from handbook.packaging.plan import PROGRAM, BuildPlan
from handbook.packaging.trial_sheet import trial_sheet


def write_tarball(plan: BuildPlan, tree: Path, path: Path) -> None:
    """Write the archive: one folder with the program, its desktop files and ``install.sh``."""
    top = f"{PROGRAM}-{plan.version}"
    parts = plan.parts
    members = [
        Member(f"{top}/install.sh", parts / "install.sh", 0o755),
        Member(f"{top}/安装说明.txt", parts / "linux_install.txt"),
        Member(f"{top}/试用检查表.html", trial_sheet(plan, "linux")),
        *members_of(tree, f"{top}/program"),
        Member(f"{top}/share/{PROGRAM}.desktop", parts / f"{PROGRAM}.desktop"),
        Member(f"{top}/share/{PROGRAM}.svg", parts / f"{PROGRAM}.svg"),
    ]
    write_tar_xz(path, with_folders(members), plan.epoch)
