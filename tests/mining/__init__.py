"""Tests of term mining."""
