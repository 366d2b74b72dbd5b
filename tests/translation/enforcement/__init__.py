"""Tests of aligner.translation.enforcement."""
