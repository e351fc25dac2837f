"""Makes what an IT department can roll out; for now it says what is missing and makes nothing."""

import sys

MISSING = (
    "freezing with PyInstaller into one folder",
    ".deb and .tar.xz for Linux",
    "setup, MSI and portable zip for Windows",
)


def main() -> int:
    """Name what is missing; 2, since nothing was built."""
    print("build_installer.py is not built yet. Missing:", file=sys.stderr)
    for part in MISSING:
        print(f"  - {part}", file=sys.stderr)
    print('Until then: pip install . (see README.md, "Start it").', file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
