"""What is said to the user, in Chinese where that is wanted.

The code speaks English. ``zh.tsv`` holds each message with its translation, values as ``{}``:

    {} of {} pairs failed	{2} 对中有 {1} 对失败

``translate`` finds the message whose fixed parts fit and puts the values into the translation, so
that no call has to know of languages. A test reads all messages out of the source code and tells
which have no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

Interface = Literal["en", "zh"]
_CATALOGUE = Path(__file__).with_name("zh.tsv")
_QUOTES = ("“", "'")  # before a value: it is quoted
_current: Interface = "en"


def set_interface(language: Interface) -> None:
    """Choose the language of all messages from now on."""
    global _current
    _current = language


def interface() -> Interface:
    """Return the language of the messages."""
    return _current


def translate(message: str) -> str:
    """Return a message in the language chosen; what is not in the catalogue stays English.

    >>> set_interface("zh")
    >>> translate("3 of 12 pairs failed")
    '12 对中有 3 对失败'
    >>> set_interface("en")
    >>> translate("3 of 12 pairs failed")
    '3 of 12 pairs failed'
    """
    if _current == "en" or not message:
        return message
    exact, patterns = _catalogue()
    if message in exact:
        return exact[message]
    for pattern, translation in patterns:
        if match := pattern.fullmatch(message):
            # A value may be a word of ours: "both look Chinese". What is quoted is the user's.
            values = (
                value if message[start - 1 : start] in _QUOTES else exact.get(value, value)
                for value, start in zip(match.groups(), _starts(match), strict=True)
            )
            return _filled(translation, tuple(values))
    return message


def _starts(match: re.Match[str]) -> Iterator[int]:
    return (match.start(number + 1) for number in range(len(match.groups())))


def _filled(translation: str, values: tuple[str, ...]) -> str:
    """Put the values in: ``{}`` takes the next one, ``{2}`` the second."""
    following = iter(values)
    return re.sub(
        r"\{(\d*)\}",
        lambda place: values[int(place[1]) - 1] if place[1] else next(following),
        translation,
    )


@cache
def _catalogue() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return the messages without values, and those with, longest fixed part first."""
    exact: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for message, translation in entries():
        if "{}" in message:
            fixed = "(.*?)".join(map(re.escape, message.split("{}")))
            patterns.append((re.compile(fixed, re.DOTALL), translation))
        else:
            exact[message] = translation
    patterns.sort(key=lambda entry: -len(entry[0].pattern.replace("(.*?)", "")))
    return exact, patterns


def entries() -> list[tuple[str, str]]:
    """Return the catalogue: English messages and their translations."""
    lines = _CATALOGUE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("# "))
    return [(row[0], row[1]) for row in rows]
