"""Tests of aligner.translation.chat."""
