"""Tests of the bilingual lexicon."""
