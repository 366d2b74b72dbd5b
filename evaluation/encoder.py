"""What an encoder brings: ``python -m evaluation.encoder --data DIR --encoder FOLDER``.

DIR holds the gold sets. Every document is aligned with weights tuned on all the others
(leave-one-document-out): with the lexicon alone, with the encoder alone, with both. Told are strict
F1 a set, how many texts the encoder had to encode a sentence, and the wall time beside the scheme
of Bertalign, which encodes all merges of up to 5 sentences on both sides before it aligns.

``--write`` then tunes on all documents and writes the weights into the package.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.alignment import align
from aligner.alignment.model import EMBEDDED, BeadModel, embedded_model
from aligner.alignment.window import Evidence
from aligner.encoders.encoder import Encoder
from aligner.encoders.recipe import recipe_of
from aligner.evidence import default_evidence, encoder_evidence
from aligner.models import find_model
from aligner.models.runtime import choose_runtime
from aligner.models.store import Store
from evaluation.alignment import SETS
from evaluation.command import execute, options
from evaluation.crf import tune
from evaluation.gold_sets import GoldDocument, links_of, read_set
from evaluation.metrics import Agreement, strict
from evaluation.results_file import signature, write_results
from evaluation.tuning import (
    PARAMETERS,
    calibrated,
    cross_validate,
    gold_examples,
    is_general,
    read_pair,
    write,
)

_MOST_MERGED = 5  # sentences, in Bertalign
_KINDS = ("lexicon alone", "encoder alone", "both")
_TIMED = "political"


@dataclass(frozen=True, slots=True)
class Kind:
    """Some kinds of evidence, and the weights that tuning begins with."""

    name: str
    evidence: Sequence[Evidence]
    start: BeadModel


def kinds_of(encoder: Encoder) -> Iterator[Kind]:
    """Yield what is compared."""
    lexicon, model = default_evidence(), embedded_model()
    yield Kind(_KINDS[0], lexicon, model)
    for name, alone in ((_KINDS[2], False), (_KINDS[1], True)):
        evidence = encoder_evidence(encoder, lexicon=None, alone=alone)
        yield Kind(name, evidence, _start(evidence, model, alone))


def _start(evidence: Sequence[Evidence], model: BeadModel, alone: bool) -> BeadModel:
    """Return the embedded weights for these features; a new one has that of a lone lexicon, or 0.

    The order is that of the evidence, which tuning relies on.
    """
    names = [name for kind in evidence for name in kind.features]
    weights = {name: model.weights.get(name, 1.0 if alone else 0.0) for name in names}
    return replace(model, weights=weights, order={} if alone else model.order)


def measure(kind: Kind, data: Path, folds: int) -> tuple[dict[str, float], BeadModel]:
    """Return F1 of each set with weights tuned on the other documents, and those tuned on all."""
    start = kind.start
    examples = gold_examples(data, kind.evidence, start)
    judged = cross_validate(examples, folds or len(examples), start)
    documents = [document for document, _ in examples]
    model = tune([item for _, item in examples], start, is_general)
    return _scores(kind, judged), calibrated(model, documents, kind.evidence)


def _scores(kind: Kind, judged: Sequence[tuple[GoldDocument, BeadModel]]) -> dict[str, float]:
    agreements: dict[str, Agreement] = {}
    for document, model in judged:
        links = links_of(align(*read_pair(document), kind.evidence, model))
        for pool in (document.name.split("/")[0], "all"):
            agreements[pool] = agreements.get(pool, Agreement()) + strict(document.links, links)
    return {name: agreements[name].f1 for name in (*SETS, "all")}


def fresh(encoder: Encoder, folder: Path) -> Encoder:
    """Return the encoder with nothing kept from earlier."""
    return Encoder(encoder.folder, encoder.recipe, encoder.runtime, Store(folder / "fresh.sqlite"))


def encoded_share(encoder: Encoder, documents: Sequence[GoldDocument]) -> float:
    """Return how many texts are encoded a sentence, in documents not seen before."""
    sentences = encoded = 0
    with tempfile.TemporaryDirectory() as temporary:
        for number, document in enumerate(documents):
            new = fresh(encoder, Path(temporary, str(number)))
            source, target = read_pair(document)
            align(source, target, encoder_evidence(new))
            encoded += new.encoded
            sentences += len(source.sentences) + len(target.sentences)
    return encoded / sentences


def seconds(encoder: Encoder, documents: Sequence[GoldDocument]) -> dict[str, float]:
    """Return wall time of aligning with both, and of encoding as Bertalign does."""
    ours = theirs = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        warm = fresh(encoder, Path(temporary, "warm"))
        warm.encode(["暖", "warm"])  # the model is loaded, as it is for both
        for number, document in enumerate(documents):
            source, target = read_pair(document)
            begun = time.perf_counter()
            align(source, target, encoder_evidence(_swept(warm, Path(temporary, f"a{number}"))))
            ours += time.perf_counter() - begun
            begun = time.perf_counter()
            other = _swept(warm, Path(temporary, f"b{number}"))
            for side, separator in ((source, ""), (target, " ")):
                other.encode(list(merges([s.text for s in side.sentences], separator)))
            theirs += time.perf_counter() - begun
    return {"ours": ours, "bertalign": theirs, "ratio": ours / theirs}


def _swept(encoder: Encoder, folder: Path) -> Encoder:
    """Return the same loaded model with nothing kept."""
    encoder.store = Store(folder / "swept.sqlite")  # the model stays loaded
    return encoder


def merges(texts: Sequence[str], separator: str) -> Iterator[str]:
    """Yield all runs of up to 5 consecutive texts.

    >>> list(merges(["a", "b", "c"], "+"))
    ['a', 'b', 'c', 'a+b', 'b+c', 'a+b+c']
    """
    for count in range(1, min(_MOST_MERGED, len(texts)) + 1):
        for first in range(len(texts) - count + 1):
            yield separator.join(texts[first : first + count])


def open_fresh(name: str) -> Encoder:
    """Open an encoder whose vectors are kept in memory only."""
    folder = find_model(name)
    return Encoder(folder, recipe_of(folder), choose_runtime(), Store(Path(":memory:")))


def parameters_file(name: str) -> Path:
    """Return where the weights for a kind of evidence stand in the package."""
    found = dict(zip(_KINDS, EMBEDDED, strict=True))[name]
    return PARAMETERS.with_name(f"{found}.json")


def run(arguments: argparse.Namespace) -> None:
    """Measure, print, and store or write what is asked for."""
    encoder = open_fresh(arguments.encoder)
    scores: dict[str, Any] = {}
    for kind in kinds_of(encoder):
        scores[kind.name], model = measure(kind, arguments.data, arguments.folds)
        figures = "  ".join(f"{name} {value:.4f}" for name, value in scores[kind.name].items())
        print(f"{kind.name:14} {figures}", flush=True)
        if arguments.write and kind.name != _KINDS[0]:
            write(model, "tuned on the development sets", parameters_file(kind.name))
    documents = read_set(arguments.data / _TIMED)
    share = encoded_share(encoder, documents)
    times = {Path(name).name: seconds(open_fresh(name), documents) for name in arguments.timed}
    print(f"texts encoded a sentence of {_TIMED}: {share:.2f}; seconds {times}")
    if arguments.output is not None:
        data = {name: sorted((arguments.data / name).iterdir()) for name in SETS}
        signed = signature(f"encoder:{encoder.signature}", data)
        stored = {"f1": scores, "encoded_a_sentence": share, "seconds": times}
        write_results(arguments.output, "encoder", signed, stored)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("encoder", __doc__, "folder with one folder a set")
    parser.add_argument("--encoder", required=True, help="model folder")
    parser.add_argument("--folds", type=int, default=0, help="0: a document each")
    parser.add_argument("--timed", nargs="*", default=[], help="folders of models to be timed")
    parser.add_argument("--write", action="store_true", help="keep the weights tuned on all")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
