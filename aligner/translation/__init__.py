"""Machine translation with the glossary enforced.

document ─ units ─ store ─ engine ─ enforcement ─ bitext and document
"""
