r"""The lexicon file: one line of JSON, then raw little-endian arrays.

The header names every array with its type, shape and offset behind the header; the arrays are
used as they lie in the file, so that loading decodes nothing:

    hashes           uint64  hash of each Chinese word, ascending; its index is the word's type
    words, stems     uint8   UTF-8, joined by line feeds; words by type, English stems by type
    chinese, english float32 probability of each type in the training pairs
    offsets          uint32  pairs of Chinese type z: offsets[z] … offsets[z + 1] - 1
    paired           uint16  the English type of each pair, ascending for each Chinese type
    forward          uint8   t(english | chinese) / p(english) of each pair, quantised
    backward         uint8   t(chinese | english) / p(chinese), quantised
    ratios           float32 the 256 values the last two stand for

Quantised means one of 255 values, equally far apart in the logarithm between the smallest and the
largest ratio; code 0 is the ratio 0. Over the usual range, 0.3 to 3 million, a value read back is
within 3.3 % of the value written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.errors import FormatError

SCHEMA = 1
_FORMAT = "aligner lexicon"
_LONGEST_HEADER = 65536  # bytes; a file without a line end in them is something else
_ALIGNMENT = 8  # bytes
_WAY_OUT = "give a file made by aligner lexicon train"

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the statistics come from."""

    name: str
    version: int  # of the way they are computed
    pairs: int  # sentence pairs used
    dictionary_words: int  # 0: none used
    base: str  # first digits of the sum of the lexicon adapted; "": none
    licence: str  # SPDX identifier; "": the licence of the pairs
    chinese_tokens: int  # in all pairs, those of the base included
    english_tokens: int


@dataclass(frozen=True, slots=True)
class Arrays:
    """The statistics themselves; the module's docstring says what each array holds."""

    hashes: npt.NDArray[np.uint64]
    words: npt.NDArray[np.uint8]
    stems: npt.NDArray[np.uint8]
    chinese: FloatArray
    english: FloatArray
    offsets: npt.NDArray[np.uint32]
    paired: npt.NDArray[np.uint16]
    forward: npt.NDArray[np.uint8]
    backward: npt.NDArray[np.uint8]
    ratios: FloatArray


_TYPES = {
    "hashes": "<u8", "words": "|u1", "stems": "|u1", "chinese": "<f4", "english": "<f4",
    "offsets": "<u4", "paired": "<u2", "forward": "|u1", "backward": "|u1", "ratios": "<f4",
}  # fmt: skip


def pack(origin: Origin, arrays: Arrays) -> bytes:
    """Return the bytes of a lexicon file; the same statistics give the same bytes."""
    payload, table = bytearray(), {}
    for name, dtype in _TYPES.items():
        array = np.ascontiguousarray(getattr(arrays, name), dtype)
        table[name] = {"dtype": dtype, "shape": list(array.shape), "offset": len(payload)}
        payload += array.tobytes()
        payload += bytes(-len(payload) % _ALIGNMENT)
    header = {
        "format": _FORMAT,
        "schema": SCHEMA,
        "origin": asdict(origin),
        "arrays": table,
        "sha256": hashlib.sha256(payload).hexdigest(),
    }
    line = json.dumps(header, ensure_ascii=False).encode()
    # Spaces, so that the arrays lie aligned in a file read as a whole.
    line += b" " * (-(len(line) + 1) % _ALIGNMENT)
    return line + b"\n" + bytes(payload)


def unpack(data: bytes, place: str) -> tuple[Origin, Arrays, str]:
    """Return what ``pack`` was given, the arrays being views of ``data``, and their SHA-256.

    Raises:
        FormatError: this is no lexicon, or a damaged one, or one of a newer version.
    """
    header, start = _header(data, place)
    payload = memoryview(data)[start:]
    try:
        origin = Origin(**header["origin"])
        arrays = Arrays(**{n: _array(payload, header["arrays"][n], _TYPES[n]) for n in _TYPES})
        total = str(header["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError("a truncated lexicon", place=place, way_out=_WAY_OUT) from error
    if hashlib.sha256(payload).hexdigest() != total:
        raise FormatError("a damaged lexicon", place=place, way_out=_WAY_OUT)
    return origin, arrays, total


def _header(data: bytes, place: str) -> tuple[dict[str, Any], int]:
    """Return the header and where the arrays start."""
    end = data.find(b"\n", 0, _LONGEST_HEADER)
    try:
        header = json.loads(data[: max(end, 0)])
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != _FORMAT:
        raise FormatError("not a lexicon", place=place, way_out=_WAY_OUT)
    schema = header.get("schema")
    if schema != SCHEMA:
        raise FormatError(
            f"a lexicon of schema {schema}, this version reads {SCHEMA}",
            place=place,
            way_out="update aligner, or train it again",
        )
    return header, end + 1


def _array(payload: memoryview, entry: dict[str, Any], dtype: str) -> npt.NDArray[Any]:
    """Return a view of one array.

    Raises:
        ValueError: the entry is not as expected, or leads beyond the end.
    """
    (count,) = entry["shape"]
    if entry["dtype"] != dtype:
        raise ValueError(entry["dtype"])
    return np.frombuffer(payload, dtype, count, entry["offset"])


@dataclass(frozen=True, slots=True)
class Quantised:
    """Ratios as codes; ``values[codes]`` are the ratios again, nearly."""

    codes: npt.NDArray[np.uint8]
    values: FloatArray  # shape (256,)


def quantise(ratios: FloatArray) -> Quantised:
    """Return ratios, 0 and more, in any shape, as codes of the same shape.

    >>> quantised = quantise(np.array([0.0, 0.5, 8.0], np.float32))
    >>> quantised.codes.tolist(), quantised.values[quantised.codes].tolist()
    ([0, 1, 255], [0.0, 0.5, 8.0])
    """
    positive = ratios[ratios > 0]
    lowest, highest = float(positive.min(initial=1)), float(positive.max(initial=1))
    values = np.zeros(256, np.float32)
    values[1:] = np.geomspace(lowest, highest, 255)
    span = max(np.log(highest / lowest), 1e-9)  # 0 where all ratios are 1
    steps = np.log(np.maximum(ratios, lowest) / lowest) / span
    codes = np.where(ratios > 0, np.rint(steps * 254) + 1, 0).astype(np.uint8)
    return Quantised(codes, values)


def join_strings(strings: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return strings, none with a line feed, as one array of bytes."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def split_strings(joined: npt.NDArray[np.uint8]) -> list[str]:
    """Return what ``join_strings`` was given, except that one empty string becomes none."""
    return joined.tobytes().decode().split("\n") if len(joined) else []
