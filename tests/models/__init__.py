"""Tests of aligner.models."""
