"""The errors a user can cause, under one base class.

    AlignerError                 anything that ends a command with exit code 2
    ├── InputError               a file that cannot be read, or is not what was asked for
    │   └── FormatError          a malformed record in a bitext or lexicon file, with its line
    ├── OutputError              a file that cannot be written
    └── UsageError               options that do not fit together

Every message gives the place, the problem and the way out:
``report.tsv:14: one column, expected at least two; separate source and target by a tab``.
"""

from __future__ import annotations

from aligner.messages import translate


class AlignerError(Exception):
    """Base of all errors reported to the user as one line."""

    def __init__(self, problem: str, *, place: str = "", way_out: str = "") -> None:
        self.problem = problem
        self.place = place
        self.way_out = way_out
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line: ``place: problem; way out``, without the empty parts, translated."""
        problem, way_out = translate(self.problem), translate(self.way_out)
        line = f"{self.place}: {problem}" if self.place else problem
        return f"{line}{translate('; ')}{way_out}" if way_out else line


class InputError(AlignerError):
    """A file that is missing, unreadable, empty, binary or in an unexpected language."""


class FormatError(InputError):
    """A record that breaks the rules of its file format."""


class OutputError(AlignerError):
    """A file that cannot be written: no such folder, no permission, disk full."""


class UsageError(AlignerError):
    """Options or arguments that make no sense together."""
