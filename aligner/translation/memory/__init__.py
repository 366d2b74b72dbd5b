"""A translation memory: sentences translated before, found again whole or nearly.

bitexts ─ units ─ folded ─┬─ exact matches, ranked by context
                          └─ index ─ candidates ─ fuzzy matches ─ numbers put in
"""

from aligner.translation.memory.match import Match
from aligner.translation.memory.memory import Memory

__all__ = ["Match", "Memory"]
