"""Benchmarks of the aligner: the project's own gold texts, commands, results."""
