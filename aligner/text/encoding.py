"""From bytes to text: byte order marks, UTF-8, and a guess among what Chinese files come in."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.errors import InputError
from aligner.text.script import COMMON_HAN

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),  # before UTF-16, whose mark it begins with
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# In this order where two fit equally well. cp950 is Big5 as Taiwan's Windows writes it,
# big5hkscs adds the characters of Hong Kong.
_GUESSES: tuple[str, ...] = (
    "utf-8",
    "gb18030",
    "cp950",
    "big5hkscs",
    "cp1252",
    "utf-16-le",
    "utf-16-be",
)
_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx, pptx, odt, epub)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls, ppt)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_CHINESE = COMMON_HAN | frozenset("，。、；：？！“”‘’（）《》「」『』—…·　")
_WESTERN = frozenset("“”‘’–—…•·°§©®™€£¥×½«»\xa0") | frozenset(map(chr, range(0xC0, 0x100)))
# English has single ones; two beside each other are the bytes of another encoding's character.
_RUNS = re.compile("[\xa1-\xff]{2,}")
_SAMPLE = 65_536  # bytes looked at for a guess
_CREDIT = 0.3  # of a character that is expected, for one that may well be
_PLAUSIBLE = 0.15  # of the characters expected ones; Chinese has 0.5 and more, mojibake 0.03


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what is needed to write it back."""

    text: str  # without the byte order mark; line ends as they are in the file
    encoding: str  # a Python codec name; the byte order mark is no part of it
    has_bom: bool

    @property
    def is_guess(self) -> bool:
        """Whether neither a byte order mark nor the rules of UTF-8 make the encoding certain."""
        return not self.has_bom and self.encoding != "utf-8"

    @property
    def bom_length(self) -> int:
        """The number of bytes before the text."""
        return len("\ufeff".encode(self.encoding)) if self.has_bom else 0


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of a file; ``text.encode(encoding)`` has the length of the data.

    >>> decode("改革开放。".encode("gb18030"), "report.txt")
    Decoded(text='改革开放。', encoding='gb18030', has_bom=False)

    Raises:
        InputError: binary data, or bytes that no known encoding explains.
    """
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise InputError(f"{kind}, not text", place=name, way_out="save it as plain text")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(_decode(data, len(mark), encoding, name), encoding, True)
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8", False)
        except UnicodeDecodeError:
            pass
    encoding = _guess(data, name)
    if encoding == "cp950":
        try:
            return Decoded(data.decode(encoding), encoding, False)
        except UnicodeDecodeError:
            encoding = "big5hkscs"
    return Decoded(_decode(data, 0, encoding, name), encoding, False)


def _decode(data: bytes, start: int, encoding: str, name: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = start + error.start
        # In UTF-16 too the byte 0x0A is all but always a line end.
        line = data.count(b"\n", 0, offset) + 1
        raise InputError(
            f"not valid {encoding.upper()} at byte {offset} (0x{data[offset]:02x})",
            place=f"{name}:{line}",
            way_out="save it as UTF-8",
        ) from None


def _guess(data: bytes, name: str) -> str:
    """Return the encoding whose characters look most like Chinese or English text."""
    guesses = _GUESSES
    if b"\0" in data:
        guesses = _GUESSES[-2:]
        sample = data[:_SAMPLE]
    else:
        first = re.search(rb"[\x80-\xff]", data)
        start = first.start() & ~1 if first else 0
        sample = data[start : start + _SAMPLE]
    scores = {guess: _plausibility(sample, guess) for guess in guesses}
    best = max(guesses, key=lambda guess: scores[guess])
    if scores[best] >= _PLAUSIBLE:
        return best
    if _CONTROLS.search(data):
        raise InputError("binary data, not text", place=name, way_out="save it as plain text")
    raise InputError("text in no known encoding", place=name, way_out="save it as UTF-8")


def _plausibility(sample: bytes, encoding: str) -> float:
    """Return the share, 0 … 1, of expected characters among those that tell encodings apart."""
    text = sample.decode(encoding, "replace")
    if encoding.startswith("utf-16"):
        # Here ASCII tells too: in the wrong byte order it becomes rare Han characters.
        return sum(c in _CHINESE or c in string.printable for c in text) / len(text)
    characters = _NON_ASCII.findall(text)
    count = max(len(characters), 1)
    if encoding == "utf-8":
        # One byte in it may be damaged; what has many such bytes was never UTF-8.
        return max(0.0, 1 - 4 * characters.count("\ufffd") / count)
    if encoding == "cp1252":
        alone = _NON_ASCII.findall(_RUNS.sub("", text))
        return sum(c in _WESTERN for c in alone) / count
    usual = sum(c in _CHINESE for c in characters)
    # Of a few terms most characters may be none of the most frequent.
    likely = _CREDIT * (_known_in(encoding, characters) - usual)
    return (usual + likely - 2 * characters.count("\ufffd")) / count


def _known_in(encoding: str, characters: Sequence[str]) -> int:
    """Return how many characters are in the old, small set of an encoding, which has few rare ones.

    These are GB 2312 and the first level of Big5.
    """
    codec, last = ("gb2312", 0xF7) if encoding == "gb18030" else ("big5", 0xC6)
    codes = (c.encode(codec, "replace") for c in characters)
    return sum(len(code) == 2 and code[0] <= last for code in codes)
