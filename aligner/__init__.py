"""Align, check, score and translate Chinese–English policy texts."""

__version__ = "0.1.0"
