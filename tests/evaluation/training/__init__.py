"""Tests of the training of small models."""
