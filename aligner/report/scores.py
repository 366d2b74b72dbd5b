"""Scores as people and programs read them: a table, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aligner.messages import translate
from aligner.report.terminal import display_width, printable
from aligner.scoring.consistency import TermConsistency
from aligner.scoring.quality import Compared
from aligner.scoring.score import Score
from aligner.scoring.scorer import Scored

SCHEMA = 1
_NONE = "—"
_SHOWN = 10  # terms in the table for people
_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """What was scored."""

    names: tuple[str, ...]  # of the documents, as the user named them
    documents: tuple[Scored, ...]  # as many
    pooled: Scored | None = None  # None: one document, or translations that are compared
    compared: tuple[Compared, ...] = ()

    @property
    def main(self) -> Scored:
        """The scores of all, or of the only or first document."""
        return self.pooled or self.documents[0]

    @property
    def columns(self) -> list[tuple[str, Scored]]:
        """The names and scores to show beside each other."""
        columns = list(zip(self.names, self.documents, strict=True))
        return [*columns, (translate("all"), self.pooled)] if self.pooled else columns


def score_lines(report: ScoreReport, colour: bool = False) -> Iterator[str]:
    """Yield the lines of a table for a terminal."""
    columns = report.columns
    header = ["", *(printable(name) for name, _ in columns)]
    rows = [header]
    for name, scores in _by_name(columns):
        rows.append([name, *(_cell(score) for score in scores)])
    if len(columns) == 1:
        header += ["", translate("over")]
        for row, (_, scores) in zip(rows[1:], _by_name(columns), strict=True):
            row += [_interval(scores[0]), _over(scores[0])]
    yield from _aligned(rows, colour)
    for one in report.compared:
        yield f"{printable(one.system)}: {_comparison(one)}"
    for title, terms in _tables(report.main):
        if terms:
            yield ""
            yield translate(title)
            yield from (f"  {_term_line(term)}" for term in terms[:_SHOWN])


def _tables(scored: Scored) -> tuple[tuple[str, list[TermConsistency]], ...]:
    return (
        ("least consistent terms", [term for term in scored.terms if term.majority < 1]),
        ("phrases mostly rendered alike, but not always", list(scored.unlisted)),
    )


def _term_line(term: TermConsistency) -> str:
    counts = ", ".join(
        f"{printable(text) if text else translate('other')} {count}"
        for text, count in term.renderings
    )
    return f"{printable(term.term)}  {term.ltcr:.2f}  {counts}"


def score_markdown(report: ScoreReport) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    columns = report.columns
    yield f"| | {' | '.join(_escaped(name) for name, _ in columns)} |"
    yield "|---|" + "---:|" * len(columns)
    for name, scores in _by_name(columns):
        cells = (f"{_cell(score)} {_interval(score)}".strip() for score in scores)
        yield f"| {name} | {' | '.join(cells)} |"
    for one in report.compared:
        yield ""
        yield f"{_escaped(one.system)}: {_comparison(one)}"


def _comparison(one: Compared) -> str:
    return f"{one.name} {one.value - one.baseline:+.2f} (p = {one.p:.4f})"


def score_csv(report: ScoreReport) -> str:
    """Return a line a score: document, name, value, low, high, count, of, signature."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["document", "name", "value", "low", "high", "count", "of", "signature"])
    for name, scored in report.columns:
        for score in scored.scores:
            numbers = (_number(n) for n in (score.value, score.low, score.high))
            cells = ("" if number is None else number for number in numbers)
            writer.writerow([name, score.name, *cells, score.count, score.of, score.signature])
    return stream.getvalue()


def score_json(report: ScoreReport) -> str:
    """Return everything as JSON; ``scores`` are those of all documents together."""
    documents = [
        {"name": name, **_scored(scored)}
        for name, scored in zip(report.names, report.documents, strict=True)
    ]
    record: dict[str, Any] = {"schema": SCHEMA, **_scored(report.main), "documents": documents}
    if report.compared:
        record["compared"] = [
            {
                "system": one.system,
                "name": one.name,
                "baseline": _number(one.baseline),
                "value": _number(one.value),
                "p": _number(one.p),
            }
            for one in report.compared
        ]
    return json.dumps(record, ensure_ascii=False, indent=1)


def _scored(scored: Scored) -> dict[str, Any]:
    return {
        "scores": [_score(score) for score in scored.scores],
        "terms": [_term(term) for term in scored.terms],
        "unlisted": [_term(term) for term in scored.unlisted],
    }


def _score(score: Score) -> dict[str, Any]:
    lowest, highest = score.range
    return {
        "name": score.name,
        "value": _number(score.value),
        "low": _number(score.low),
        "high": _number(score.high),
        "range": [lowest, highest if math.isfinite(highest) else None],
        "better": score.better,
        "count": score.count,
        "of": score.of,
        "signature": score.signature,
    }


def _term(term: TermConsistency) -> dict[str, Any]:
    return {
        "term": term.term,
        "count": term.count,
        "ltcr": _number(term.ltcr),
        "renderings": [{"text": text or None, "count": count} for text, count in term.renderings],
    }


def _number(value: float | None) -> float | None:
    """Round to what is the same on every platform."""
    return None if value is None else round(value, 6)


def _by_name(columns: Sequence[tuple[str, Scored]]) -> Iterator[tuple[str, list[Score | None]]]:
    """Yield each score's name with the score of every column; None where one lacks it."""
    tables = [{score.name: score for score in scored.scores} for _, scored in columns]
    for name in dict.fromkeys(name for table in tables for name in table):
        yield name, [table.get(name) for table in tables]


def _cell(score: Score | None) -> str:
    if score is None or score.value is None:
        return _NONE
    return f"{score.value:.2f}" if score.range[1] >= _HUNDRED else f"{score.value:.4f}"


def _interval(score: Score | None) -> str:
    if score is None or score.low is None or score.high is None:
        return ""
    digits = 2 if score.range[1] >= _HUNDRED else 4
    return f"[{score.low:.{digits}f}, {score.high:.{digits}f}]"


def _over(score: Score | None) -> str:
    return "" if score is None else f"{score.count} {translate(score.of)}"


def _aligned(rows: Iterable[Sequence[str]], colour: bool) -> Iterator[str]:
    """Yield the rows as columns; the first is set left, numbers right."""
    rows = [list(row) for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [
            cell + " " * (width - display_width(cell))
            if column in (0, 3)
            else " " * (width - display_width(cell)) + cell
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        line = "  ".join(cells).rstrip()
        yield f"\x1b[1m{line}\x1b[0m" if colour and not number else line


def _escaped(text: str) -> str:
    return printable(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
