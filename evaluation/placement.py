"""Whether enforcement sees terms outside their clauses: ``python -m evaluation.placement``.

On references, where every term is in its place, each alarm is a false one; on the same references
with one term taken out and put elsewhere by us each alarm is a hit: as a sentence of its own behind
the full stop, alone behind a last comma, or at the end of another clause. No model is needed.
Looked at are the development pairs of ``evaluation.held_back`` and the sentences of policy reports;
these may be tuned on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.analysis.pieces import cut
from aligner.glossary.rendering import Span
from aligner.translation.base import Direction, Request
from aligner.translation.enforcement import Requirements, requests_of
from aligner.translation.enforcement.placement import stranded
from evaluation import command
from evaluation.held_back import HeldBack, Pair, held_back
from evaluation.policy_sentences import policy_sentences
from evaluation.results_file import signature, write_results

YEARS = (2016, 2017, 2018, 2020, 2021)
PLACES = ("behind", "alone", "elsewhere")
_MARKS = ' ,;:.!?”"'


def moved(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Yield where a rendering is put, and the text with it there.

    >>> list(moved("The library is quiet, and they read.", Span(4, 11)))[1]
    ('alone', 'The is quiet, and they read, library.')
    """
    rendering = text[span.start : span.end]
    rest = f"{text[: span.start].rstrip()} {text[span.end :].lstrip()}".strip()
    end = rest.rstrip(_MARKS)
    yield "behind", f"{end}. {rendering[:1].upper()}{rendering[1:]}."
    yield "alone", f"{end}, {rendering}."
    pieces = cut([rest.replace("\n", " ")], "en")
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    own = max(sum(start <= span.start for start in starts) - 1, 0)
    others = [end for number, end in enumerate(ends) if number != own]
    if others:
        kept = rest[: others[0]].rstrip(_MARKS)
        yield "elsewhere", f"{kept} {rendering}{rest[len(kept) :]}"


def measured(held: HeldBack, pairs: tuple[Pair, ...]) -> dict[str, Any]:
    """Return how many terms there are, false alarms, and hits by place."""
    direction = Direction("zh", "en")
    asked = Requirements(held.glossary, direction)
    tried: Counter[str] = Counter()
    seen: Counter[str] = Counter()

    def look(request: Request, text: str, number: int, where: str) -> None:
        judged = asked.judged(request.requirements, text)
        if judged.spans[number] is not None:
            tried[where] += 1
            seen[where] += number in stranded(request, text, judged, direction)

    for pair in pairs:
        request = requests_of(asked, [pair.source])[0]
        spans = asked.judged(request.requirements, pair.target).spans
        for number, span in enumerate(spans):
            look(request, pair.target, number, "reference")
            for where, text in moved(pair.target, span) if span else ():
                look(request, text, number, where)
    return {
        "terms": tried["reference"],
        "false_alarms": seen["reference"],
        "found": {where: [seen[where], tried[where]] for where in PLACES},
    }


def _run(arguments: argparse.Namespace) -> None:
    held = held_back(arguments.data)
    policy = policy_sentences(arguments.policy, YEARS)
    results = {
        "development": measured(held, held.development),
        "policy": measured(policy, policy.test),
    }
    for name, figures in results.items():
        sys.stdout.write(f"{name}: {figures}\n")
    if arguments.output:
        reports = sorted(arguments.policy.glob("*-report*.jsonl"))
        signed = signature("placement", {"held-back": [arguments.data], "policy": reports})
        write_results(arguments.output, "placement", signed, results)


def main() -> None:
    """Run the benchmark."""
    parser = command.options("placement", __doc__, "general.zh-en.tsv.xz")
    parser.add_argument("--policy", type=Path, required=True, help="folder of the reports")
    command.execute(_run, parser.parse_args())


if __name__ == "__main__":
    main()
