"""Tests of aligner.encoders."""
