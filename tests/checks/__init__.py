"""Tests of rules over beads."""
