"""How well an alignment agrees with a gold one, and how far its probabilities can be trusted.

All counts are over links: a bead reduced to its two sets of sentence indices. Scores of several
documents are pooled by adding their counts (micro average), as the published comparisons do.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 15  # of the calibration error, equally wide
DOUBTFUL = 0.05  # the part of all beads a translator is asked to look at


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One bead as indices, from 0, of source and target sentences; either side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether one side has no sentence."""
        return not (self.source and self.target)

    @property
    def shape(self) -> str:
        """The sizes of both sides.

        >>> Link((4,), (7, 8)).shape
        '1-2'
        """
        return f"{len(self.source)}-{len(self.target)}"

    def __str__(self) -> str:
        """The notation of the gold files: ``[4]:[7, 8]``."""
        return f"{list(self.source)}:{list(self.target)}"


@dataclass(frozen=True, slots=True)
class Prediction:
    """A predicted link, whether it is right, and how probable the aligner held it."""

    is_right: bool
    probability: float  # 0 … 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts behind precision and recall; adding two pools them."""

    right: int = 0  # predicted beads that agree with the gold
    predicted: int = 0
    found: int = 0  # gold beads that the prediction agrees with
    gold: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        """Pool the counts of two documents."""
        return Agreement(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Right among the predicted, 0 … 1; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Found among the gold, 0 … 1; 0 where the gold is empty."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 … 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def strict(gold: Sequence[Link], predicted: Sequence[Link]) -> Agreement:
    """Count predicted links whose two index sets equal those of a gold link.

    All beads count, those with an empty side too: the measure of aligner-eval's ``utils/eval.py``,
    behind the published figures.

    >>> strict([Link((0,), (0, 1)), Link((1,), ())], [Link((0,), (0,)), Link((1,), ())]).f1
    0.5
    """
    matched = len(set(gold) & set(predicted))
    return Agreement(matched, len(predicted), matched, len(gold))


def lax(gold: Sequence[Link], predicted: Sequence[Link]) -> Agreement:
    """Count links that share a source and a target sentence with a link of the other side.

    Defined as in vecalign's ``score.py`` (Thompson and Koehn 2019, after Varga et al. 2005): a
    predicted link counts when it equals a gold link, or when one of its target sentences is
    linked in the gold to one of its source sentences. Precision is over all predicted links;
    recall leaves out links with an empty side, in the gold and in the prediction.

    >>> lax([Link((0, 1), (0,))], [Link((0,), (0,)), Link((1,), ())]).precision
    0.5
    """
    full_gold = [link for link in gold if not link.is_empty]
    full_predicted = [link for link in predicted if not link.is_empty]
    return Agreement(
        right=_overlapping(predicted, gold),
        predicted=len(predicted),
        found=_overlapping(full_gold, full_predicted),
        gold=len(full_gold),
    )


def _overlapping(links: Iterable[Link], others: Iterable[Link]) -> int:
    """Return how many ``links`` equal one of ``others`` or share a sentence pair with them."""
    known = set(others)
    targets_of: dict[int, set[int]] = defaultdict(set)
    for other in known:
        for source in other.source:
            targets_of[source].update(other.target)
    return sum(
        link in known or any(targets_of[source] & set(link.target) for source in link.source)
        for link in links
    )


@dataclass(frozen=True, slots=True)
class ShapeRecall:
    """How many gold beads of one shape were found exactly."""

    shape: str
    found: int
    gold: int


def recall_by_shape(
    documents: Iterable[tuple[Sequence[Link], Sequence[Link]]],
) -> list[ShapeRecall]:
    """Return strict recall for every bead shape of the gold, the most frequent shape first.

    Args:
        documents: gold and predicted links of each document.
    """
    gold_shapes: Counter[str] = Counter()
    found_shapes: Counter[str] = Counter()
    for gold, predicted in documents:
        matched = set(predicted)
        gold_shapes.update(link.shape for link in gold)
        found_shapes.update(link.shape for link in gold if link in matched)
    ordered = sorted(gold_shapes.items(), key=lambda item: (-item[1], item[0]))
    return [ShapeRecall(shape, found_shapes[shape], count) for shape, count in ordered]


def judge(
    gold: Sequence[Link], predicted: Sequence[Link], probabilities: Sequence[float]
) -> list[Prediction]:
    """Return for every predicted link whether the gold has exactly it.

    >>> judge([Link((0,), (0,))], [Link((0,), (0,))], [0.9])
    [Prediction(is_right=True, probability=0.9)]
    """
    known = set(gold)
    return [
        Prediction(link in known, probability)
        for link, probability in zip(predicted, probabilities, strict=True)
    ]


def calibration_error(predictions: Sequence[Prediction], bins: int = BINS) -> float:
    """Return the expected calibration error, 0 (honest) … 1.

    The beads are put into ``bins`` equally wide bins by probability; the error is the mean
    distance between the mean probability of a bin and the part of its beads that are right,
    weighted by the beads in the bin (Naeini et al. 2015). No beads: 0.

    >>> calibration_error([Prediction(True, 0.9), Prediction(False, 0.9)])
    0.4
    """
    members: dict[int, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        members[min(int(prediction.probability * bins), bins - 1)].append(prediction)
    distances = (
        abs(math.fsum(one.is_right - one.probability for one in bin_members))
        for _, bin_members in sorted(members.items())
    )
    return math.fsum(distances) / len(predictions) if predictions else 0.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looking at the least probable beads brings."""

    doubtful: int  # beads looked at
    wrong: int  # wrong beads of all
    caught: float  # wrong beads among the doubtful; not whole where probabilities are equal

    @property
    def share(self) -> float:
        """Part of all wrong beads that are among the doubtful, 0 … 1; 1 where none is wrong."""
        return self.caught / self.wrong if self.wrong else 1.0

    @property
    def attainable(self) -> float:
        """The largest possible ``share``: below 1 where more beads are wrong than looked at."""
        return min(1.0, self.doubtful / self.wrong) if self.wrong else 1.0

    @property
    def precision(self) -> float:
        """Part of the doubtful beads that are wrong, 0 … 1."""
        return self.caught / self.doubtful if self.doubtful else 0.0


def doubt(predictions: Sequence[Prediction], part: float = DOUBTFUL) -> Doubt:
    """Return how many wrong beads are among the least probable ``part`` of all beads.

    Looked at are the ``ceil(part · n)`` least probable. Where beads of equal probability stand
    on both sides of that border, each counts with the chance to be drawn, so that the result
    depends on no order.

    >>> doubt([Prediction(False, 0.5), Prediction(True, 0.9)], part=0.5)
    Doubt(doubtful=1, wrong=1, caught=1.0)
    """
    looked_at = math.ceil(part * len(predictions) - 1e-9)  # 0.05 · 20 must not become 2
    wrong = sum(not one.is_right for one in predictions)
    if not looked_at:
        return Doubt(0, wrong, 0.0)
    border = sorted(one.probability for one in predictions)[looked_at - 1]
    below = [one for one in predictions if one.probability < border]
    tied = [one for one in predictions if one.probability == border]
    drawn = (looked_at - len(below)) / len(tied)
    caught = sum(not one.is_right for one in below) + drawn * sum(not one.is_right for one in tied)
    return Doubt(looked_at, wrong, float(caught))
