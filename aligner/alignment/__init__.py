"""Sentence alignment: evidence in, the most probable monotone alignment out."""

from aligner.alignment.align import align
from aligner.alignment.clauses import split_lists

__all__ = ["align", "split_lists"]
