"""What writing corrections back into other programs' files has in common."""

from __future__ import annotations

from aligner.bead import Bead, Bitext
from aligner.document import Language
from aligner.errors import FormatError
from aligner.formats.base import Written


def beads_by_unit(bitext: Bitext, written: Written) -> dict[str, Bead]:
    """Return the beads by the name of their unit, counting those that have none or a taken one."""
    found: dict[str, Bead] = {}
    for bead in bitext.beads:
        if not bead.unit:
            written.lost["unit"] += 1
        elif bead.unit in found:
            written.lost["doubled unit"] += 1
        else:
            found[bead.unit] = bead
    return found


def check_direction(bitext: Bitext, target: Language, place: str) -> None:
    """Check that a file translates into the language of the corrections.

    Raises:
        FormatError: it does not.
    """
    if bitext.target_language != target:
        raise FormatError(
            f"translates into {target}, the corrections into {bitext.target_language}",
            place=place,
            way_out="take the file they were made from",
        )


def joined(text: str, language: Language) -> str:
    r"""Return a file's text as a bead's is joined: line breaks do not count.

    >>> joined("A line \n  and another", "en")
    'A line and another'
    """
    separator = " " if language == "en" else ""
    return separator.join(line for line in map(str.strip, text.split("\n")) if line)


def in_space_of(old: str, new: str) -> str:
    r"""Return the new text with the white space around the old.

    >>> in_space_of(" old\n", "new")
    ' new\n'
    """
    stripped = old.strip()
    if not stripped:
        return new
    start = old.index(stripped)
    return old[:start] + new + old[start + len(stripped) :]
