"""Tests of the kinds of evidence."""
