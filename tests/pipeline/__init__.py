"""Tests of what leads from files to results."""
