"""Rules on the characters of single cells, and how the harmless faults are mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from aligner.glossary.lint.base import Report, Subject
from aligner.glossary.model import Forbidden, Rendering, Term
from aligner.text.script import to_simplified, to_traditional

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_STRAY = re.compile(rf"^\s|\s$|{_SPACES.pattern}{{2}}|[\t\n\r\u00a0\u2000-\u200a\u202f\u3000]")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_FULL_WIDTH_IN_ENGLISH = re.compile("[\uff01-\uff5e。、「」《》【】]")
# What English has in place of Chinese signs; the others have a half-width form.
_SIGNS = {
    **{"，": ", ", "、": ", ", "。": ". ", "；": "; ", "：": ": ", "！": "! ", "？": "? "},
    **{
        "（": " (",
        "）": ") ",
        "【": " [",
        "】": "] ",
        "「": " “",
        "」": "” ",
        "《": " “",
        "》": "” ",
    },
}
_BLANK_BEFORE_SIGN = re.compile(r" +(?=[,.;:!?)\]”])|(?<=[(\[“]) +")
_FORMULA = re.compile(r"[=@]|[+-](?![0-9.]*$|[0-9])")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def check_characters(subject: Subject, report: Report) -> None:
    """Report empty and equal sides, and characters that do not belong in a cell."""
    _check_scripts(subject, report)
    for term in subject.glossary:
        _check_sides(term, report)
        for column, text in _texts(term):
            _check_text(term, column, text, report)


def _check_sides(term: Term, report: Report) -> None:
    for column, text in (("source", term.source), ("target", term.target)):
        if not text.strip() and not (column == "target" and term.status == "draft"):
            other = term.target if column == "source" else term.source
            report.about(
                "GLOS001",
                term,
                column,
                problem=f"empty {column} for {other or 'a line'}",
                way_out="write one, or mark the line draft",
            )
    if term.source.strip() and term.source.strip() == term.target.strip():
        report.about(
            "GLOS002",
            term,
            "target",
            problem=f"both sides are {term.source}",
            way_out="translate it",
        )
    elif term.source.strip() and not _HAN.search(term.source):
        report.about(
            "GLOS003",
            term,
            "source",
            problem=f"no Chinese in {term.source}",
            way_out="swap the sides?",
        )
    for column, text in _english(term):
        if _HAN.search(text):
            report.about(
                "GLOS004", term, column, problem=f"Chinese in {text}", way_out="write English only"
            )


def _check_text(term: Term, column: str, text: str, report: Report) -> None:
    if _STRAY.search(text):
        report.about(
            "GLOS005", term, column, problem=f"stray white space in {text!r}", way_out="use --fix"
        )
    if found := _INVISIBLE.search(text):
        code = f"U+{ord(found[0]):04X}"
        report.about(
            "GLOS006", term, column, problem=f"invisible {code} in {text!r}", way_out="use --fix"
        )
    full_width = _FULL_WIDTH if _is_chinese(column) else _FULL_WIDTH_IN_ENGLISH
    if column != "note" and (found := full_width.search(text)):
        report.about(
            "GLOS007", term, column, problem=f"full-width {found[0]} in {text}", way_out="use --fix"
        )
    if _FORMULA.match(text):
        report.about(
            "GLOS009",
            term,
            column,
            problem=f"a spreadsheet would take {text!r} for a formula",
            way_out="begin it with another character",
        )


def _check_scripts(subject: Subject, report: Report) -> None:
    """Report sources that mix simplified and traditional characters."""
    pairs = [(t, column, text) for t in subject.glossary for column, text in _chinese(t)]
    if not pairs:
        return
    texts = [text.replace("\n", " ") for _, _, text in pairs]
    simplified = to_simplified("\n".join(texts)).split("\n")
    traditional = to_traditional("\n".join(simplified)).split("\n")
    for (term, column, _), text, one, other in zip(
        pairs, texts, simplified, traditional, strict=True
    ):
        if text != one and len(text) == len(one) == len(other) and _is_mixed(text, one, other):
            report.about(
                "GLOS008",
                term,
                column,
                problem=f"simplified and traditional characters in {text}",
                way_out=f"write {one}",
            )


def _is_mixed(text: str, simplified: str, traditional: str) -> bool:
    """Tell whether some characters are simplified only and others traditional only."""
    kinds = {
        character == one
        for character, one, other in zip(text, simplified, traditional, strict=True)
        if one != other
    }
    return len(kinds) == 2


def clean_term(term: Term) -> Term:
    """Return a term without stray white space, invisible and full-width characters.

    >>> clean_term(Term(" 新质生产力\u200b", "new  quality productive forces ")).target
    'new quality productive forces'
    """
    zh, en = _cleaner(_FULL_WIDTH, {}), _cleaner(_FULL_WIDTH_IN_ENGLISH, _SIGNS)
    return replace(
        term,
        source=zh(term.source),
        target=en(term.target),
        first=en(term.first),
        source_variants=tuple(map(zh, term.source_variants)),
        variants=tuple(Rendering(en(v.text), v.authority, v.reference) for v in term.variants),
        forbidden=tuple(Forbidden(en(item.text), item.why) for item in term.forbidden),
        short=tuple(map(en, term.short)),
        when=tuple(map(zh, term.when)),
        unless=tuple(map(zh, term.unless)),
    )


def _cleaner(full_width: re.Pattern[str], signs: Mapping[str, str]) -> Callable[[str], str]:
    def narrow(match: re.Match[str]) -> str:
        return signs.get(match[0]) or unicodedata.normalize("NFKC", match[0])

    def clean(text: str) -> str:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
        mended = full_width.sub(narrow, text)
        if mended != text:
            mended = _BLANK_BEFORE_SIGN.sub("", mended)
        return " ".join(mended.split())

    return clean


def _is_chinese(column: str) -> bool:
    return column in ("source", "source_variants", "when", "unless")


def _texts(term: Term) -> Iterator[tuple[str, str]]:
    """Yield the texts of a term that are matched or shown, with their columns."""
    yield from _chinese(term)
    yield from _english(term)
    yield "note", term.note


def _chinese(term: Term) -> Iterator[tuple[str, str]]:
    yield "source", term.source
    yield from (("source_variants", text) for text in term.source_variants)
    yield from (("when", text) for text in term.when)
    yield from (("unless", text) for text in term.unless)


def _english(term: Term) -> Iterator[tuple[str, str]]:
    yield "target", term.target
    yield "first", term.first
    yield from (("variants", variant.text) for variant in term.variants)
    yield from (("forbidden", item.text) for item in term.forbidden)
    yield from (("short", text) for text in term.short)
