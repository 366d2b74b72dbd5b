"""The units of a memory: what bitexts of any format hold that may be used again."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from aligner.bead import Bead, Bitext, join
from aligner.errors import InputError
from aligner.formats import ReadOptions, read_bitext
from aligner.text.language import script_balance
from aligner.translation.base import Direction

_logger = logging.getLogger(__name__)
_SAMPLE = 50  # beads that show which side is Chinese
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation."""

    source: str
    target: str
    is_confirmed: bool  # by a person
    is_next: bool  # the unit before stands right before it in the file


def read_units(
    files: Sequence[Path], direction: Direction, least_probability: float
) -> Iterator[Unit]:
    """Yield the units of all files in order, whichever side of them is the source.

    Left out are beads with an empty side, untranslated ones, and those less probable that nobody
    confirmed.

    Raises:
        InputError: a file cannot be read, or has no texts in both languages.
        FormatError: a malformed record, with its line.
        UsageError: unknown suffix.
    """
    for path in files:
        opened = read_bitext(path, options=ReadOptions(direction.source, direction.target))
        beads = iter(opened.beads)
        sample = list(islice(beads, _SAMPLE))
        is_turned = _is_turned(sample, opened, direction, path)
        left_out: Counter[str] = Counter()
        yield from _units(chain(sample, beads), direction, is_turned, least_probability, left_out)
        for why, count in left_out.items():
            _logger.info("%s: %d units left out: %s", path, count, why)


def _is_turned(sample: Sequence[Bead], bitext: Bitext, direction: Direction, path: Path) -> bool:
    """Tell whether the sides of a file are the other way round.

    Judged by the script: most formats do not say their languages.
    """
    source = script_balance("".join(join(bead.source, bitext.source_language) for bead in sample))
    target = script_balance("".join(join(bead.target, bitext.target_language) for bead in sample))
    if source * target > 0:
        raise InputError(
            "both sides are in the same language",
            place=str(path),
            way_out="a memory is a bitext of Chinese and English",
        )
    # Numbers alone, or one side alone, tell nothing: what the format says counts.
    begins_chinese = bitext.source_language == "zh" if source == target == 0 else source > target
    return begins_chinese != (direction.source == "zh")


def _units(
    beads: Iterable[Bead],
    direction: Direction,
    is_turned: bool,
    least_probability: float,
    left_out: Counter[str],
) -> Iterator[Unit]:
    is_next = False
    for bead in beads:
        sides = (bead.target, bead.source) if is_turned else (bead.source, bead.target)
        source, target = join(sides[0], direction.source), join(sides[1], direction.target)
        why = _why_not(bead, source, target, least_probability)
        if why:
            left_out[why] += 1
        else:
            yield Unit(source, target, bead.is_confirmed, is_next)
        is_next = not why


def _why_not(bead: Bead, source: str, target: str, least_probability: float) -> str:
    """Return why a bead is no unit, empty if it is one."""
    if not source or not target:
        return "one side is empty"
    if source == target and _HAN.search(source):
        return "not translated"
    probability = bead.probability
    if probability is not None and probability < least_probability and not bead.is_confirmed:
        return "probably wrong"
    return ""
