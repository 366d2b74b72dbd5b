"""Term mining against a listed terminology: ``python -m evaluation.mining --data DIR``.

DIR holds ``hkma-paragraphs.tsv`` (year, chapter, paragraph, Chinese, English) and
``hkma-terms.tsv`` (Chinese, English, years, below a header): annual reports of the Hong Kong
Monetary Authority 2015–19 in traditional characters. The terms judge the candidates; mining does
not see them. A candidate is its source and its most frequent rendering. It is

- equal to a listed pair if both sides are after folding. Chinese: traditional and simplified
  characters, full-width forms (NFKC, where a character stays one), spaces. English: capitals,
  full-width forms, hyphens and dashes, apostrophes and the genitive, spaces, and the ending of a
  plural (-ies, -es after s, x, ch and sh, -s) of every word; articles count;
- strictly equal if the Chinese is the same character by character, the English but for capitals;
- equal in Chinese if its Chinese is listed, with whatever English.

Recall is over the listed pairs, after folding, that stand together in at least three paragraphs:
found is what has the rendering among the renderings of its source. Measured on sentences, which
are aligned first inside each paragraph, and on whole paragraphs.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from aligner.alignment.align import align
from aligner.alignment.borders import Borders
from aligner.bead import Bead, Bitext
from aligner.document import Document, Language, Sentence
from aligner.errors import InputError
from aligner.evidence.defaults import default_evidence
from aligner.lexicon import load_lexicon
from aligner.mining import Candidate, mine
from aligner.mining.chinese import fold
from aligner.mining.english import singular
from aligner.text.segmentation import segment
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results

FILES = ("hkma-paragraphs.tsv", "hkma-terms.tsv")
DEPTHS = (50, 100, 200, 500)  # candidates, the best first
_JUDGED = 200  # candidates whose misses are printed
_OFTEN = 3  # paragraphs with a listed pair, from which on it should be found
_DASHES = re.compile("[-‐‑‒–—]")
_WORDS = re.compile(r"\w+")

Pair = tuple[str, str]  # Chinese, English


def fold_chinese(text: str) -> str:
    """Return Chinese as it is compared.

    >>> fold_chinese("外匯 基金（ＥＦ）")
    '外汇基金(EF)'
    """
    return "".join(fold(text).split())


def fold_english(text: str) -> str:
    """Return English as it is compared.

    >>> fold_english("The Auditors’ on-site  Examinations"), fold_english("the auditor onsite exam")
    ('theauditoronsiteexamination', 'theauditoronsiteexam')
    """
    words = _DASHES.sub(" ", unicodedata.normalize("NFKC", text)).split()
    return "".join(singular(word) or word for word in words)


@dataclass(frozen=True, slots=True)
class Terminology:
    """The listed pairs, as they are written and folded."""

    strict: frozenset[Pair]
    folded: frozenset[Pair]
    chinese: frozenset[str]  # folded

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Terminology:
        """Fold the listed pairs."""
        return cls(
            frozenset((z, e.lower()) for z, e in pairs),
            frozenset((fold_chinese(z), fold_english(e)) for z, e in pairs),
            frozenset(fold_chinese(z) for z, _ in pairs),
        )

    def judge(self, candidate: Candidate) -> dict[str, bool]:
        """Tell in which ways a candidate is listed."""
        z, e = candidate.source, candidate.renderings[0].text
        return {
            "equal": (fold_chinese(z), fold_english(e)) in self.folded,
            "strict": (z, e.lower()) in self.strict,
            "chinese": fold_chinese(z) in self.chinese,
        }


def read_columns(path: Path, first: int) -> list[Pair]:
    """Return two neighbouring columns of a table.

    Raises:
        InputError: a line has too few columns.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) < first + 2:
            raise InputError("too few columns", place=f"{path}:{number}")
        pairs.append((cells[first], cells[first + 1]))
    return pairs


def paragraph_beads(paragraphs: Sequence[Pair]) -> list[Bead]:
    """Return each paragraph as a bead of one sentence a side."""
    return [
        Bead((Sentence(i, 0, len(z), z),), (Sentence(i, 0, len(e), e),))
        for i, (z, e) in enumerate(paragraphs)
    ]


def sentence_beads(paragraphs: Sequence[Pair]) -> Sequence[Bead]:
    """Return the paragraphs' sentences, aligned as the command line aligns them."""
    chinese, rows = _document([z for z, _ in paragraphs], "zh")
    english, columns = _document([e for _, e in paragraphs], "en")
    borders = Borders.at(zip(rows, columns, strict=True))
    return align(chinese, english, default_evidence(), borders=borders).beads


