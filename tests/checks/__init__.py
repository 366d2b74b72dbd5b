"""Tests of the rules over translations, and of everything around them."""
