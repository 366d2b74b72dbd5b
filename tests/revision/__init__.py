"""Tests of new versions of translated texts."""
