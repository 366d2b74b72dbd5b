"""``aligner`` with a trivial aligner in place of the real one, whose figures may change.

Run as a script it takes the command line's arguments. Sentence *n* goes with sentence *n*, what is
left over into the last bead; every third bead is doubtful. A target with the word ``SLOW`` takes a
minute.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from aligner.bead import Alignment, Bead
from aligner.cli import main
from aligner.document import Document


def align(source: Document, target: Document, evidence: Sequence[object], **_: object) -> Alignment:
    """Pair the sentences by their numbers."""
    if "SLOW" in target.text:
        os.write(1, b"sleeping\n")
        time.sleep(60)
    count = min(len(source.sentences), len(target.sentences))
    beads = [
        Bead(
            source.sentences[i : None if i == count - 1 else i + 1],
            target.sentences[i : None if i == count - 1 else i + 1],
            0.5 if i % 3 == 2 else 0.998,
        )
        for i in range(count)
    ]
    return Alignment(source, target, tuple(beads))


def no_evidence(lexicon: Path | None = None) -> Sequence[object]:
    """Load no lexicon."""
    return ()


def install(patch: pytest.MonkeyPatch) -> None:
    """Put the stand-in in the real aligner's place."""
    # The real modules are not even loaded: numpy's threads would take signals that the main thread
    # holds back, and a start would take longer.
    for name, function in (("alignment.align", align), ("evidence.default_evidence", no_evidence)):
        package, attribute = name.split(".")
        module = ModuleType(f"aligner.{package}")
        setattr(module, attribute, function)
        patch.setitem(sys.modules, module.__name__, module)


# Worker processes import the script that started them under the second name.
if __name__ in ("__main__", "__mp_main__"):
    install(pytest.MonkeyPatch())
if __name__ == "__main__":
    sys.exit(main())
