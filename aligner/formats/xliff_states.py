"""How far a segment is: the words of XLIFF 1.2, SDLXLIFF and MQXLIFF for the states of XLIFF 2.1.

Reading takes every word; writing uses one for each state. Words that are not listed, such as those
beginning with ``x-``, say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligner.bead import STATUSES, Status


@dataclass(frozen=True, slots=True)
class States:
    """The words one format has for the states."""

    read: dict[str, Status]
    write: dict[Status, str]

    def status(self, word: str | None) -> Status | None:
        """Return what a word stands for; None for no word or an unknown one."""
        return self.read.get(word or "")


XLIFF_12 = States(
    read={
        "new": "initial",
        "needs-translation": "initial",
        "needs-adaptation": "initial",
        "needs-l10n": "initial",
        "needs-review-translation": "translated",
        "needs-review-adaptation": "translated",
        "needs-review-l10n": "translated",
        "translated": "translated",
        "signed-off": "reviewed",
        "final": "final",
    },
    write={
        "initial": "needs-translation",
        "translated": "translated",
        "reviewed": "signed-off",
        "final": "final",
    },
)
XLIFF_21 = States(
    read={status: status for status in STATUSES}, write={status: status for status in STATUSES}
)
# A rejected translation is to be done again; a rejected sign-off leaves a translation.
SDL = States(
    read={
        "Draft": "initial",
        "RejectedTranslation": "initial",
        "Translated": "translated",
        "RejectedSignOff": "translated",
        "ApprovedTranslation": "reviewed",
        "ApprovedSignOff": "final",
    },
    write={
        "initial": "Draft",
        "translated": "Translated",
        "reviewed": "ApprovedTranslation",
        "final": "ApprovedSignOff",
    },
)
MEMOQ = States(
    read={
        "NotStarted": "initial",
        "Pretranslated": "initial",
        "AssembledFromFragments": "initial",
        "MachineTranslated": "initial",
        "PartiallyEdited": "initial",
        "Edited": "initial",
        "Rejected": "initial",
        "ManuallyConfirmed": "translated",
        "Reviewer1Confirmed": "reviewed",
        "Proofread": "final",  # by the second reviewer
    },
    write={
        "initial": "PartiallyEdited",
        "translated": "ManuallyConfirmed",
        "reviewed": "Reviewer1Confirmed",
        "final": "Proofread",
    },
)
