"""The tree for Windows goes in; what no module or plug-in reaches is deleted, and what nothing brings is an error."""

import re
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.portable_executable import imported_dlls
from handbook.packaging.trees import files_below

SYSTEM = re.compile(
    # Part of every Windows 10 (1809) and newer.
    r"(api-ms-win-.*|advapi32|authz|bcrypt|bcryptprimitives|cfgmgr32|combase|comctl32|comdlg32|crypt32|d2d1|d3d9|d3d11|d3d12"
    r"|dcomp|dnsapi|dwmapi|dwrite|dxgi|gdi32|icuin|icuuc|imm32|iphlpapi|kernel32|mpr|mscms|msvcrt|netapi32|ntdll|ole32"
    r"|oleaut32|powrprof|propsys|psapi|rpcrt4|secur32|setupapi|shcore|shell32|shlwapi|ucrtbase|uiautomationcore|user32"
    r"|userenv|uxtheme|version|winhttp|winmm|winspool|wintrust|ws2_32|wtsapi32)\.(dll|drv)"
)
_OPENED_BY_NAME = re.compile(r"python(w)?\.exe|handbook(-cli)?\.exe|python3(11)?\.dll|pdfium\.dll|.*\.pyd")


def drop_unreached(tree: Path) -> list[str]:
    """Delete DLLs that nothing in `tree` is linked to, and copies of one already there; names of those deleted.

    Raises:
        BuildError: something is linked to a DLL that is neither in the tree nor part of Windows.
    """
    binaries = [p for p in files_below(tree) if p.suffix.lower() in (".exe", ".dll", ".pyd")]
    imports = {path: imported_dlls(path) for path in binaries}
    by_name: dict[str, list[Path]] = {}
    for path in binaries:
        by_name.setdefault(path.name.lower(), []).append(path)
    reached = {path for path in binaries if _is_opened_by_name(tree, path)}
    waiting = list(reached)
    missing = set()
    while waiting:
        path = waiting.pop()
        for name in imports[path]:
            if name in by_name:
                fresh = set(by_name[name]) - reached
                reached |= fresh
                waiting += fresh
            elif not SYSTEM.fullmatch(name):
                missing.add(f"{path.name} → {name}")
    if missing:
        raise BuildError("Neither bundled nor part of Windows: " + ", ".join(sorted(missing)))
    dropped = sorted(set(binaries) - reached)
    for path in dropped:
        path.unlink()
    return [path.name for path in dropped]


def _is_opened_by_name(tree: Path, path: Path) -> bool:
    place = path.relative_to(tree).as_posix().lower()
    return bool(_OPENED_BY_NAME.fullmatch(path.name.lower())) or "/plugins/" in place
