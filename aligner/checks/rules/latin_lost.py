"""A web address, e-mail address or abbreviation of the Chinese text is not in the English one.

What already is in Latin letters – PM2.5, 5G, an address – is seldom rendered otherwise; where it is
missing, a part of the sentence may be.

Bad:  登录www.example.org查询5G资费。 → Look up the charges online.
Good: 登录www.example.org查询5G资费。 → Look up 5G charges at www.example.org.

Known false alarms: abbreviations written out (GDP, gross domestic product).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import is_in
from aligner.findings import Severity
from aligner.glossary.rendering import Span

_LATIN = re.compile(
    r"(?P<address>https?://[\w./?&=%#~+-]+\w|www\.[\w./-]+\w|[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|[A-Za-z][A-Za-z0-9]*(?:[.&+-][A-Za-z0-9]+)*|[0-9]+[A-Za-z]+",
    re.ASCII,
)
_UNITS = frozenset(
    ("km", "kg", "cm", "mm", "kwh", "mw", "gw", "gb", "hz", "ghz", "mhz", "kw", "ml")
)
_SIGN = re.compile(r"[^a-z0-9]")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each Latin string of the Chinese text that the English one lacks."""
    # The search first: few Chinese texts have Latin letters.
    found = [one for one in _LATIN.finditer(bead.chinese.text) if len(one[0]) > 1]
    if not found or not is_in(bead.english.text, "en"):
        return
    english = ""
    for match in found:
        text = match[0]
        if text.lower() in _UNITS:
            continue
        english = english or _around(bead)
        if _SIGN.sub("", text.lower()) in english or _is_written_out(text, bead):
            continue
        severity: Severity | None = None if match["address"] else "info"
        yield Problem(
            f"“{text}” is not in the English text",
            "check that nothing was left out",
            chinese=Span(*match.span()),
            severity=severity,
        )


def _around(bead: BeadAnalysis) -> str:
    """Return the English letters and digits of a bead and its neighbours, run together."""
    texts = [one.english.text for one in (*bead.before[-1:], bead, *bead.after[:1])]
    return _SIGN.sub("", " ".join(texts).lower())


def _is_written_out(text: str, bead: BeadAnalysis) -> bool:
    """Tell whether the English words begin with the letters of an abbreviation."""
    letters = [sign for sign in text.lower() if sign.isalpha()]
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", bead.english.text.lower()))
    return text.isupper() and "".join(letters) in initials
