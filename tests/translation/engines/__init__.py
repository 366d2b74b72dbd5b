"""Tests of aligner.translation.engines."""
