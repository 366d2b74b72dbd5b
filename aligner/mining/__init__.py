"""Bilingual term mining: candidates for a glossary from aligned texts.

candidates = mine(bitext, load_lexicon())
"""

from aligner.mining.candidate import Candidate, RenderingCount
from aligner.mining.mine import mine

__all__ = ["Candidate", "RenderingCount", "mine"]
