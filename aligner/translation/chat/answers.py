"""What a chat model answered: unwrapped, and judged before anybody takes it for a translation."""

from __future__ import annotations

import json
import re

from aligner.document import Language
from aligner.errors import InputError
from aligner.text.language import detect_language
from aligner.translation.base import Direction
from aligner.translation.memory.folding import fold

_THOUGHT = re.compile(r"\A\s*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"\A\s*```[\w-]*[ \t]*\n(.*?)\n?```\s*\Z", re.DOTALL)
_LABEL = re.compile(
    r"\A\s*(?:\*\*)?(?:"
    r"here(?: is|'s|’s) (?:the|my) (?:english |chinese )?translation(?: of[^:\n]*)?"
    r"|(?:english |chinese |revised |corrected )?translation"
    r"|译文|翻译|中文译文|英文译文|中文|英文|英译|中译)"
    r"\s*[:：](?:\*\*)?\s*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s*[(（*\[]*(?:note|notes|explanation|comment|注|注释|说明|解释)\s*[:：*]", re.I
)
_QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"), ("「", "」"), ("`", "`"))
_REFUSAL = re.compile(
    r"\A\W*(?:(?:i[’']?m|i am) (?:very |so )?(?:sorry|unable|afraid)|sorry\b|i apologi[sz]e"
    r"|as an ai\b"
    r"|i (?:can[’']?t|cannot|won[’']?t|will not|must decline|am not able to)\b"
    r"|(?:很|非常)?(?:抱歉|对不起|遗憾)|我(?:无法|不能|不会)(?:翻译|提供|协助|帮助|回答|完成)"
    r"|作为(?:一个|一款)?(?:AI|人工智能))",
    re.IGNORECASE,
)
_EXCUSE = re.compile(
    "sorry|apolog|afraid|unable|can[’']?t|cannot|AI|抱歉|对不起|遗憾|不能|无法|不会|人工智能", re.I
)
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile("[\u3400-\u9fff]")
_PROSE = re.compile(r"\b[a-z]+(?:[ ,;]+[a-z]+){2}")  # three words that are no names
# Longest translation of a text by its length, in characters: ramblings are longer.
_LONGEST: dict[Language, tuple[int, int]] = {"en": (12, 100), "zh": (2, 40)}


def unwrapped(answer: str, source: str) -> str:
    r"""Return the translation in an answer, without what models like to put around it.

    >>> unwrapped('Translation: "Hello."', "你好。")
    'Hello.'
    >>> unwrapped("```text\nHello.\n```", "你好。")
    'Hello.'
    """
    text = _LABEL.sub("", _bare(answer))
    parts = [part for part in text.split("\n") if part.strip()]
    kept = parts[:1]
    for part in parts[1:]:
        if _NOTE.match(part):
            break
        kept.append(part)
    text = (" " if "\n" not in source else "\n").join(part.strip() for part in kept)
    return text if _is_quoted(source) else _unquoted(text)


def numbered(answer: str, count: int) -> dict[int, str]:
    """Return the translations in an answer of JSON by their numbers, 1 … ``count``.

    Some may be missing. An answer with another number, or one twice, is not trusted at all.

    >>> numbered('{"translations": [{"id": 1, "text": "Hello."}]}', 2)
    {1: 'Hello.'}
    """
    found: dict[int, str] = {}
    for number, text in _pairs(_bare(answer)):
        if number in found or not 1 <= number <= count:
            return {}
        found[number] = text
    return found


def problem(text: str, source: str, direction: Direction) -> str:
    """Return why a text is no translation of a source, in English; empty if it may be one.

    >>> problem("改革开放。", "改革开放。", Direction("zh", "en"))
    'it repeats the text instead of translating it'
    """
    if not text.strip():
        return "it is empty"
    if _must_change(source, direction):
        if fold(text, direction.source) == fold(source, direction.source):
            return "it repeats the text instead of translating it"
        if not _is_in(text, direction.target):
            return f"it is not in {'English' if direction.target == 'en' else 'Chinese'}"
    if _REFUSAL.match(text) and not _EXCUSE.search(source):
        return "it is no translation"
    factor, more = _LONGEST[direction.target]
    if len(text) > factor * len(source) + more:
        return "it is much longer than the text"
    return ""


def _bare(answer: str) -> str:
    """Return an answer without the model's thoughts and the fence around it."""
    text = _THOUGHT.sub("", answer)
    fenced = _FENCE.match(text)
    return fenced[1] if fenced else text.strip()


def _pairs(text: str) -> list[tuple[int, str]]:
    """Return numbers and texts, whichever way the model arranged them; [] if it did not."""
    first = min((place for place in map(text.find, "[{") if place >= 0), default=-1)
    last = max(map(text.rfind, "]}"))
    try:
        value = json.loads(text[first : last + 1]) if first >= 0 else None
        if isinstance(value, dict):
            value = value.get("translations", [{"id": i, "text": t} for i, t in value.items()])
        if not isinstance(value, list):
            return []
        pairs = [(int(entry["id"]), entry["text"]) for entry in value]
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return []
    return pairs if all(isinstance(text, str) for _, text in pairs) else []


def _must_change(source: str, direction: Direction) -> bool:
    """Tell whether a translation has to look different: GDP and 2024 are what they are."""
    return (_HAN if direction.source == "zh" else _PROSE).search(source) is not None


def _is_in(text: str, language: Language) -> bool:
    if not _LETTER.search(text):
        return True
    try:
        return detect_language(text) == language
    except InputError:
        return False


def _unquoted(text: str) -> str:
    """Return a text without quotation marks that enclose it whole."""
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        encloses = text.startswith(opening) and text.endswith(closing) and inner
        if encloses and opening not in inner and closing not in inner:
            return inner.strip()
    return text


def _is_quoted(text: str) -> bool:
    text = text.strip()
    return any(text.startswith(opening) and text.endswith(closing) for opening, closing in _QUOTES)
