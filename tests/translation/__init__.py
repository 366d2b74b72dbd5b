"""Tests of aligner.translation."""
