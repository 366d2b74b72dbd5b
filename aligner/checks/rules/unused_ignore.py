"""A comment in the note of a bead silences something that is not reported there.

Comments are ``aligner: ignore`` for everything that is found in the bead, and
``aligner: ignore[TERM002, NUM]`` for some codes or families. Left behind after the translation was
mended, a comment would hide the next mistake. Reported are comments, or codes in them, without
anything to silence, as long as the rules they name were run, and codes that there are not.

Bad:  a right translation with the note “aligner: ignore[TERM002]”
Good: the same without note

Known false alarms: none.
"""

from __future__ import annotations

from aligner.checks.base import Problem


def unused(code: str) -> Problem:
    """Return the problem that a code in a comment, or "" for a whole comment, silences nothing."""
    if not code:
        return Problem("the comment “aligner: ignore” silences nothing", "delete it")
    return Problem(f"the comment that ignores {code} silences nothing", "delete it")


def unknown(code: str, nearest: str) -> Problem:
    """Return the problem that there is no such code."""
    return Problem(f"the comment ignores {code}, and there is no such rule", f"write {nearest}")
