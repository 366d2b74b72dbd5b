"""Which rules are run: codes, families such as NUM, beginnings such as TERM0, or ALL.

Of what is selected and what is ignored the more specific counts: with ``--select TERM001
--ignore TERM`` the rule TERM001 is run, with ``--select TERM --ignore TERM001`` all others of its
family. Where both are equally specific, what is ignored is not run.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from aligner.checks.table import OWN, RULES

ALL = "ALL"
CODES: tuple[str, ...] = (*RULES, *OWN)
FAILED = "INTERNAL001"  # always reported


def family(code: str) -> str:
    """Return the family of a code.

    >>> family("TERM002")
    'TERM'
    """
    return code.rstrip("0123456789")


def covers(selector: str, code: str) -> bool:
    """Tell whether a selector means a code, among others perhaps."""
    return selector == ALL or code.startswith(selector)


def is_known(selector: str) -> bool:
    """Tell whether a selector means any code."""
    return bool(selector) and any(covers(selector, code) for code in CODES)


def nearest(selector: str) -> str:
    """Return the code or family that an unknown one was perhaps meant to be.

    >>> nearest("TREM002")
    'TERM002'
    """
    known = [*CODES, *dict.fromkeys(map(family, CODES)), ALL]
    return difflib.get_close_matches(selector.upper(), known, 1, cutoff=0.0)[0]


def split(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the selectors in texts that separate them by commas, in capitals."""
    parts = (part.strip().upper() for text in texts for part in text.split(","))
    return tuple(part for part in parts if part)


def chosen(select: Sequence[str] | None, ignore: Sequence[str]) -> frozenset[str] | None:
    """Return the codes to run; None where that is all.

    Args:
        select: known selectors; None: all.
        ignore: known selectors.

    >>> sorted(chosen(["TERM002", "IGNORE"], ["TERM"]))
    ['IGNORE001', 'INTERNAL001', 'TERM002']
    """
    wanted = frozenset(
        code
        for code in CODES
        if _depth(select if select is not None else [ALL], code) > _depth(ignore, code)
    ) | {FAILED}
    return None if len(wanted) == len(CODES) else wanted


def _depth(selectors: Sequence[str], code: str) -> int:
    """Return how specific the most specific selector of a code is; -1 for none."""
    depths = (0 if one == ALL else len(one) for one in selectors if covers(one, code))
    return max(depths, default=-1)
