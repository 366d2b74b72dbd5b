"""Kinds of evidence that sentences translate each other, and the set used by default."""

from aligner.evidence.defaults import default_evidence, encoder_evidence

__all__ = ["default_evidence", "encoder_evidence"]
