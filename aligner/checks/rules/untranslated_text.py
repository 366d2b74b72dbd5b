"""Text of the source's language was left in the translation.

Chinese in an English text, or a run of English words in a Chinese one, is mostly a word that was
skipped. A term or title given in the original in brackets behind its translation is a hint only;
《》 and quoted characters are warnings at most.

Bad:  培育新动能。 → We will foster 新动能.
Good: 培育新动能。 → We will foster new growth drivers.

Known false alarms: texts about words and characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import (
    HAN,
    LATIN_WORD,
    continues,
    is_boilerplate,
    is_in,
    short,
    spans,
)
from aligner.findings import Severity
from aligner.glossary.rendering import Span

_HAN_RUN = re.compile(r"[㐀-鿿豈-﫿](?:[^A-Za-z\n]{0,6}[㐀-鿿豈-﫿])*")
_LATIN_RUN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:,? [A-Za-z]+(?:['’-][A-Za-z]+)*){4,}")
_FUNCTION = re.compile(r"\b(?:the|of|and|to|in|for|with|by|is|are|will|that)\b")
_FEW_WORDS = 2
_SENTENCE = 5  # English words: fewer may be a name
_END = 20  # code points
_OPENERS = "(（[［【〔"
_CLOSERS = ")）]］】〕"


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each run of the source's language in the target."""
    text = bead.target.text
    if bead.target.language == "en":
        if text.isascii():
            return
        runs = _HAN_RUN.finditer(text)
    else:
        runs = _LATIN_RUN.finditer(text)
    if text.strip() == bead.source.text.strip():  # FULL007's
        return
    if _is_untranslated(bead, text):
        yield _whole(bead, text)
        return
    terms = _terms(bead) if settings.wants("TERM010") else []
    for run in runs:
        if any(term.start <= run.start() and run.end() <= term.end for term in terms):
            continue
        if bead.target.language == "zh" and not _FUNCTION.search(run[0]):
            continue  # a name: Massachusetts Institute of Technology has its "of", titles may
        yield Problem(
            f"“{short(run[0])}” is not translated",
            "translate it",
            *spans(bead, target=Span(*run.span())),
            severity=_severity(bead, run),
        )


def _terms(bead: BeadAnalysis) -> list[Span]:
    """Return the terms left in Chinese, which TERM010 reports."""
    if bead.target.language != "en":
        return []
    return [one.span for one in bead.unrendered if one.fate == "untranslated" and one.span]


def _whole(bead: BeadAnalysis, text: str) -> Problem:
    severity: Severity = "error"
    is_run = continues(bead) or (bead.before and _ends_untranslated(bead.before[-1]))
    if is_run or is_boilerplate(text, bead.source.language):
        severity = "warning"
    return Problem(
        f"“{short(text)}” is not translated",
        "translate it",
        *spans(bead, target=Span(0, len(text))),
        severity=severity,
    )


def _is_untranslated(bead: BeadAnalysis, text: str) -> bool:
    """Tell whether a text is in the source's language but for a few words."""
    if bead.target.language == "zh":
        words = len(LATIN_WORD.findall(text))
        return words >= _SENTENCE and words > len(HAN.findall(text))
    return is_in(text, "zh") and len(LATIN_WORD.findall(text)) <= _FEW_WORDS


def _ends_untranslated(bead: BeadAnalysis) -> bool:
    """Tell whether the end of a bead's target is in the source's language."""
    return _is_untranslated(bead, bead.target.text[-_END:])


def _severity(bead: BeadAnalysis, run: re.Match[str]) -> Severity:
    """Return how bad a run is, by what stands around it."""
    text = run.string
    before, after = text[: run.start()].rstrip(" “\"‘'《〈"), text[run.end() :].lstrip(" ”\"’'》〉")
    opener = max(before.rfind(sign) for sign in _OPENERS)
    closer = max(before.rfind(sign) for sign in _CLOSERS)
    if opener > closer and any(sign in after for sign in _CLOSERS):
        # In brackets; behind its translation.
        return "info" if re.search(r"[^\W\d_]", before[:opener]) else "warning"
    if text[run.start() - 1 : run.start()] in ("《", "〈"):
        return "info"
    if after[:1] and after[:1] in _OPENERS:  # 新动能 (new growth drivers): explained
        return "warning"
    if bead.target.language == "zh":
        return "warning"
    is_quoted = text[run.start() - 1 : run.start()] in tuple("“\"‘'")
    if is_quoted and run.end() - run.start() <= 2:
        return "warning"
    rest = text[: run.start()] + text[run.end() :]
    is_known = not bead.source.text or run[0] in bead.source.text
    if run.start() == 0 and is_known and is_in(rest, "en"):
        return "warning"  # a bilingual heading
    return "error"
