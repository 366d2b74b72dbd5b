"""Tests of aligner.translation.neural."""
