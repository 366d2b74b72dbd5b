"""Charts as inline SVG: intervals of scores, and the heat strip of a document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from aligner.report.page.model import Row
from aligner.scoring.score import Score

_WIDTH, _HEIGHT = 200, 14  # of an interval, in pixels
_BINS = 400  # of the strip at most
_STRIP_HEIGHT = 40
_HUNDRED = 100.0


def interval_svg(score: Score) -> Markup:
    """Return a score as a point on its range, with its interval."""
    if score.value is None:
        return Markup("")
    lowest, highest = score.range
    if not math.isfinite(highest):
        highest = max(_HUNDRED, score.high or score.value)
    span = max(highest - lowest, 1e-9)

    def place(value: float) -> str:
        return f"{_WIDTH * (value - lowest) / span:.1f}"

    low = score.value if score.low is None else max(score.low, lowest)
    high = score.value if score.high is None else min(score.high, highest)
    width = max(float(place(high)) - float(place(low)), 1.0)
    return Markup(
        '<svg class="interval" viewBox="-4 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true">'
        '<line x1="0" x2="{end}" y1="7" y2="7"/>'
        '<rect x="{low}" y="4" width="{width}" height="6"/><circle cx="{value}" cy="7" r="3.5"/>'
        "</svg>"
    ).format(
        w=_WIDTH + 8,
        h=_HEIGHT,
        end=_WIDTH,
        low=place(low),
        width=f"{width:.1f}",
        value=place(score.value),
    )


@dataclass(frozen=True, slots=True)
class _Bin:
    """Some consecutive rows."""

    first: int
    last: int
    doubt: float  # 0 sure … 1
    kind: str  # worst severity, or empty


def strip_svg(rows: Sequence[Row]) -> Markup:
    """Return the document as a strip: doubt as colour above, findings as marks below."""
    if not rows:
        return Markup("")
    bins = _binned(rows)
    width = 1000 / len(bins)
    cells = Markup("").join(_cell(number * width, width, one) for number, one in enumerate(bins))
    return Markup(
        '<svg class="strip" viewBox="0 0 1000 {h}" preserveAspectRatio="none" height="{h}" '
        'role="img" aria-label="{label}">{cells}</svg>'
    ).format(h=_STRIP_HEIGHT, label=f"1–{len(rows)}", cells=cells)


def _cell(x: float, width: float, one: _Bin) -> Markup:
    label = f"{one.first + 1}" if one.first == one.last else f"{one.first + 1}–{one.last + 1}"
    found = (
        Markup('<rect class="{}" x="{:.2f}" y="26" width="{:.2f}" height="14"/>').format(
            one.kind, x, width
        )
        if one.kind
        else Markup("")
    )
    return Markup(
        '<a href="#b{row}" tabindex="-1"><title>{label}</title>'
        '<rect class="doubt" style="--d:{doubt:.2f}" x="{x:.2f}" y="0" width="{w:.2f}" '
        'height="24"/>{found}</a>'
    ).format(row=one.first + 1, label=label, doubt=one.doubt, x=x, w=width, found=found)


def _binned(rows: Sequence[Row]) -> list[_Bin]:
    size = math.ceil(len(rows) / _BINS)
    bins = []
    for first in range(0, len(rows), size):
        some = rows[first : first + size]
        doubts = [1 - row.probability for row in some if row.probability is not None]
        worst = {row.worst for row in some}
        kind = next((s for s in ("error", "warning", "info") if s in worst), "")
        bins.append(_Bin(first, first + len(some) - 1, max(doubts, default=0.0), kind))
    return bins
