"""Files from strangers: refused in one line, never obeyed."""

from __future__ import annotations

import io
import zipfile

import pytest

from aligner.errors import FormatError, InputError
from aligner.untrusted import StrictParser, iterate_xml, open_package, parse_xml, read_part

ENTITY = b'<!DOCTYPE a [<!ENTITY x "yyyy">]>\n<a>&x;</a>'
PARAMETER = b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">]>\n<a/>'
BROKEN = b"<a>\n<b></a>"


def package(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil", "C:/evil", "..\\evil"])
def test_parts_that_point_outside_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="points outside the file, which may be an attack"):
        open_package(package(**{name: b"x"}), "a.docx", "docx")


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    with pytest.raises(InputError, match="compressed beyond belief"):
        open_package(package(bomb=bytes(1 << 25)), "a.docx", "docx")


def test_what_compresses_as_office_files_do_is_read() -> None:
    opened = open_package(package(part=b"text " * 1000), "a.docx", "docx")
    assert read_part(opened, "part", "a.docx") == b"text " * 1000


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not a docx file"),
        (b"PK\x03\x04", "not a docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "or protected by a password"),
    ],
)
def test_what_is_no_package(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.docx: .*{problem}"):
        open_package(data, "a.docx", "docx")


def test_missing_and_damaged_parts_are_named() -> None:
    data = bytearray(package(part=b"text that is compressed " * 50))
    opened = open_package(bytes(data), "a.docx", "docx")
    with pytest.raises(InputError, match="has no part other"):
        read_part(opened, "other", "a.docx")
    data[40:50] = bytes(10)
    with pytest.raises(InputError, match="part part cannot be unpacked"):
        read_part(open_package(bytes(data), "a.docx", "docx"), "part", "a.docx")


def test_a_package_that_lost_bytes_is_damaged() -> None:
    data = package(part=b"text that is compressed " * 50)
    for lost in (1, 7, 20):  # less than a header, so that the list of parts is found all the same
        opened = open_package(data[:35] + data[35 + lost :], "a.docx", "docx")
        with pytest.raises(InputError, match="part part cannot be unpacked"):
            read_part(opened, "part", "a.docx")


def test_messages_about_xml_are_one_line() -> None:
    with pytest.raises(FormatError) as caught:
        parse_xml(b"<a>\x00</a>", "a")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (ENTITY, "declares the entity x"),
        (PARAMETER, "declares the entity x"),
        (BROKEN, "a:2: not well-formed XML"),
    ],
)
def test_every_parser_refuses_the_same(data: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        parse_xml(data, "a")
    with pytest.raises(FormatError, match=problem):
        list(iterate_xml(io.BytesIO(data), "a"))
    with pytest.raises(FormatError, match=problem):
        StrictParser("a").feed(data, is_final=True)


def test_entities_that_nobody_declares_are_refused_too() -> None:
    parser = StrictParser("a")
    with pytest.raises(FormatError, match="a:2: entity &y;; write the character itself"):
        parser.feed(b'<!DOCTYPE a SYSTEM "a.dtd">\n<a>&y;</a>', is_final=True)
