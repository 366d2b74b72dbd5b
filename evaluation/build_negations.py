"""Fit what tells a lost negation: ``python -m evaluation.build_negations PAIRS``.

The weights are those of ``aligner.analysis.lost_negation``. PAIRS is a file of sentence pairs,
Chinese, tab, English, plain or packed with xz. Out of every pair with a negation on both sides one
negation of the English is taken; pairs as they are and pairs so changed are told apart by a
logistic regression. Some are joined with other pairs before, because texts on policy have long
sentences. Only weights of single features are written, no sentences.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from aligner.analysis.lost_negation import BIAS, WEIGHTS
from aligner.analysis.negations import Features, Passage, features, passage_of

HEADER = (
    "# Weights, in hundredths, of what tells that a negation was lost; fitted on sentence pairs\n"
    "# (jiyu-example-sentence-source, Apache-2.0).\n"
    "# Built by: python -m evaluation.build_negations PAIRS\n"
)
FloatArray = npt.NDArray[np.float64]
_SEED, _PAIRS = 7, 120_000
_SHORTEST, _LONGEST = 6, 150  # Chinese characters
_LEAST_SEEN = {"c": 12, "w": 12}  # features by their first letter; others:
_LEAST_SEEN_OTHERS = 40
_PRIOR = 4.0  # of the weights: inverse variance
_SMALLEST = 0.12  # weights below are left out
_BATCH = 500
_CHINESE = re.compile("[不没未无非勿莫]")
_NEGATIONS = re.compile(
    r"""
    \b(?:shall|must|will|should|may|do|does|did|is|are|was|were|has|have|had|would|could|might
      |need|be)[ ](?P<not>not[ ])
    | \bcan(?P<cannot>(?:not|[ ]not)\b)
    | \b(?P<never>never[ ]|no[ ]longer[ ])
    | \b(?P<short>ca|wo|do|does|did|is|are|was|were|should|would|could|has|have|had|need)n['’]t\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORTENED = {"ca": "can", "wo": "will"}


def without_one(english: str) -> list[str]:
    """Return the texts that lack one of the negations.

    >>> without_one("We cannot wait, and you must not go.")
    ['We can wait, and you must not go.', 'We cannot wait, and you must go.']
    """
    found = []
    for match in _NEGATIONS.finditer(english):
        if short := match["short"]:
            full = _SHORTENED.get(short.lower(), short)
            found.append(english[: match.start()] + full + english[match.end() :])
            continue
        start, end = match.span(str(match.lastgroup))
        found.append(english[:start] + english[end:])
    return found


def examples(path: Path) -> Iterator[tuple[Passage, bool]]:
    """Yield passages with more Chinese negations than English ones, and whether one was taken."""
    random = Random(_SEED)
    denying: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 2 and _SHORTEST <= len(fields[0]) <= _LONGEST:
                kept = denying if _CHINESE.search(fields[0]) else others
                kept.append((fields[0], fields[1]))
    random.shuffle(denying)
    for pair in denying[:_PAIRS]:
        joined = [pair]
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            other = random.choice(denying if random.random() < 0.4 else others)
            joined.insert(random.choice((0, len(joined))), other)
        chinese = "".join(one for one, _ in joined)
        english = " ".join(one for _, one in joined)
        if changed := without_one(english):
            passage = passage_of(chinese, random.choice(changed))
            if passage is not None:
                yield passage, True
        passage = passage_of(chinese, english)
        if passage is not None:
            yield passage, False


def found_in(passages: Sequence[Passage]) -> Iterator[Features]:
    """Yield the features of each passage."""
    for start in range(0, len(passages), _BATCH):
        yield from features(passages[start : start + _BATCH])


def fit(rows: Sequence[Sequence[str]], labels: FloatArray) -> dict[str, float]:
    """Return the weight of each feature that is met often, and the bias."""
    counts = Counter(name for row in rows for name in set(row))
    names = sorted(
        name for name, n in counts.items() if n >= _LEAST_SEEN.get(name[0], _LEAST_SEEN_OTHERS)
    )
    number = {name: i for i, name in enumerate(names)}
    indices = [[number[name] for name in row if name in number] for row in rows]
    flat = np.array([i for row in indices for i in row], np.int64)
    ends = np.cumsum([0, *map(len, indices)])
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        scores = matrix @ weights[1:] + weights[0]
        errors = 1 / (1 + np.exp(-scores)) - labels
        value = np.logaddexp(0, scores) - labels * scores
        slope = matrix.T @ errors + _PRIOR * weights[1:]
        prior = _PRIOR * np.square(weights[1:]).sum() / 2
        return float(value.sum() + prior), np.concatenate([[errors.sum()], slope])

    best = minimize(
        loss,
        np.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 80},
    ).x
    return {BIAS: best[0], **dict(zip(names, best[1:].tolist(), strict=True))}


def main() -> None:
    """Read the pairs, fit the weights, write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    passages, labels = zip(*examples(parser.parse_args().pairs), strict=True)
    rows = [tuple(one.names) for one in found_in(passages)]
    weights = fit(rows, np.array(labels, np.float64))
    kept = {name: round(100 * w) for name, w in weights.items() if abs(w) >= _SMALLEST}
    lines = [f"{name}\t{weight}\n" for name, weight in sorted(kept.items())]
    WEIGHTS.write_text(HEADER + "".join(lines), "utf-8", newline="\n")
    print(f"{WEIGHTS}: {len(lines)} lines, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
