"""The bytes of a PDF go in; the characters that a reader can copy out of it come out."""

import re
import unicodedata
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def extractable(content: bytes) -> set[str]:
    """Characters that the ``ToUnicode`` maps of its fonts name, in their normal form (PDF 32000-1, 9.10.3)."""
    found: set[str] = set()
    for match in _STREAM.finditer(content):
        text = _plain(match[1])
        for kind, body in _SECTION.findall(text):
            found |= _of_section(kind, body)
    return {c for text in found for c in unicodedata.normalize("NFKC", text)}


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _of_section(kind: bytes, body: bytes) -> set[str]:
    if kind == b"char":
        words = _HEX.findall(body)
        return {_text(word) for word in words[1::2]}
    found = set()
    for line in body.splitlines():
        words = _HEX.findall(line)
        if len(words) < 3:
            continue
        if b"[" in line:
            found |= {_text(word) for word in words[2:]}
        else:
            first, last, start = (int(word, 16) for word in words[:3])
            found |= {chr(start + step) for step in range(last - first + 1) if start + step < 0x110000}
    return found


def _text(word: bytes) -> str:
    return bytes.fromhex(word.decode("ascii")).decode("utf-16-be", errors="ignore")
