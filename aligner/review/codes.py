"""The language codes of a TMX file, so that saving it again does not turn zh-TW into zh-CN."""

from __future__ import annotations

import re
from pathlib import Path

from aligner.document import Language

_SAMPLE = 1 << 16  # bytes: the first units
_CODE = re.compile(rb"""<tuv\b[^>]*?\blang\s*=\s*["']([A-Za-z0-9_-]+)["']""")


def language_codes(path: Path) -> dict[Language, str]:
    """Return the first code of each language in a file, if it is in UTF-8; otherwise nothing."""
    from aligner.formats.tmx_units import language_of

    codes: dict[Language, str] = {}
    try:
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
    except OSError:  # Another program removed it since: the usual codes will do.
        return codes
    for match in _CODE.finditer(head):
        code = match[1].decode("ascii")
        language = language_of(code)
        if language is not None:
            codes.setdefault(language, code)
    return codes
