"""Tests of aligner.translation.memory."""
