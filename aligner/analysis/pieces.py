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
    "zh": re.compile(r"(?P<full>\n|[。！？!?…]+[”’」』）)]*)|(?:[，；：,;]|(?<!\d):)[”’」』]*"),
    # It begins with a set of characters: so the search is three times as fast.
    "en": re.compile(
        r"""[\n.!?…,;:–—-]
        (?: (?P<full> (?<=\n)
              | (?: (?<=\.)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|Ms|No|St|vs)\.)(?<!\bMrs\.)
                  | (?<=[!?…])[!?…]* )
                [”’"')\]]* (?=\s+[“‘"'(\[]*[A-Z0-9]|\n|\Z) )
          | (?<=[,;:])[”’"']*(?=\s) | (?<=\s[–—-])[–—-]*(?=\s) | (?<=—) )""",
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

    @property
    def firsts(self) -> list[int]:
        """The first clause of each bead, and at the end the number of all."""
        return list(map(int, np.searchsorted(self.beads, np.arange(self.count + 1))))


def cut(texts: Sequence[str], language: Language) -> Pieces:
    """Cut the texts, none of which has line breaks.

    >>> pieces = cut(["扩大内需，稳定就业。改善民生。", "完成了任务。"], "zh")
    >>> pieces.texts, pieces.beads.tolist(), pieces.sentences.tolist()
    (['扩大内需，', '稳定就业。', '改善民生。', '完成了任务。'], [0, 0, 0, 1], [0, 0, 1, 2])
    """
    joined = "\n".join(texts) + "\n"
    rows: list[tuple[int, int, int, int]] = []  # bead, sentence, start and end in the joined text
    bead = sentence = start = 0
    bead_starts = [0]
    fewest = _FEWEST[language]
    for match in _BORDERS[language].finditer(joined):
        is_full = match["full"] is not None
        is_line = match[0] == "\n"
        end = match.start() if is_line else match.end()
        if not is_full and end - start < fewest:
            continue
        if joined[start:end].strip():
            rows.append((bead, sentence, start, end))
        if is_full and rows and rows[-1][1] == sentence:
            sentence += 1
        start = match.end()
        if is_line:
            bead += 1
            bead_starts.append(start)
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
