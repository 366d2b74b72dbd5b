"""Aligning two documents.

    rough path, from coarse to fine ─ band ─ evidence re-estimated along the path
      ─ scores of all beads in the band ─ posterior probabilities ─ word order of the probable beads
      ─ posterior probabilities again ─ with an encoder: a closer look at what is in doubt
      ─ best path ─ beads

Everything is computed with the Chinese side as source; an English source is turned round at the
end. Time and memory are linear in the number of sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.alignment.band import Band, blocks_of, find_band, within
from aligner.alignment.borders import NO_BORDERS, Borders
from aligner.alignment.candidates import Candidates, CloserScorer, Step
from aligner.alignment.lattice import FORBIDDEN, Block, Lattice
from aligner.alignment.links import LinkScorer
from aligner.alignment.model import BeadModel, bead_shapes, model_for
from aligner.alignment.order import order_gains
from aligner.alignment.reestimation import reestimated
from aligner.alignment.window import (
    Array,
    CoarseScorer,
    Evidence,
    IntArray,
    Scorer,
    Shape,
    Window,
)
from aligner.bead import Alignment, Bead
from aligner.document import Document, Sentence

_CROWDED = 1.5  # n-1 and 1-n beads are tried up to this many times the other side's length
# Part of the token evidence's weight that counts on the rough path. With the whole, two long pieces
# that belong together can cost more than leaving both out, for words without links count against
# them: the path of the Bible jumped over a fifth of it.
_ROUGHLY = 0.5
_PROBABLE = 1e-3  # beads less probable are not looked at a second time
_USUAL_LENGTHS = 4  # n up to which 1-n and n-1 beads are always tried

Progress = Callable[[float], None]
Prepared = Sequence[tuple[Sequence[str], Scorer]]  # feature names and what scores them


def align(
    source: Document,
    target: Document,
    evidence: Sequence[Evidence],
    model: BeadModel | None = None,
    borders: Borders = NO_BORDERS,
    progress: Progress | None = None,
) -> Alignment:
    """Return the most probable alignment of two documents, with the probability of each bead.

    Args:
        source: one document; either may be the Chinese one.
        target: the other.
        evidence: what counts for and against a bead; see `aligner.evidence.default_evidence`.
        model: the weights of the evidence; by default those tuned, for evidence of these kinds,
            on the development texts.
        borders: positions, in sentences of source and target, that no bead may cross.
        progress: called from time to time with the share that is done, 0 … 1.

    Raises:
        ValueError: not one Chinese and one English document.
    """
    if {source.language, target.language} != {"zh", "en"}:
        raise ValueError("one document must be Chinese and the other English")
    chinese, english = (source, target) if source.language == "zh" else (target, source)
    model = model or model_for([name for kind in evidence for name in kind.features])
    if source is not chinese:
        borders = Borders(borders.columns, borders.rows)
    beads = []
    for step in _steps(chinese, english, evidence, model, borders, progress):
        first = _taken(chinese, step.row, step.shape[0])
        second = _taken(english, step.column, step.shape[1])
        sides = (first, second) if source is chinese else (second, first)
        beads.append(Bead(*sides, round(model.calibrated(step.probability), 4)))
    return Alignment(source, target, tuple(beads))


def _taken(document: Document, end: int, count: int) -> tuple[Sentence, ...]:
    return document.sentences[end - count : end]


def _steps(
    chinese: Document,
    english: Document,
    evidence: Sequence[Evidence],
    model: BeadModel,
    borders: Borders,
    progress: Progress | None,
) -> list[Step]:
    """Return the beads as steps through the lattice."""
    rows, columns = len(chinese.sentences), len(english.sentences)
    if not rows or not columns:
        lone = [Step((1, 0), row, 0, 1.0) for row in range(1, rows + 1)]
        return lone + [Step((0, 1), 0, column, 1.0) for column in range(1, columns + 1)]
    space = search_space(chinese, english, evidence, model, borders)
    return space.steps(model, progress)


@dataclass(frozen=True, slots=True)
class SearchSpace:
    """The beads that are considered in the end, and the evidence that scores them."""

    windows: Sequence[Window]  # consecutive rows, all together
    band: Band
    prepared: Prepared
    borders: Borders = NO_BORDERS

    def lattice(self, model: BeadModel, progress: Progress | None = None) -> Lattice:
        """Return the scored beads; scoring them takes about half of the time."""
        return Lattice(list(self._blocks(model, progress)), forbids=len(self.borders) > 0)

    def steps(self, model: BeadModel, progress: Progress | None = None) -> list[Step]:
        """Return the best path; what is costly is looked at for probable beads only."""
        lattice = self.lattice(model, progress)
        if not model.order and not self._closer:
            return lattice.best_path()
        candidates = lattice.candidates(_PROBABLE)
        if model.order:
            gains = self.order_gains(model, candidates)
            candidates = candidates.rescored(np.array([*model.order.values()]) @ gains)
        for names, scorer in self._closer:
            weights = np.array([model.weights[name] for name in names])
            gains = scorer.second_look(candidates, candidates.posteriors())
            candidates = candidates.rescored(weights @ gains)
        return candidates.best_path()

    @property
    def _closer(self) -> list[tuple[Sequence[str], CloserScorer]]:
        return [
            (names, scorer) for names, scorer in self.prepared if isinstance(scorer, CloserScorer)
        ]

    def order_gains(self, model: BeadModel, candidates: Candidates) -> Array:
        """Return what word order adds to features: (features in the model's order, beads)."""
        gains: dict[str, Array] = {}
        for names, scorer in self.prepared:
            if isinstance(scorer, LinkScorer) and not model.order.keys().isdisjoint(names):
                gains |= zip(names, order_gains(scorer, candidates), strict=True)
        return np.array([gains[name] for name in model.order])

    def _blocks(self, model: BeadModel, progress: Progress | None) -> Iterator[Block]:
        for number, window in enumerate(self.windows, start=1):
            yield self._block(window, model)
            if progress:
                progress(number / len(self.windows))

    def _block(self, window: Window, model: BeadModel) -> Block:
        scores = model.score(window, self.prepared)
        if len(self.borders):
            scores[self.borders.crossed(window)] = FORBIDDEN
        return Block(window, scores, self.band.spans(window.rows))


def search_space(
    chinese: Document,
    english: Document,
    evidence: Sequence[Evidence],
    model: BeadModel,
    borders: Borders = NO_BORDERS,
) -> SearchSpace:
    """Return what the last and full search runs over: all but the search itself."""
    rows, columns = len(chinese.sentences), len(english.sentences)
    prepared = [(kind.features, kind.prepare(chinese, english)) for kind in evidence]
    coarse = [
        (_ROUGHLY * sum(model.weights[name] for name in names) / len(names), scorer)
        for names, scorer in prepared
        if isinstance(scorer, CoarseScorer)
    ]
    band, path = find_band(coarse, rows, columns)
    if len(borders):
        band, path = within(borders, path, rows, columns)
    # Expected English characters a Chinese one; once a document, or time would be quadratic.
    ratio = _length(english) / max(_length(chinese), 1)
    windows = [
        Window(span, band.columns(span), _fitting_shapes(chinese, english, ratio, span, band))
        for span in blocks_of(rows)
    ]
    adapted = [(names, _adapted(scorer, path)) for names, scorer in prepared]
    return SearchSpace(windows, band, adapted, borders)


def _adapted(scorer: Scorer, path: IntArray) -> Scorer:
    if isinstance(scorer, LinkScorer) and scorer.learns:
        return reestimated(scorer, path)
    return scorer


def _fitting_shapes(
    chinese: Document, english: Document, ratio: float, span: range, band: Band
) -> tuple[Shape, ...]:
    """Return the shapes worth trying in a block: long ones only where a sentence is long enough.

    A list sentence may be rendered as dozens of lines, so 1-n beads have no fixed bound; but the
    lines together are about as long as the sentence.
    """
    columns = band.columns(span)
    source = [len(s.text) * ratio for s in chinese.sentences[max(span.start - 1, 0) : span.stop]]
    target = [len(s.text) for s in english.sentences[max(columns.start - 1, 0) : columns.stop]]
    return bead_shapes(
        _most(source, max(target, default=0)), _most(target, max(source, default=0.0))
    )


def _length(document: Document) -> int:
    return sum(len(sentence.text) for sentence in document.sentences)


def _most(pieces: Sequence[float], whole: float) -> int:
    """Return the most consecutive pieces that fit into a whole, with room to spare."""
    most = first = 0
    total = 0.0
    for last, piece in enumerate(pieces):
        total += piece
        while total > whole * _CROWDED:
            total -= pieces[first]
            first += 1
        most = max(most, last + 1 - first)
    return max(most, _USUAL_LENGTHS)
