"""Tests of glossary files."""
