"""A folder goes in; a Windows of its own under wine comes out, with the one library that wine 8 lacks and Windows has."""

import os
import re
import shutil
import subprocess
from pathlib import Path

LIMIT_S = 600
_CRT = b"api-ms-win-crt-math-l1-1-0.dll"
_STAND_IN = b"handbook-test-crt-math-1-0.dll"
"""Of the same length: the name is replaced inside the module."""
_TO_COMPLEX = ("cexp", "ccos", "ccosh", "csin", "csinh", "ctan", "ctanh", "clog", "csqrt")
_TO_REAL = ("cabs", "carg", "creal", "cimag")
_RANDOM = """
unsigned char __stdcall SystemFunction036(void *buffer, unsigned long size);
EXPORT int __stdcall ProcessPrng(void *buffer, unsigned long long size)
{ return SystemFunction036(buffer, (unsigned long) size); }
"""


class Wine:
    """One prefix; needs wine (64-bit), x86_64-w64-mingw32-gcc and a display."""

    def __init__(self, prefix: Path, display: str) -> None:
        self.prefix = prefix
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winedbg.exe=d",
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "windows",
        }
        for name in ("HANDBOOK_HOME", "FONTCONFIG_FILE", "DBUS_SESSION_BUS_ADDRESS"):
            self._environment.pop(name, None)
        self.run("wineboot", "--init")

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self.prefix / "drive_c"

    @property
    def local_data(self) -> Path:
        """%LOCALAPPDATA% of the user."""
        return next((self.drive / "users").glob("[!P]*")) / "AppData" / "Local"

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end; its output goes through a pipe, since Python under wine refuses files."""
        program = "wineboot" if words[0] == "wineboot" else "wine"
        command = [program, *(str(w) for w in (words[1:] if program == "wineboot" else words))]
        done = subprocess.run(
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LIMIT_S,
            check=False,
        )
        subprocess.run(["wineserver", "--wait"], env=self._environment, timeout=LIMIT_S, check=False)
        return done

    def start(self, program: Path) -> subprocess.Popen[bytes]:
        """Start a Windows program and come back."""
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(
            ["wine", str(program)], env=self._environment, stdin=nowhere, stdout=nowhere, stderr=nowhere
        )

    def stop(self) -> None:
        """End every program of this prefix."""
        subprocess.run(["wineserver", "--kill"], env=self._environment, timeout=60, check=False)

    def add_missing_libraries(self, qt_core: Path, scratch: Path) -> None:
        """Windows 10 has these two, wine 8 has not: ICU, whose functions all answer 0 here, and the random numbers."""
        names = set(re.findall(rb"\bucnv_\w+\b", qt_core.read_bytes()))
        functions = [f"EXPORT int {name.decode()}(void) {{ return 0; }}" for name in sorted(names)]
        self._add_library("icuuc", "\n".join(functions), scratch)
        self._add_library("bcryptprimitives", _RANDOM, scratch)

    def lend_complex_numbers(self, module: Path, scratch: Path) -> None:
        """NumPy calls creal and its kin, which the C library of wine 8 does not have: lend its module a library that has.

        The module is changed for this test alone; the functions that wine has are passed on to it.
        """
        listed = subprocess.run(
            ["x86_64-w64-mingw32-objdump", "-p", str(module)], capture_output=True, text=True, check=True
        ).stdout
        part = listed.partition(f"DLL Name: {_CRT.decode()}")[2].partition("DLL Name:")[0]
        names = re.findall(r"^\s+[0-9a-f]+\s+\d+\s+(\w+)\s*$", part, re.MULTILINE)
        code, own = _complex_functions()
        exports = [f"{name} = own_{name}" if name in own else f"{name} = ucrtbase.{name}" for name in names]
        (scratch / "math.def").write_text("EXPORTS\n" + "\n".join(exports) + "\n")
        self._add_library(_STAND_IN.decode().removesuffix(".dll"), code, scratch, scratch / "math.def")
        module.write_bytes(module.read_bytes().replace(_CRT, _STAND_IN))

    def _add_library(self, name: str, code: str, scratch: Path, *more: Path) -> None:
        source, made = scratch / f"{name}.c", scratch / f"{name}.dll"
        source.write_text(f"#define EXPORT __declspec(dllexport)\n{code}\n")
        compiler = [
            "x86_64-w64-mingw32-gcc",
            "-shared",
            "-o",
            str(made),
            str(source),
            *map(str, more),
            "-ladvapi32",
            "-static",
        ]
        subprocess.run(compiler, check=True, timeout=120)
        place = self.drive / "windows" / "system32" / made.name
        if not place.exists():
            shutil.copy(made, place)


def _complex_functions() -> tuple[str, set[str]]:
    """C code of the functions of complex numbers as Microsoft passes them (plain structures), and their names."""
    lines = ["#include <complex.h>"]
    own = set()
    for real, end in (("float", "f"), ("double", ""), ("double", "l")):
        suffix = "f" if end == "f" else ""
        lines.append(f"typedef struct {{ {real} r, i; }} T{end}_;")
        for name in _TO_COMPLEX:
            own.add(name + end)
            lines.append(
                f"T{end}_ own_{name}{end}(T{end}_ a) {{ {real} complex z = {name}{suffix}(a.r + a.i * I);"
                f" T{end}_ b = {{ creal(z), cimag(z) }}; return b; }}"
            )
        for name in _TO_REAL:
            own.add(name + end)
            lines.append(f"{real} own_{name}{end}(T{end}_ a) {{ return {name}{suffix}(a.r + a.i * I); }}")
        own.add("cpow" + end)
        lines.append(
            f"T{end}_ own_cpow{end}(T{end}_ a, T{end}_ p) {{ {real} complex z = cpow{suffix}(a.r + a.i * I, p.r + p.i * I);"
            f" T{end}_ b = {{ creal(z), cimag(z) }}; return b; }}"
        )
    return "\n".join(lines), own
