"""Translating by a chat server: requests ─ prompts ─ server ─ answers, checked ─ hypotheses."""
