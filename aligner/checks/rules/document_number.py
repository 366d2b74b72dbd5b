"""The number of a document is lost or changed: 国发〔2024〕3号, 第12号令.

By its number a reader finds the document; a wrong one leads to another.

Bad:  国发〔2024〕3号 → a document of the State Council
Good: 国发〔2024〕3号 → Guo Fa [2024] No. 3

Known false alarms: a document named by its English title and date alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.glossary.rendering import Span
from aligner.text.quantities.numerals import chinese_numeral

_YEARLY = re.compile(
    r"(?:(?![根依]?据|按?照|见|的)[\u4e00-\u9fff]){0,8}[〔［\[【（(]\s*(?P<year>(?:19|20)[0-9]{2})\s*年?[〕］\]】）)]"
    r"\s*第?\s*(?P<number>[0-9]{1,5})\s*[号號]"
)
_PLAIN = re.compile(
    r"(?:[令告议議](?:\s*[0-9]{4}\s*年)?(?:\s*[（(])?第\s*(?P<behind>[0-9]{1,5}|[一二三四五六七八九十百零〇]{1,7})\s*[号號]"
    r"|第\s*(?P<before>[0-9]{1,5}|[一二三四五六七八九十百零〇]{1,7})\s*[号號](?:主席|[总總][统統])?"
    r"(?:令|公告|[决決][议議]|文件))"
)
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each number that the English lacks."""
    chinese = bead.chinese.text
    if ("号" not in chinese and "號" not in chinese) or not bead.english.text:
        return
    for match in _YEARLY.finditer(chinese):
        year, number = int(match["year"]), int(match["number"])
        has_year, has_number = _stands(bead, year), _stands(bead, number)
        if (has_year and has_number) or _is_near(bead, year, number):
            continue
        yield Problem(
            f"the document number “{match[0]}” is not in the English"
            if not (has_year or has_number)
            else f"of the document number “{match[0]}”, {year if has_number else number} is not "
            "in the English",
            f"write it, as in “[{year}] No. {number}”",
            Span(match.start(), match.end()),
        )
    for match in _PLAIN.finditer(chinese):
        numeral = chinese_numeral(match["behind"] or match["before"])
        if numeral is None:
            continue
        number = int(numeral.value)
        if not (_stands(bead, number) or _is_near(bead, number)):
            yield Problem(
                f"the document number “{match[0]}” is not in the English",
                f"write it, as in “No. {number}”",
                Span(match.start(), match.end()),
            )


def _stands(bead: BeadAnalysis, number: int) -> bool:
    """Tell whether a number stands in the English, in digits or words."""
    text = bead.english.text
    if any(int(match[0].replace(",", "")) == number for match in _NUMBER.finditer(text)):
        return True
    return any(quantity.low == number for quantity in bead.english.quantities)


def _is_near(bead: BeadAnalysis, *numbers: int) -> bool:
    """Tell whether a neighbour has them all: then the alignment is at fault, if anything."""
    return any(all(_stands(other, number) for number in numbers) for other in bead.neighbours)
