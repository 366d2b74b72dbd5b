"""Corrections by hand: beads a person has confirmed stay, the rest is aligned again."""
