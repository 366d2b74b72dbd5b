"""What rules and metrics ask of a bead, found out once and shared by all of them.

analyst = Analyst(glossary)
for bead in analyst.analyse(beads, origin): bead.judgement, bead.chinese.quantities, …
"""

from aligner.analysis.analyst import Analyst
from aligner.analysis.bead import BeadAnalysis, Origin
from aligner.analysis.side import Side

__all__ = ["Analyst", "BeadAnalysis", "Origin", "Side"]
