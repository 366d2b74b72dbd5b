"""Tests of the review model, its file and its program."""
