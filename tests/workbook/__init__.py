"""Tests of bitext formats."""
