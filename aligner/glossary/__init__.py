"""Glossaries: terms, their files, where they stand in texts, and how they were translated."""
