"""Telephone numbers in both languages: 010-66012345, (86-10) 6601 2345, +86 10 6601-2345.

They are printed with or without the codes of country and area, in groups or in one. What all
writings share are the last seven digits, and these are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.text.quantities.model import Quantity, exact
from aligner.text.quantities.units import TELEPHONE

_COMPARED = 7
_GAP = "[ -]"
_LOCAL = f"(?:[0-9]{{7,8}}|[0-9]{{3,4}}{_GAP}[0-9]{{4}})"
_WORDS = (
    "电话|電話|传真|傳真|手机|手機|热线|熱線",
    "tel|fax",
    "tel[.]",
    "phone",
    "mobile",
    "hotline",
)
_NUMBERED = ("电话号码|電話號碼|手机号码|手機號碼|传真号码|傳真號碼", "phone number")
_AFTER_WORD = "|".join(
    f"(?<=(?:{words}){colon}{space})"  # of one width each, as a look behind must be
    for words in (*_WORDS, *_NUMBERED)
    for colon in ("[:：]", *(("[.]",) if words == "tel|fax" else ()))
    for space in ("", " ")
)
_AFTER_ANOTHER = "|".join(
    f"(?<={digits}{link})"
    for digits in ("[0-9]{7}", f"[0-9]{{4}}{_GAP}[0-9]{{4}}")
    for link in ("[、/]", ", ", " or ")
)
# Begins at a digit: what stands before (a plus, a bracket) adds nothing.
TELEPHONE_NUMBER = (
    r"(?=[0-9](?:[ ()（）－—-]{0,3}[0-9]){6})"  # few numbers get further than this
    # +86-10-6601-2345, but not +10 000 000
    rf"(?:(?<=\+)(?![0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9]))(?=[0-9](?:[ ()（）-]{{0,2}}[0-9]){{7}})"
    rf"[0-9]{{1,3}}(?:[)）]?{_GAP}?[(（]?[0-9]{{1,11}}[)）]?){{1,5}}"
    rf"|0[0-9]{{2,3}}(?:[)）]{_GAP}?|[ ]?[-－—][ ]?|[ ]){_LOCAL}"
    rf"|86(?:[)）]?{_GAP}|[)）])0?[0-9]{{2,3}}[)）]?{_GAP}?{_LOCAL}"
    rf"|(?<=[(（])85[23][)）][ ]?[0-9]{{4}}{_GAP}?[0-9]{{4}}"
    rf"|[48]00(?:-[0-9]{{3,4}}-?[0-9]{{3,4}}| [0-9]{{3}} [0-9]{{4}})"
    rf"|1[3-9][0-9]{_GAP}(?!(?:19|20)[0-9]{{2}} )[0-9]{{4}}{_GAP}[0-9]{{4}}"
    rf"|(?i:{_AFTER_WORD})(?=[0-9](?:{_GAP}?[0-9]){{6}})"
    rf"[0-9]{{2,11}}(?:{_GAP}[0-9]{{2,8}}){{0,4}}"
    # 010-66012345、66012346
    rf"|(?:{_AFTER_ANOTHER})(?!(?:19|20)[0-9]{{2}})"
    rf"[2-9][0-9]{{3}}{_GAP}?[0-9]{{4}}(?=[，。；、,;.)）]?(?:\s|\Z)|[，。；、）]))(?![0-9])"
)


def read_telephone(match: re.Match[str]) -> Iterator[Quantity]:
    """Read the last digits of a telephone number, which every writing has."""
    digits = re.sub("[^0-9]", "", match[0])
    yield exact(match.span(), "telephone", int(digits[-_COMPARED:]), TELEPHONE)
