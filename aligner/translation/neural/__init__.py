"""Models of transformers that translate: decoded, steered, and asked where they look.

choice (its files only) ─> model ─ beams (n-best) ─ banked (with terms, from constraints)
                                 └ forced (scores, attention)
"""
