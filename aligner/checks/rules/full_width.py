"""Full-width signs stand in English text.

Chinese commas, brackets and digits are left when a translation is typed with a Chinese keyboard or
comes from a machine. They look wrong in every typeface, and searches do not find what has them.

Bad:  加快改革，扩大开放。 → We will accelerate reform，and open wider。
Good: 加快改革，扩大开放。 → We will accelerate reform, and open wider.

Known false alarms: none known; signs inside quoted Chinese are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import HAN, is_in, spans
from aligner.glossary.rendering import Span

_RUN = re.compile("[，。；：（）！？、【】「」『』～％＋－／＝＆．　Ａ-Ｚａ-ｚ０-９]+")
_CHINESE_SIGNS = tuple("》〉」』")
_ENDING = re.compile(r"[a-z]{1,3}[）)]")  # person（s）
_SPACED = "，；：（）！？～。、【】　「」『』"
_NARROW = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _SPACED}
    | {"，": ", ", "。": ". ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "！": "! "}
    | {"？": "? ", "、": ", ", "【": " [", "】": "] ", "～": "–", "　": " "}
    | {"「": "“", "」": "”", "『": "“", "』": "”"}
)


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for the first run of such signs in an English target."""
    text = bead.target.text
    if bead.target.language != "en" or text.isascii() or not is_in(text, "en"):
        return
    for run in _RUN.finditer(text):
        start, end = run.span()
        if (
            text[start - 1 : start] in _CHINESE_SIGNS
            or HAN.match(text[start - 1 : start])
            or HAN.match(text[end : end + 1])
        ):
            continue
        if "（" in run[0] and HAN.search(text[end : text.find("）", end)]):
            continue
        yield Problem(
            f"full-width “{run[0]}” in English",
            "write the half-width sign",
            *spans(bead, target=Span(start, end)),
            suggestion=_narrow(text, start, end),
        )
        return  # who types one types many


def _narrow(text: str, start: int, end: int) -> str:
    """Return what to put in place of signs, with no blank too many."""
    narrow = text[start:end].translate(_NARROW)
    if end >= len(text) or not text[end].isalnum():
        narrow = narrow.rstrip()
    is_ending = narrow.endswith("(") and _ENDING.match(text, end)
    if start == 0 or not text[start - 1].isalnum() or is_ending:
        narrow = narrow.lstrip()
    return narrow
