"""Tests of the benchmarks and of the project's gold texts."""
