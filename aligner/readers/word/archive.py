"""Zip archives with some parts replaced and all the rest byte for byte.

The zip format: PKWARE APPNOTE 6.3. Unchanged parts keep their local headers, their compressed bytes
and their entries in the central directory; only offsets are written anew.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.errors import OutputError

_END = struct.Struct("<4s4H2LH")  # end of central directory
_ENTRY = struct.Struct("<4s6H3L5H2L")  # file header in the central directory
_LOCAL = struct.Struct("<4s5H3L2H")  # local file header
_DESCRIPTOR = 1 << 3  # flag: sizes stand behind the data
_DEFLATED = 8
_ZIP64 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Entry:
    """A part as the central directory describes it."""

    fields: tuple[int, ...]  # the fixed fields, signature left out
    name: bytes
    rest: bytes  # extra field and comment
    start: int  # of the local header

    def bytes(self) -> bytes:
        """Return the entry as it stands in the central directory."""
        fields = (*self.fields[:-1], self.start)
        return _ENTRY.pack(b"PK\x01\x02", *fields) + self.name + self.rest


def with_parts(data: bytes, parts: Mapping[str, bytes], name: str) -> bytes:
    """Return an archive in which some parts have new contents.

    Args:
        data: the archive.
        parts: the new contents by the name of the part; without any, the archive as it is.
        name: how messages call the file.

    Raises:
        OutputError: the archive is of a kind that cannot be patched.
    """
    if not parts:
        return data
    end = data.rfind(b"PK\x05\x06")
    record = _END.unpack_from(data, end)
    size, directory, comment = record[5], record[6], data[end + _END.size :]
    if _ZIP64 in (size, directory) or directory + size > end:
        raise OutputError(
            "an archive in zip64 format, which cannot be changed in place",
            place=name,
            way_out="save it again in its program",
        )
    entries = _entries(data, directory, size)
    in_order = sorted(entries, key=lambda entry: entry.start)
    borders = [*(entry.start for entry in in_order), directory]
    written = bytearray(data[: borders[0]])
    moved: dict[bytes, _Entry] = {}
    for entry, (start, stop) in zip(in_order, pairwise(borders), strict=True):
        content = parts.get(entry.name.decode("utf-8", "replace"))
        made = entry if content is None else _described(entry, content)
        moved[entry.name] = replace(made, start=len(written))
        written += data[start:stop] if content is None else _part(data, made, content)
    start = len(written)
    for entry in entries:
        written += moved[entry.name].bytes()
    ending = (*record[1:5], len(written) - start, start, len(comment))
    return bytes(written) + _END.pack(b"PK\x05\x06", *ending) + comment


def _entries(data: bytes, start: int, size: int) -> list[_Entry]:
    entries: list[_Entry] = []
    position = start
    while position < start + size:
        fields = _ENTRY.unpack_from(data, position)[1:]
        names, extra, comment = fields[9:12]
        position += _ENTRY.size
        rest = data[position + names : position + names + extra + comment]
        entries.append(_Entry(fields, data[position : position + names], rest, fields[-1]))
        position += names + extra + comment
    return entries


def _described(entry: _Entry, content: bytes) -> _Entry:
    """Return the entry with the check sum and the sizes of a new content."""
    fields = list(entry.fields)
    fields[2] &= ~_DESCRIPTOR
    fields[3] = _DEFLATED
    fields[6:9] = zlib.crc32(content), len(_deflated(content)), len(content)
    return replace(entry, fields=tuple(fields))


def _part(data: bytes, entry: _Entry, content: bytes) -> bytes:
    """Return local header and data of a new content; the extra field stays."""
    local = _LOCAL.unpack_from(data, entry.start)
    extra = data[entry.start + _LOCAL.size + local[9] :][: local[10]]
    header = (entry.fields[1], *entry.fields[2:9], len(entry.name), len(extra))
    return _LOCAL.pack(b"PK\x03\x04", *header) + entry.name + extra + _deflated(content)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
