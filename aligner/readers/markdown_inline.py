"""Markup inside the paragraphs of Markdown: emphasis, links, code, entities, HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from aligner.readers.places import ALWAYS, Change

_TOKEN = re.compile(
    r"""
      (?P<escape> \\ (?=[!-/:-@\[-`{-~]) ) .
    | (?P<ticks> `+ ) (?!`) .{1,300}? (?<!`) (?P<closing> (?P=ticks) ) (?!`)
    | (?P<comment> <!-- .{0,2000}? --> )
    | (?P<tag> </?[A-Za-z][^<>:]{0,300}> )
    | (?P<note> \[\^[^\]\s]{1,50}\] )
    | (?P<entity> & (?: \#\d{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z]{2,31} ) ; )
    | (?P<open> !?\[ )
    | (?P<close> \] (?: \( [^()\n]{0,999} (?: \([^()\n]{0,99}\) [^()\n]{0,99} )? \)
                      | \[ [^\]\n]{0,99} \] )? )
    | (?P<mark> \*{1,3} | _{1,3} | ~~ )
    """,
    re.VERBOSE | re.DOTALL,
)
_DEPTH = 20  # open marks looked back on; what is older stays as it is


def changes(text: str, start: int, end: int) -> Iterator[Change]:
    """Yield, not in order, what the paragraph ``text[start:end]`` of the file does not show.

    >>> [change[:2] for change in changes("[all **new**](report.md)", 0, 24)]
    [(5, 7), (10, 12), (0, 1), (12, 24)]
    """
    opened: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, end):
        if token["escape"]:
            yield _alone(token, "escape")
        elif token["comment"]:
            yield _alone(token, "comment")
        elif token["ticks"]:
            yield from _pair(*token.span("ticks"), *token.span("closing"))
        elif token["entity"]:
            shown = html.unescape(token["entity"])
            if len(shown) == 1:
                yield Change(*token.span(), shown, token.start())
        elif token["tag"] or token["note"]:
            yield Change(*token.span(), "", ALWAYS)
        elif token["open"]:
            opened.append(token)
        else:
            opening = _take_opening(opened, token)
            if opening is not None:
                yield from _pair(*opening.span(), *token.span())
            elif token["mark"] and _can_open(token, end):
                opened.append(token)


def _alone(token: re.Match[str], group: str) -> Change:
    return Change(token.start(group), token.end(group), "", token.start(group))


def _pair(start: int, end: int, closing_start: int, closing_end: int) -> Iterator[Change]:
    yield Change(start, end, "", closing_start)
    yield Change(closing_start, closing_end, "", start)


def _take_opening(opened: list[re.Match[str]], token: re.Match[str]) -> re.Match[str] | None:
    """Remove and return the open mark that ``token`` closes, with all that opened behind it."""
    if token["mark"] and not _can_close(token):
        return None
    for index in range(len(opened) - 1, max(-1, len(opened) - 1 - _DEPTH), -1):
        opening = opened[index]
        if opening["mark"] == token["mark"]:  # both None for brackets
            del opened[index:]
            # [甲] alone is text, not a link.
            return None if token[0] == "]" else opening
    return None


def _can_open(token: re.Match[str], end: int) -> bool:
    """Tell whether text follows at once; _ opens only at the start of a word."""
    text, behind = token.string, token.end()
    if behind >= end or text[behind].isspace():
        return False
    return token[0][0] != "_" or not _is_word(text, token.start() - 1)


def _can_close(token: re.Match[str]) -> bool:
    """Tell whether text stands right before; _ closes only at the end of a word."""
    text, before = token.string, token.start() - 1
    if before < 0 or text[before].isspace():
        return False
    return token[0][0] != "_" or not _is_word(text, token.end())


def _is_word(text: str, position: int) -> bool:
    return 0 <= position < len(text) and text[position].isalnum()
