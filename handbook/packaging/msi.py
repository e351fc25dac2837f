"""The tree for Windows goes in; an MSI of it for group policy, per machine, comes out, made by wixl."""

import shutil
import uuid
from pathlib import Path
from xml.sax.saxutils import quoteattr

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import run
from handbook.packaging.msi_summary import settle_summary
from handbook.packaging.nsis import four_numbers
from handbook.packaging.plan import PROGRAM, BuildPlan
from handbook.packaging.windows_launcher import WINDOW

_FAMILY = uuid.UUID("6f6f2d7e-64c1-5d0c-8d36-5c9f2b8a9f41")
"""Upgrade code: the same for all versions, so that one replaces the other. Never change it."""
_ICON = "handbook.ico"
_NAME = "Gongre Handbook"
"""Not 供热速查: wixl 0.101 stores strings outside of ASCII empty, and an installer with an empty name crashes."""


def write_msi(plan: BuildPlan, tree: Path, path: Path) -> None:
    """Write the MSI at `path`."""
    scratch = tree.parent  # wixl finds files only below the folder of its source
    shutil.copyfile(plan.parts / "gongre-handbook.ico", scratch / _ICON)
    source = scratch / "product.wxs"
    made = scratch / "product.msi"
    text = _source(plan, tree)
    if not text.isascii():
        raise BuildError("The MSI would hold a name outside of ASCII, which wixl stores empty.")
    source.write_text(text, "ascii")
    environment = {"SOURCE_DATE_EPOCH": str(plan.epoch), "LC_ALL": "C.UTF-8"}
    run(
        ["wixl", "--arch", "x64", "-o", made.name, source.name],
        folder=scratch,
        limit_s=900,
        extra_env=environment,
    )
    settle_summary(made, plan.epoch)
    made.replace(path)


def _source(plan: BuildPlan, tree: Path) -> str:
    components: list[str] = []
    folders = _folder(tree, tree, plan.version, components)
    references = "\n".join(f"<ComponentRef Id='{name}'/>" for name in [*components, "shortcut"])
    shortcut = uuid.uuid5(_FAMILY, "shortcut")
    return f"""<?xml version='1.0' encoding='utf-8'?>
<Wix xmlns='http://schemas.microsoft.com/wix/2006/wi'>
<Product Id='{_guid(uuid.uuid5(_FAMILY, f"product {plan.version}"))}' Name={quoteattr(_NAME)} Language='2052'
 Version='{four_numbers(plan.version)}' Manufacturer={quoteattr(PROGRAM)} UpgradeCode='{_guid(_FAMILY)}'>
<Package InstallerVersion='200' Compressed='yes' InstallScope='perMachine' Languages='2052'
 Id='{_guid(uuid.uuid5(_FAMILY, f"package {plan.version} {plan.epoch}"))}'/>
<MajorUpgrade DowngradeErrorMessage='A newer version is installed.' AllowSameVersionUpgrades='yes'/>
<Media Id='1' Cabinet='product.cab' EmbedCab='yes'/>
<Icon Id='handbook.ico' SourceFile='{_ICON}'/>
<Property Id='ARPPRODUCTICON' Value='handbook.ico'/>
<Directory Id='TARGETDIR' Name='SourceDir'>
<Directory Id='ProgramFiles64Folder'><Directory Id='INSTALLDIR' Name='{PROGRAM}'>
{folders}
</Directory></Directory>
<Directory Id='ProgramMenuFolder'>
<Component Id='shortcut' Guid='{_guid(shortcut)}' Win64='yes'>
<Shortcut Id='menu' Name={quoteattr(_NAME)} Directory='ProgramMenuFolder' Target='[INSTALLDIR]{WINDOW}'
 WorkingDirectory='INSTALLDIR' Icon='handbook.ico'/>
<RegistryValue Root='HKLM' Key='Software\\{PROGRAM}' Name='version' Type='string' Value='{plan.version}' KeyPath='yes'/>
</Component></Directory>
</Directory>
<Feature Id='all' Level='1'>
{references}
</Feature>
</Product>
</Wix>
"""


def _folder(folder: Path, tree: Path, version: str, components: list[str]) -> str:
    """Directory elements of `folder`; each file is a component, whose names are added to `components`."""
    lines = []
    for path in sorted(folder.iterdir()):
        place = path.relative_to(tree).as_posix()
        key = uuid.uuid5(_FAMILY, f"{place}").hex
        if path.is_dir():
            inner = _folder(path, tree, version, components)
            lines.append(f"<Directory Id='d{key}' Name={quoteattr(path.name)}>\n{inner}\n</Directory>")
        else:
            components.append(f"c{key}")
            lines.append(
                f"<Component Id='c{key}' Guid='{_guid(uuid.uuid5(_FAMILY, place))}' Win64='yes'>"
                f"<File Id='f{key}' Name={quoteattr(path.name)} Source={quoteattr(f'{tree.name}/{place}')} KeyPath='yes'/></Component>"
            )
    return "\n".join(lines)


def _guid(number: uuid.UUID) -> str:
    return "{" + str(number).upper() + "}"
