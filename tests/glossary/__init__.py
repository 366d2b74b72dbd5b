"""Tests of glossaries."""
