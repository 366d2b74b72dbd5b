"""Where a paragraph goes from one language over to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from aligner.document import Language
from aligner.text.language import script_balance
from aligner.text.segmentation import Span

_BREAKS = re.compile(r"[\n\t]+")
_HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff，。、；：！？（）《》「」『』【】]")
_LATIN = re.compile(r"[A-Za-z]")
# What stands between the last Chinese character and the gap (5%”), and between gap and first.
_CLOSING = re.compile(r"""[”’"'\d.,%]*(?=\s)|(?<=[，。；：！？])[”’]*""")
_OPENING = re.compile(r"""(?:(?<=\s)[“‘"'\d.,%—–]*|(?<=[.!?][”’"')])|(?<=[.!?]))\Z""")
_USUAL = 0.5  # share of the paragraphs with both languages for all of them to be cut


def cut_at_switches(text: str, paragraphs: Sequence[Span]) -> list[list[tuple[int, int]]]:
    """Return for each paragraph its pieces, one where it is in one language.

    A line break or tab between languages cuts. A space does where the whole file is written so,
    a sentence and its translation on a line: elsewhere a name in the other script may close a
    sentence.
    """
    pieces = [_at_breaks(text, start, end) for start, end, _ in paragraphs]
    borders = {span: _border(text, *span) for spans in pieces for span in spans}
    filled = [span for span in borders if language_of(text[slice(*span)])]
    if sum(1 for span in filled if borders[span]) < max(1, _USUAL * len(filled)):
        return pieces
    return [[half for span in spans for half in _halves(span, borders[span])] for spans in pieces]


def language_of(text: str) -> Language | None:
    """Return the language of a paragraph by its letters; None if it has none."""
    balance = script_balance(text)
    return None if balance == 0 else "zh" if balance > 0 else "en"


def _halves(span: tuple[int, int], border: int) -> list[tuple[int, int]]:
    return [(span[0], border), (border, span[1])] if border else [span]


def _at_breaks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph at those of its line breaks and tabs where the language changes."""
    breaks = [match.span() for match in _BREAKS.finditer(text, start, end)]
    if not breaks:
        return [(start, end)]
    begins = [start, *(after for _, after in breaks)]
    lines = list(zip(begins, [*(before for before, _ in breaks), end], strict=True))
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        change = language_of(text[slice(*before)]), language_of(text[slice(*line)])
        if None not in change and change[0] != change[1]:
            pieces.append(line)
        else:
            pieces[-1] = (pieces[-1][0], line[1])
    return pieces


def _border(text: str, start: int, end: int) -> int:
    """Return where the other language begins, 0 if the scripts do not stand one behind the other.

    >>> _border("总则 General provisions", 0, 21), _border("改革 (reform) 。", 0, 13)
    (2, 0)
    """
    han = [match.start() for match in _HAN.finditer(text, start, end)]
    latin = [match.start() for match in _LATIN.finditer(text, start, end)]
    if not han or not latin:
        return 0
    if latin[-1] > han[-1]:
        found = _CLOSING.match(text, han[-1] + 1, end)
        border = found.end() if found else 0
        chinese, english = text[start:border], text[border:end]
    else:
        found = _OPENING.search(text, start, han[0])
        border = found.start() if found else 0
        english, chinese = text[start:border], text[border:end]
    # The Chinese side may hold names in Latin letters, the English side no Chinese.
    return border if script_balance(chinese) > 0 and not _HAN.search(english) else 0