def _document(paragraphs: Sequence[str], language: Language) -> tuple[Document, list[int]]:
    """Return paragraphs as a document, and the number of sentences before each but the first."""
    text = "\n".join(paragraphs)
    starts = np.cumsum([0, *(len(paragraph) + 1 for paragraph in paragraphs)])
    sentences, owners = [], []
    for index, span in enumerate(segment(text, language)):
        owners.append(int(np.searchsorted(starts, span.start, "right")) - 1)
        piece = text[span.start : span.end]
        sentences.append(Sentence(index, span.start, span.end, piece, owners[-1]))
    document = Document(language, language, text, tuple(sentences))
    return document, np.searchsorted(owners, np.arange(1, len(paragraphs))).tolist()


def often(terms: Terminology, paragraphs: Sequence[Pair]) -> set[Pair]:
    """Return the listed pairs, folded, that stand together in ``_OFTEN`` paragraphs."""
    counts: Counter[Pair] = Counter()
    for z, e in paragraphs:
        chinese = fold_chinese(z)
        # Whole words only: otherwise short abbreviations stand in any text.
        words = [fold_english(word) for word in _WORDS.findall(_DASHES.sub(" ", e))]
        ends = set(np.cumsum([0, *map(len, words)]).tolist())
        english = "".join(words)
        counts.update((a, b) for a, b in terms.folded if a in chinese and _stands(b, english, ends))
    return {pair for pair, count in counts.items() if count >= _OFTEN}


def _stands(term: str, text: str, ends: set[int]) -> bool:
    place = text.find(term)
    while place >= 0:
        if place in ends and place + len(term) in ends:
            return True
        place = text.find(term, place + 1)
    return False


def found(candidates: Sequence[Candidate]) -> set[Pair]:
    """Return all renderings of all candidates, folded."""
    return {
        (fold_chinese(candidate.source), fold_english(rendering.text))
        for candidate in candidates
        for rendering in candidate.renderings
    }


def evaluate(beads: Sequence[Bead], terms: Terminology, wanted: set[Pair]) -> dict[str, Any]:
    """Return precision at each depth, recall, and the seconds spent on mining."""
    lexicon = load_lexicon()
    start = time.perf_counter()
    candidates = mine(Bitext("zh", "en", beads), lexicon)
    seconds = time.perf_counter() - start
    judged = [terms.judge(candidate) for candidate in candidates]
    precision = {
        kind: {str(n): sum(one[kind] for one in judged[:n]) / n for n in DEPTHS}
        for kind in ("equal", "chinese", "strict")
    }
    recall = len(wanted & found(candidates)) / max(len(wanted), 1)
    misses = [
        (rank, candidate)
        for rank, (candidate, one) in enumerate(zip(candidates[:_JUDGED], judged, strict=False), 1)
        if not one["equal"]
    ]
    return {
        "beads": len(beads),
        "candidates": len(candidates),
        "precision": precision,
        "recall": recall,
        "wanted": len(wanted),
        "seconds": seconds,
        "misses": misses,
    }


def run(arguments: argparse.Namespace) -> None:
    """Measure on sentences and on paragraphs, print a table, store the results."""
    paths = [arguments.data / name for name in FILES]
    absent = [path.name for path in paths if not path.exists()]
    if absent:
        print(f"skipped: no {' and no '.join(absent)} in {arguments.data}")
        return
    paragraphs = read_columns(paths[0], 3)
    terms = Terminology.of(read_columns(paths[1], 0)[1:])
    wanted = often(terms, paragraphs)
    results: dict[str, Any] = {}
    for unit, make in (("sentences", sentence_beads), ("paragraphs", paragraph_beads)):
        results[unit] = evaluate(make(paragraphs), terms, wanted)
        print_unit(unit, results[unit], results[unit].pop("misses"), arguments.errors)
    if arguments.output is not None:
        signed = signature("mining", {"hkma": paths})
        write_results(arguments.output, "mining", signed, {"units": results})


def print_unit(
    unit: str, result: dict[str, Any], misses: list[tuple[int, Candidate]], errors: bool
) -> None:
    """Print the figures of one kind of beads, and the misses if they are asked for."""
    print(f"{unit}: {result['candidates']} candidates from {result['beads']} beads,", end=" ")
    print(
        f"{result['seconds']:.1f} s; listed pairs standing together in {_OFTEN} paragraphs:",
        end=" ",
    )
    print(f"{result['recall']:.3f} of {result['wanted']} found")
    print("  precision at " + "".join(f"{n:8}" for n in DEPTHS))
    for kind, row in result["precision"].items():
        print(f"  {kind:13}" + "".join(f"{row[str(n)]:8.3f}" for n in DEPTHS))
    for rank, candidate in misses if errors else ():
        renderings = " | ".join(f"{one.text} ×{one.count}" for one in candidate.renderings)
        print(f"  {rank:4} {candidate.source} ×{candidate.count}: {renderings}")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("mining", __doc__, f"folder with {' and '.join(FILES)}")
    parser.add_argument(
        "--errors", action="store_true", help=f"print the misses of the best {_JUDGED}"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
