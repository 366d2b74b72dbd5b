"""What the rules about numbers share: what is marked, what is quoted, what is suggested."""

from __future__ import annotations

from aligner.analysis import BeadAnalysis
from aligner.analysis.slips import Slip
from aligner.glossary.rendering import Span
from aligner.text.quantities import Quantity
from aligner.text.quantities.units import COUNT
from aligner.text.quantities.writing import with_value


def span_of(quantity: Quantity) -> Span:
    """Return where a quantity stands in its text."""
    return Span(quantity.start, quantity.end)


def in_chinese(bead: BeadAnalysis, quantity: Quantity) -> str:
    """Return a Chinese quantity as printed."""
    return bead.chinese.text[quantity.start : quantity.end].strip()


def in_english(bead: BeadAnalysis, quantity: Quantity) -> str:
    """Return an English quantity as printed."""
    return bead.english.text[quantity.start : quantity.end].strip()


def lacked(bead: BeadAnalysis) -> tuple[Quantity, ...]:
    """Return the quantities of the source that are in the target nowhere near."""
    return bead.numbers.missing if bead.source.language == "zh" else bead.numbers.added


def added(bead: BeadAnalysis) -> tuple[Quantity, ...]:
    """Return the quantities of the target that are in the source nowhere near."""
    return bead.numbers.added if bead.source.language == "zh" else bead.numbers.missing


def missing(bead: BeadAnalysis, quantity: Quantity) -> str:
    """Return the message that a quantity of the source is not in the target."""
    if bead.source.language == "zh":
        return f"{in_chinese(bead, quantity)} is missing in English"
    return f"“{in_english(bead, quantity)}” is missing in Chinese"


def suggested(bead: BeadAnalysis, text: str) -> str:
    """Return an English text to put in place of what is marked; empty where that is Chinese."""
    return text if bead.target is bead.english else ""


def suggested_number(bead: BeadAnalysis, slip: Slip) -> str:
    """Return the English of a slip with the value of its Chinese; empty where that is unsure."""
    chinese, english = slip.chinese, slip.english
    if {chinese.kind, english.kind} & {"clock", "telephone"}:
        return ""  # not written as other numbers are
    if chinese.unit is not english.unit and COUNT not in (chinese.unit, english.unit):
        return ""  # a conversion, which the translator may round as he likes
    return suggested(bead, with_value(in_english(bead, english), chinese.low))


def way_out_for(suggestion: str) -> str:
    """Return the way out that goes with a suggestion."""
    return f"write “{suggestion}”" if suggestion else "check the number"
