"""The options of ``aligner score``, and what their values mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.verbosity import note
from aligner.errors import UsageError

if TYPE_CHECKING:
    from aligner.report.scores import ScoreReport

Glossaries = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary", "-g", metavar="GLOSSARY", help="Terms to score; the first given decides."
    ),
]
References = Annotated[
    list[Path] | None,
    typer.Option(
        "--reference",
        "-r",
        metavar="FILE",
        help="Bitext or document to compare with; one for all, or one a FILE.",
    ),
]
Metrics = Annotated[
    str, typer.Option(metavar="NAMES", help="By the reference: bleu, chrf, ter, comma-separated.")
]
Form = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="text, json, csv or markdown.")
]
Html = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write a page with the text and all findings.")
]
Baseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Scores of before (json), to compare with.")
]
FailUnder = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="Exit code 1 if a score is below (errors: above)."),
]
EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="MODEL",
        help="Sentence encoder, folder or name on the hub: how alike both sides are.",
    ),
]
Samples = Annotated[
    int, typer.Option(min=0, metavar="N", help="Resamples for the intervals; 0: no intervals.")
]
Seed = Annotated[int, typer.Option(min=0, metavar="N", help="Seed of the resampling.")]


def metric_names(text: str) -> tuple[str, ...]:
    """Read the value of ``--metrics``.

    Raises:
        UsageError: there is none of that name.
    """
    from aligner.scoring.quality import METRICS

    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in METRICS:
            raise UsageError(
                f"unknown metric {name!r}", way_out=f"choose from {', '.join(METRICS)}"
            )
    return names


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that a score must reach."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What ``--fail-under`` says."""

    limits: tuple[Limit, ...]

    def broken(self, report: ScoreReport) -> bool:
        """Tell whether a score is worse than its limit, and say which.

        What is not applicable breaks no limit, and is said too.

        Raises:
            UsageError: there is no score of a name.
        """
        scores = {score.name: score for score in report.main.scores}
        broken = False
        for limit in self.limits:
            score = scores.get(limit.name)
            if score is None:
                near = get_close_matches(limit.name, scores, 1, 0.0)
                raise UsageError(
                    f"no score is called {limit.name}",
                    place="--fail-under",
                    way_out=f"the nearest is {near[0]}" if near else "see --format json",
                )
            if score.value is None:
                note(f"{limit.name}: not applicable, nothing to score")
            elif score.is_worse_than(limit.value):
                broken = True
                note(f"{limit.name} is {score.value:.4f}, the limit is {limit.value:g}")
        return broken


def limits(texts: Sequence[str] | None) -> Limits:
    """Read the values of ``--fail-under``.

    Raises:
        UsageError: not of the form NAME=VALUE.
    """
    return Limits(tuple(_limit(text) for text in texts or ()))


def _limit(text: str) -> Limit:
    name, _, value = (part.strip() for part in text.partition("="))
    try:
        return Limit(name, float(value))
    except ValueError:
        raise UsageError(
            f"--fail-under {text}", way_out="write it like terminology.success.micro=0.98"
        ) from None
