"""Sentence alignment: evidence in, the most probable monotone alignment out."""

from aligner.alignment.align import align
from aligner.alignment.borders import Borders
from aligner.alignment.clauses import split_lists
from aligner.alignment.preferred import align_along

__all__ = ["Borders", "align", "align_along", "split_lists"]
