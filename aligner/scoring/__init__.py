"""Scores: how consistent, complete and good a translation is, in numbers one can cite.

    observations = Observations(origin.source_language)
    observations.begin("report.tmx")
    observations.add(analyst.analyse(beads, origin))
    for score in score_all(observations, glossary, lexicon, ScoreOptions()).scores: ...

Every score has a range, a 95 % interval and a signature. ``docs/scores.md`` has the formulas.
"""

from aligner.scoring.observations import Observations
from aligner.scoring.score import Score
from aligner.scoring.scorer import Scored, ScoreOptions, score_all, score_reference

__all__ = ["Observations", "Score", "ScoreOptions", "Scored", "score_all", "score_reference"]
