"""Corrections by hand: beads a person has confirmed stay, the rest is aligned again."""

from aligner.correction.keep import Corrected, keep

__all__ = ["Corrected", "keep"]
