"""Tests of the aligner: model, lattice, band, links, the whole."""
