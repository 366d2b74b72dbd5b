"""Whether repeated sentences are translated alike.

``consistency.segments``: of all pairs of beads with the same source, those with the same target
(pairwise, as LTCR is over terms). White space, the width of characters, quotation marks, case and
the digits of numbers make no difference, so that nearly repeated sentences count as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from aligner.scoring.consistency import Use

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_DOUBLE, _SINGLE = re.compile("[“”「」]"), re.compile("[‘’『』]")
_SHORTEST = 4  # characters of a source that says anything


def segment_uses(sources: Sequence[str], targets: Sequence[str]) -> list[Use]:
    """Return a use for each bead that has both sides, its source as the term.

    >>> uses = segment_uses(["增长5%。", "增长 7%。"], ["Up 5%.", "up 7%."])
    >>> uses[0].term == uses[1].term, uses[0].text == uses[1].text
    (True, True)
    """
    pairs = zip(map(_folded, sources), map(_folded, targets), strict=True)
    return [
        Use(bead, source.replace(" ", ""), target)
        for bead, (source, target) in enumerate(pairs)
        if len(source) >= _SHORTEST and target
    ]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    if not plain.isascii():
        plain = _SINGLE.sub("'", _DOUBLE.sub('"', plain))
    return " ".join(_DIGITS.sub("0", plain).split())
