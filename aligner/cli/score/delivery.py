"""Where scores go."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.cli.colour import wants_colour
from aligner.cli.verbosity import note
from aligner.errors import FormatError, InputError, UsageError
from aligner.messages import translate
from aligner.output import Output, check_destination, refuse_overwriting
from aligner.pipeline.inputs import Input
from aligner.pipeline.scoring import Result
from aligner.report.scores import (
    SCHEMA,
    ScoreReport,
    score_csv,
    score_json,
    score_lines,
    score_markdown,
)
from aligner.scoring.score import Score

FORMATS = ("text", "json", "csv", "markdown")


@dataclass(frozen=True, slots=True)
class Delivery:
    """How scores are shown.

    Raises:
        UsageError: unknown format.
    """

    form: str
    output: Path | None
    html: Path | None
    baseline: Path | None

    def __post_init__(self) -> None:
        """Refuse what no report is written in."""
        if self.form not in FORMATS:
            raise UsageError(
                f"unknown format {self.form!r}", way_out=f"choose from {', '.join(FORMATS)}"
            )

    def check(self, inputs: Sequence[Input], others: Iterable[Path | None] = ()) -> None:
        """Fail before the work rather than after it.

        Args:
            inputs: what is scored.
            others: files that are read besides: references, glossaries, a lexicon.

        Raises:
            AlignerError: an output cannot be written or is read, or a page is asked for several
                texts.
        """
        for path in (self.output, self.html):
            if path is not None:
                check_destination(path)
        read = (path for one in inputs for path in one.paths)
        refuse_overwriting((self.output, self.html), (*read, *others, self.baseline))
        if self.html and len(inputs) > 1:
            raise UsageError("--html shows one text", way_out="score the texts one by one")
        if self.baseline:
            _read_baseline(self.baseline)

    def deliver(self, result: Result) -> None:
        """Write the scores, the page, and what changed since the baseline."""
        text = "".join(self._pieces(result.report))
        if self.output is None:
            sys.stdout.write(text)
        else:
            with Output(self.output) as output:
                output.part().write(text.encode())
            note(f"{self.output}: {len(result.report.main.scores)} scores")
        if self.html:
            _write_page(result, self.html)
        if self.baseline:
            for line in changes(result.report, _read_baseline(self.baseline)):
                note(line)

    def _pieces(self, report: ScoreReport) -> Iterator[str]:
        if self.form == "json":
            yield score_json(report) + "\n"
        elif self.form == "csv":
            yield score_csv(report)
        elif self.form == "markdown":
            yield from (line + "\n" for line in score_markdown(report))
        else:
            colour = self.output is None and wants_colour(sys.stdout)
            yield from (line + "\n" for line in score_lines(report, colour))


def _write_page(result: Result, path: Path) -> None:
    from aligner.analysis import Analyst
    from aligner.checks import Checker, Settings, conclude
    from aligner.report.page import write_page
    from aligner.report.page.build import page_of

    text = result.texts[0]
    checker = Checker(result.glossary, Settings())
    outcome = checker.check(text.beads, text.origin)
    findings = [*outcome.findings, *conclude(outcome.noted, checker.settings)]
    beads = Analyst(result.glossary, result.date).analyse(text.beads, text.origin)
    page = page_of(text.name, beads, findings, result.report.main)
    write_page(page, path)
    note(f"{path}: page written")


@dataclass(frozen=True, slots=True)
class _Before:
    """A score of an earlier run."""

    value: float | None
    signature: str


def _read_baseline(path: Path) -> Mapping[str, _Before]:
    """Return the scores of an earlier run by name.

    Raises:
        InputError: the file cannot be read.
        FormatError: it holds no scores, or those of a newer version.
    """
    try:
        record: Any = json.loads(path.read_text(encoding="utf-8"))
        schema = record["schema"]
        if schema > SCHEMA:
            raise FormatError(
                f"written by a newer version (schema {schema})",
                place=str(path),
                way_out="update aligner, or score anew",
            )
        return {
            one["name"]: _Before(one["value"], str(one["signature"])) for one in record["scores"]
        }
    except OSError as error:
        raise InputError(error.strerror or str(error), place=str(path)) from error
    except (ValueError, KeyError, TypeError):
        raise FormatError(
            "no scores", place=str(path), way_out="write them with --format json -o FILE"
        ) from None


def changes(report: ScoreReport, before: Mapping[str, _Before]) -> Iterator[str]:
    """Yield a line for each score that differs from an earlier run, or cannot be compared."""
    for score in report.main.scores:
        earlier = before.get(score.name)
        if earlier is None or earlier.value is None or score.value is None:
            continue
        if earlier.signature != score.signature:
            yield f"{score.name}: n/a, {_difference(score, earlier)}"
        elif abs(score.value - earlier.value) >= 5e-7:
            yield (
                f"{score.name}: {earlier.value:.4f} → {score.value:.4f}"
                f" ({score.value - earlier.value:+.4f})"
            )


def _difference(score: Score, earlier: _Before) -> str:
    """Say which parts of two signatures differ."""
    new, old = (dict(_parts(text)) for text in (score.signature, earlier.signature))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    said = (f"{name} {old.get(name, '—')} → {new.get(name, '—')}" for name in names)
    return translate("not comparable") + ": " + ", ".join(said)


def _parts(signature: str) -> Iterator[tuple[str, str]]:
    for part in signature.split("|"):
        name, _, value = part.partition(":")
        yield name, value
