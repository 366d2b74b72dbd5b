"""Cutting the texts of many beads into sentences and clauses at once, by punctuation alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.document import Language

IntArray = npt.NDArray[np.int64]

_BORDERS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?P<full>[。！？!?…\n]+[”’」』）)]*)|(?:[，；：,;]|(?<!\d):)[”’」』]*"),
    "en": re.compile(
        r"""(?P<full>\n | (?: (?<!\b[A-Z])(?<!\b(?:Mr|Dr|Ms|No|St|vs))(?<!\bMrs)\. | [!?…]+ )
            [”’"')\]]* (?=\s+[“‘"'(\[]*[A-Z0-9]|\n|\Z) )
          | [,;:][”’"']* (?=\s) | \s[–—-]+(?=\s) | — """,
        re.VERBOSE,
    ),
}
_FEWEST: dict[Language, int] = {"zh": 4, "en": 12}  # code points: shorter clauses join the next


@dataclass(frozen=True, slots=True)
class Pieces:
    """The clauses of one side of some beads, in order; arrays have the shape (clauses,)."""

    language: Language
    count: int  # of beads
    texts: list[str]
    beads: IntArray
    sentences: IntArray  # numbered through all beads, from 0
    starts: IntArray  # half-open offsets into the text of the bead's side
    ends: IntArray

    def range_of(self, bead: int) -> tuple[int, int]:
        """Return the first clause of a bead and the one behind its last."""
        first, last = np.searchsorted(self.beads, [bead, bead + 1])
        return int(first), int(last)


def cut(texts: Sequence[str], language: Language) -> Pieces:
    """Cut the texts, none of which has line breaks.

    >>> pieces = cut(["扩大内需，稳定就业。改善民生。", "完成了任务。"], "zh")
    >>> pieces.texts, pieces.beads.tolist(), pieces.sentences.tolist()
    (['扩大内需，', '稳定就业。', '改善民生。', '完成了任务。'], [0, 0, 0, 1], [0, 0, 1, 2])
    """
    joined = "\n".join(texts) + "\n"
    rows: list[tuple[int, int, int, int]] = []  # bead, sentence, start and end in the joined text
    bead = sentence = start = bead_start = 0
    bead_starts = [0]
    fewest = _FEWEST[language]
    for match in _BORDERS[language].finditer(joined):
        end = match.end()
        is_full = match["full"] is not None
        if not is_full and end - start < fewest:
            continue
        is_line = is_full and "\n" in match[0]
        stop = joined.index("\n", match.start(), end) if is_line else end
        if stop > start and joined[start:stop].strip():
            rows.append((bead, sentence, start, stop))
        if is_full:
            sentence += bool(rows) and rows[-1][1] == sentence
        start = end
        if is_line:
            bead += joined.count("\n", match.start(), end)
            for offset in range(match.start(), end):
                if joined[offset] == "\n":
                    bead_starts.append(offset + 1)
    del bead_start
    table = np.array(rows, np.int64).reshape(-1, 4)
    offsets = np.array(bead_starts, np.int64)[table[:, 0]]
    return Pieces(
        language,
        len(texts),
        [joined[row[2] : row[3]] for row in rows],
        table[:, 0],
        table[:, 1],
        table[:, 2] - offsets,
        table[:, 3] - offsets,
    )
