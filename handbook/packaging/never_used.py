"""Nothing goes in; the modules and files that no part of the program reaches, left out of every product, come out.

The self-test passes and every module of the program is imported without them (tests/unit/packaging/test_never_used.py).
"""

import re

# _hashlib and _ssl bring libcrypto (5 MB); hashlib has its own sha256. readline is GPL.
_STANDARD = """
_codecs_iso2022 _codecs_jp _codecs_kr _hashlib _msi _multiprocessing _osx_support _pydecimal _pyio _ssl aifc antigravity
asynchat asyncore bdb cProfile cgi cgitb chunk cmd code codeop compileall configparser crypt curses dbm distutils doctest
ensurepip filecmp fileinput ftplib graphlib http.cookiejar http.cookies http.server idlelib imaplib imghdr imp lib2to3
mailbox mailcap modulefinder msilib multiprocessing netrc nntplib optparse pdb pickletools pipes plistlib poplib profile
pstats pty pyclbr pydoc pydoc_data readline rlcompleter sched shelve smtpd smtplib sndhdr ssl sunau symtable tabnanny
telnetlib this timeit tkinter trace tty turtle turtledemo unittest uu venv wave webbrowser winsound wsgiref xdrlib xmlrpc
zipapp
"""
_FOREIGN = """
lxml.ElementInclude lxml.cssselect lxml.doctestcompare lxml.html lxml.isoschematron lxml.objectify lxml.sax
numpy._core.defchararray numpy._core.strings numpy.char numpy.ctypeslib numpy.f2py numpy.fft numpy.lib._user_array_impl
numpy.lib.recfunctions numpy.lib.user_array numpy.ma numpy.matlib numpy.polynomial numpy.random numpy.rec numpy.strings
numpy.testing pip pydantic.mypy pydantic.v1 pypdfium2_cli setuptools whoosh.cli whoosh.codec.memory whoosh.codec.plaintext
whoosh.colorize whoosh.lang.morph_en whoosh.lang.snowball whoosh.langchain whoosh.llamaindex whoosh.mcp whoosh.multiproc
whoosh.qparser.dateparse whoosh.retrieval whoosh.spelling whoosh.support.bench whoosh.support.charset
whoosh.support.relativedelta
"""
STANDARD = tuple(_STANDARD.split())
"""Of Python's standard library."""
FOREIGN = tuple(_FOREIGN.split())
"""Of the wheels."""
FILES = (
    "**/*.pyi",
    "**/py.typed",
    "**/*.h",
    "**/*.hpp",
    "selectolax/*.c",  # what its one module was made from
    "selectolax/*.pxd",
    "selectolax/*.pyx",
    "**/*.pxi",
    "**/cmake",
    "PySide6/typesystems",
    "docx/templates/default-docx-template",
    "opencc/clib/share/opencc/ST*",  # only traditional → simplified is used
    "opencc/clib/share/opencc/TW*",
    "opencc/clib/share/opencc/HK*",
    "opencc/clib/share/opencc/JP*",
    "opencc/clib/bin",
    "opencc/clib/include",
    "opencc/clib/lib64",
)
"""Of the wheels, what is no module: glob patterns relative to where the wheels are unpacked."""
NEVER_USED = (*STANDARD, *FOREIGN)
_NAMES = frozenset(NEVER_USED)
_SUFFIX = re.compile(r"(\.cp311-win_amd64)?\.(py|pyc|pyd)$")


def is_never_used(file: str) -> bool:
    """Whether `file`, a path relative to where modules are looked for and with slashes, belongs to one of them."""
    parts = _SUFFIX.sub("", file).split("/")
    return any(".".join(parts[:depth]) in _NAMES for depth in range(1, len(parts) + 1))
