"""Published figures of other sentence aligners, for the tables.

Source: https://github.com/bfsujason/aligner-eval, README (Lei Liu and Min Zhu), strict F1 on
Chinese–English texts, sentences given, LaBSE embeddings where a system uses any. Pooled academic,
political and magazine texts; literary is MAC-Test; the Bible has verse-based gold. Published are
figures of the whole test sets; this project measures on those parts of the sets it was given.
"""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = "https://github.com/bfsujason/aligner-eval"


@dataclass(frozen=True, slots=True)
class Published:
    """What one system needs, and its strict F1, 0 … 1; None: out of memory."""

    system: str
    needs: str
    non_literary: float
    literary: float
    bible: float | None


PUBLISHED = (
    Published("Gale–Church", "lengths", 0.852, 0.455, 0.567),
    Published("Hunalign", "dictionary", 0.900, 0.607, 0.818),
    Published("Bleualign", "machine translation", 0.911, 0.676, None),
    Published("Bleurtalign", "machine translation, BLEURT", 0.966, 0.792, None),
    Published("Vecalign", "LaBSE, 1.9 GB", 0.979, 0.873, 0.957),
    Published("Bertalign", "LaBSE, 1.9 GB", 0.987, 0.909, 0.973),
)
