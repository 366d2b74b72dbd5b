"""``aligner`` with a trivial aligner in place of the real one, whose figures may change.

Run as a script it takes the command line's arguments; imported, by a test or by the worker
processes that spawning starts, it only puts the stand-in in its place. Sentence *n* goes with
sentence *n*, what is left over into the last bead; every third bead is doubtful. A document with
the word ``SLOW`` takes a minute.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import aligner.alignment
from aligner.bead import Alignment, Bead
from aligner.cli import main
from aligner.document import Document


def align(source: Document, target: Document, evidence: Sequence[object]) -> Alignment:
    if "SLOW" in target.text:
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
    return ()


def install() -> None:
    defaults = ModuleType("aligner.alignment.defaults")
    vars(defaults)["default_evidence"] = no_evidence
    sys.modules["aligner.alignment.defaults"] = defaults
    vars(aligner.alignment)["align"] = align


install()

if __name__ == "__main__":
    sys.exit(main())
