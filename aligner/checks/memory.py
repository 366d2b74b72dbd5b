"""A memory of published translations: a bitext, read once, in which sentences are looked up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aligner.bead import join
from aligner.checks.sameness import blocks_of, normalised
from aligner.document import Language
from aligner.formats import read_bitext

LARGEST = 1_000_000  # beads of a memory that are kept; about 1 KB each
_BLOCK = 8  # sentences that share an end or a clause and are compared
_VARIANTS = 4  # translations of one sentence that are kept


@dataclass(frozen=True, slots=True)
class Published:
    """A sentence and its published translations."""

    source: str  # as published
    targets: tuple[str, ...]  # as published, the first one first


class Memory:
    """Published sentences by what they say in one language."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        """Take in source and target texts."""
        self._entries: dict[str, Published] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        for source, target in pairs:
            self._add(source, target)

    def __len__(self) -> int:
        """Return the number of different sentences."""
        return len(self._entries)

    def _add(self, source: str, target: str) -> None:
        key = normalised(source)
        known = self._entries.get(key)
        if known is None:
            self._entries[key] = Published(source, (target,))
            for block in blocks_of(key):
                if len(self._blocks[block]) < _BLOCK:
                    self._blocks[block].append(key)
        elif target not in known.targets and len(known.targets) < _VARIANTS:
            self._entries[key] = Published(known.source, (*known.targets, target))

    def same(self, source: str) -> Published | None:
        """Return the sentence if it was published."""
        return self._entries.get(normalised(source))

    def alike(self, source: str, cutoff: float) -> Published | None:
        """Return the published sentence most like this one, if it is so alike (0 … 1)."""
        from rapidfuzz.process import extractOne

        text = normalised(source)
        keys = {key: None for block in blocks_of(text) for key in self._blocks.get(block, ())}
        best = extractOne(text, list(keys), score_cutoff=cutoff * 100) if keys else None
        return self._entries[best[0]] if best else None


@lru_cache(maxsize=2)
def load_memory(path: Path, source_language: Language) -> Memory:
    """Return the memory in a bitext of any format, its source in this language.

    Raises:
        InputError: the file cannot be read.
        FormatError: a malformed record, with its line.
        UsageError: unknown suffix.
    """
    bitext = read_bitext(path)
    is_turned = bitext.source_language != source_language
    pairs: list[tuple[str, str]] = []
    for bead in bitext.beads:
        if bead.source and bead.target:
            source = join(bead.source, bitext.source_language)
            target = join(bead.target, bitext.target_language)
            pairs.append((target, source) if is_turned else (source, target))
        if len(pairs) >= LARGEST:
            break
    return Memory(pairs)
