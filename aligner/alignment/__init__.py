"""Sentence alignment: evidence in, the most probable monotone alignment out."""

from aligner.alignment.align import align

__all__ = ["align"]
