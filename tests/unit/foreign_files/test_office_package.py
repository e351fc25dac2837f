"""The zip of an office file: what it refers to, and what is not unpacked."""

import io
import zipfile

import pytest

from handbook.foreign_files.failure import Failure, ReadingFailed
from handbook.foreign_files.framing import HEAD, MARK, body_of, framed_body
from handbook.foreign_files.limits import ProcessLimits
from handbook.foreign_files.office_package import OfficePackage

_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("DOT", "."), part)
    return buffer.getvalue()


def related(*lines: str) -> str:
    return f'<Relationships xmlns="{_SPACE}">{"".join(lines)}</Relationships>'


def failure(data: bytes, name: str = "a.xml", **limits: int) -> Failure:
    with pytest.raises(ReadingFailed) as caught:
        OfficePackage(data, ProcessLimits(**limits)).tree(name)
    return caught.value.reason


def test_relations_name_parts_inside_the_package_alone() -> None:
    data = packed(
        _rels__DOTrels=related('<Relationship Id="r" Type="x/officeDocument" Target="/ppt/deck.xml"/>'),
        ppt___relsDOTdeck=related(),
    )
    assert OfficePackage(data, ProcessLimits()).main == "ppt/deck.xml"
    lines = related(
        '<Relationship Id="a" Type="x/slide" Target="slides/../slides/s1.xml"/>',
        '<Relationship Id="b" Type="x/slide" Target="https://example.org/" TargetMode="External"/>',
        '<Relationship Id="c" Type="x/notes" Target="../../../etc/passwd"/>',
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ppt/_rels/deck.xml.rels", lines)
    package = OfficePackage(buffer.getvalue(), ProcessLimits())
    assert [(r.id, r.part) for r in package.related("ppt/deck.xml")] == [
        ("a", "ppt/slides/s1.xml"),
        ("c", "etc/passwd"),
    ]
    assert package.related("elsewhere.xml") == []
    assert package.main == "word/document.xml"


def test_what_means_ill_is_not_unpacked() -> None:
    assert failure(b"PK no zip") is Failure.DAMAGED
    assert failure(packed(aDOTxml="<a/>", bDOTxml="<a/>"), parts=1) is Failure.UNPACKS_TOO_BIG
    assert failure(packed(aDOTxml="x" * 2000), unpacked_bytes=1000) is Failure.UNPACKS_TOO_BIG
    assert failure(packed(aDOTxml="0" * 6_000_000)) is Failure.UNPACKS_TOO_BIG
    assert failure(packed(aDOTxml="<a>" + "x" * 200 + "</a>"), part_bytes=100) is Failure.UNPACKS_TOO_BIG
    assert failure(packed(aDOTxml="<a>")) is Failure.DAMAGED
    assert failure(packed(aDOTxml="<!DOCTYPE a><a/>")) is Failure.ENTITIES
    assert failure(packed(aDOTxml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')) is Failure.ENTITIES


def test_parts_are_streams_too() -> None:
    package = OfficePackage(packed(aDOTxml="<a/>"), ProcessLimits())
    with package.opened("a.xml") as file:
        assert file.read(2) == b"<a"
    assert package.raw("b.xml") is None
    with pytest.raises(KeyError):
        package.opened("b.xml")


def test_a_part_with_a_password_is_told() -> None:
    data = bytearray(packed(aDOTxml="<a/>"))
    at = data.rindex(b"PK\1\2")
    data[at + 8] |= 1
    assert failure(bytes(data)) is Failure.ENCRYPTED


def test_a_message_is_whole_or_none() -> None:
    raw = framed_body(b"abc")
    assert (raw[: len(MARK)], body_of(raw)) == (MARK, b"abc")
    for broken in (b"", raw[:HEAD], raw + b"x", b"X" + raw[1:]):
        with pytest.raises(ValueError, match="answer"):
            body_of(broken)
