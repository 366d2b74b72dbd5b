"""A bracket has no partner in the English, or what stands in brackets is lost.

Bad:  国内生产总值（GDP）增长5%。 → Gross domestic product (GDP grew by 5 percent.
Good: 国内生产总值（GDP）增长5%。 → Gross domestic product (GDP) grew by 5 percent.

Known false alarms: brackets whose content the English weaves into the sentence in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.links import links_between
from aligner.glossary.rendering import Span

_BRACKETED = re.compile(r"[（(]([^（）()]{2,60})[）)]")
_OPENING = "([（"
_CLOSING = ")]）"
_ITEM = re.compile(r"(?:^|[;,.:]\s|\b(?:and|or)\s)(?:[0-9]{1,2}|[a-zA-Z]|[ivxIVX]+)[)）]")
_SUSPECT = re.compile(r"[()\[\]（）]")
_BLOCK = re.compile("[一-鿿]")
_FEWEST_TOKENS = 2  # of less nobody can say whether it is lost


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for a bracket without partner and for lost content."""
    text = bead.english.text
    if _SUSPECT.search(text):
        yield from _unbalanced(bead)
    elif text and ("（" in bead.chinese.text or "(" in bead.chinese.text):
        yield from _lost(bead)


def _unbalanced(bead: BeadAnalysis) -> Iterator[Problem]:
    position = _lonely(bead.english.text)
    if position is None or _lonely(bead.chinese.text) is not None:
        return  # what goes on in the next bead is open in both languages
    if any(_lonely(near.english.text) is not None for near in bead.neighbours):
        return
    sign = bead.english.text[position]
    yield Problem(
        f"“{sign}” has no partner",
        "add the missing bracket",
        None,
        Span(position, position + 1),
    )


def _lonely(text: str) -> int | None:
    """Return where a bracket without partner stands: 1) and a) are none."""
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    open_brackets: list[int] = []
    for match in _SUSPECT.finditer(text):
        position = match.start()
        if text[position] in _OPENING:
            open_brackets.append(position)
        elif open_brackets:
            open_brackets.pop()
        elif position not in items:
            return position
    return open_brackets[0] if open_brackets else None


def _lost(bead: BeadAnalysis) -> Iterator[Problem]:
    for match in _BRACKETED.finditer(bead.chinese.text):
        content = match[1]
        # 一、（一） are numbers, and what begins the text is one as well.
        if match.start() == 0 or len(_BLOCK.findall(content)) < _FEWEST_TOKENS:
            continue
        nearby = [bead, *bead.neighbours]
        found = [links_between(content, other.english.text) for other in nearby]
        if len(found[0].by_token) >= _FEWEST_TOKENS and not any(one.coverage for one in found):
            yield Problem(
                f"what stands in brackets is lost: {content}",
                "translate it",
                Span(match.start(), match.end()),
            )
