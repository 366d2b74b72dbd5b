"""A half-width mark stands between Han characters of a Chinese translation.

GB/T 15834 wants full-width punctuation in Chinese text; half-width commas are left over from an
English keyboard or from a machine.

Bad:  We will deepen reform, and open up wider. → 我们将深化改革,扩大开放。
Good: We will deepen reform, and open up wider. → 我们将深化改革，扩大开放。

Known false alarms: house styles of science journals, which use half-width marks throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.glossary.rendering import Span

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_MARK = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!.](?=\s*(?:[\u4e00-\u9fff]|$))")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each mark; a Chinese source is not the translator's."""
    if bead.target is not bead.chinese:
        return
    for match in _MARK.finditer(bead.chinese.text):
        full = _FULL[match[0]]
        yield Problem(
            f"half-width “{match[0]}” in Chinese text",
            f"write “{full}”",
            Span(match.start(), match.end()),
            None,
            full,
        )
