"""Tests of the aligner, mirroring its packages."""
