"""The number is right, its unit or currency is not.

亩 is a fifteenth of a hectare, a sixth of an acre; 斤 is half a kilogram, 里 half a kilometre; 元
is no dollar. Converted amounts are compared with what the printed digits leave open: 2000万亩 is
1.33 million hectares.

Bad:  300亩 → 300 hectares
Good: 300亩 → 20 hectares

Known false alarms: a number that stands with one thing in Chinese and with another in English.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.text.quantities.writing import with_unit


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each unit that became another one."""
    for slip in bead.numbers.slips:
        if slip.kind != "unit":
            continue
        english, unit = in_english(bead, slip.english), slip.chinese.unit
        suggestion = suggested(bead, with_unit(english, slip.chinese.low, unit))
        yield Problem(
            f"{in_chinese(bead, slip.chinese)} is not “{english}”",
            way_out_for(suggestion),
            span_of(slip.chinese),
            span_of(slip.english),
            suggestion,
        )
