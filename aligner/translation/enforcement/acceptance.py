"""Whether one translation may take the place of another: only if nothing is worse.

It must render more of the terms and lose none, or put them where they belong; say no term more
often than the source, nor behind the sentence or in another clause; be as long, about; be nearly as
probable to the model; and pass every check of this package that the other one passes: numbers,
dates, negation, what is left out.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.checks.base import Settings
from aligner.checks.checker import Checker
from aligner.checks.negation import (
    chinese_denials,
    count_in_chinese,
    count_in_english,
    english_denials,
)
from aligner.document import Language, Sentence
from aligner.glossary.model import Glossary
from aligner.translation.base import Direction
from aligner.translation.enforcement.draft import Draft, Trial

# What a change of some words can break, told by the beads alone. Not: what is about terms, which
# the judgement says, and about style.
CODES = frozenset(
    ("DATE001", "DATE002", "DATE003", "FORM004", "FULL001", "FULL002", "FULL003", "FULL004",
     "FULL005", "FULL007", "FULL008", "FULL011", "LAW001", "LAW002", "LAW003", "NUM001", "NUM002",
     "NUM003", "NUM004", "NUM005", "NUM006", "NUM007", "NUM008", "NUM009")
)  # fmt: skip
FLOOR = 3.0  # of the mean log probability of a token that a draft may lose
_SOME = 1.0  # the same, where nothing is gained but that a term stands in its place
_LITTLE = 0.5  # the same, where nothing is gained but that a term is not said twice
_SHORTEST, _LONGEST = 0.6, 1.6  # of the length without the renderings
_PER_HAN = 3.3  # English code points for a Chinese one
_SLACK = 15  # code points that say nothing about a length
_STUTTER = re.compile(r"\b(\w+(?:[\s-]+\w+){0,3})[\s,-]+\1\b", re.IGNORECASE)
_CHINESE_STUTTER = re.compile("([\u3400-\u9fff]{2,6})[，、]?\\1")
_ALONE = re.compile(r"\b(?:[Aa]n|[Tt]he|a)\s*[,.;:!?](?=\s|$)")  # an article that breaks off
_PARTING = re.compile(r"[、，；。：和与及或]|[,;.:]|\b(?:and|or)\b")
_NOTHING = Bead((), ())
_logger = logging.getLogger(__name__)


class Acceptance:
    """Tells why drafts are refused."""

    def __init__(
        self, direction: Direction, date: datetime.date | None = None, floor: float = FLOOR
    ) -> None:
        """Prepare the checks.

        Args:
            direction: of the translations.
            date: of the texts.
            floor: of the mean log probability of a token, how much a draft may lose.
        """
        self._direction = direction
        self._floor = floor
        # Without a glossary: terms are judged, and numbers in their names are not to be excused.
        self._checker = Checker(Glossary("", ()), Settings(codes=CODES, date=date))

    def refusals(self, trials: Sequence[Trial]) -> list[str]:
        """Return why each draft is refused, in English; empty: it is accepted."""
        reasons = [self._reason(trial) for trial in trials]
        left = [number for number, reason in enumerate(reasons) if not reason]
        if not left:
            return reasons
        texts = [(trials[i].request.text, draft.text) for i in left
                 for draft in (trials[i].base, trials[i].draft)]  # fmt: skip
        found = self._findings(texts)
        for place, number in enumerate(left):
            worse = found[2 * place + 1] - found[2 * place]
            if worse:
                _logger.debug("%s: %s", texts[2 * place + 1][1], ", ".join(sorted(worse)))
                reasons[number] = "a check would find more faults"
        return reasons

    def _reason(self, trial: Trial) -> str:
        """Return why a draft is refused without any check."""
        draft, base = trial.draft, trial.base
        if not draft.text.strip():
            return "there was no text"
        if not draft.improves(base):
            return "no more terms would be rendered"
        if len(draft.judged.forbidden) > len(base.judged.forbidden):
            return "a forbidden rendering would come in"
        if _doubles(trial):
            return "a term would stand there twice"
        target = self._direction.target
        if _repeats(draft.text, target) > _repeats(base.text, target):
            return "words would stand there twice"
        if target == "en" and _count(_ALONE, draft.text) > _count(_ALONE, base.text):
            return "an article would stand alone"
        if not _is_of_length(trial, target):
            return "the sentence would be too short or too long"
        if _runs_together(trial):
            return "terms would run together that stand apart"
        if _denies_otherwise(trial, target):
            return "a denial would come or go"
        if _is_below(draft.score, base.score, self._floor_of(trial)):
            return "the sentence would be too improbable"
        if draft.stranded - base.stranded:
            return "it would stand outside its clause"
        is_displaced = bool(draft.displaced - base.displaced)
        return "it would take the place of other words" if is_displaced else ""

    def _floor_of(self, trial: Trial) -> float:
        """Return how much a draft may lose for what it gains."""
        if not trial.draft.tidies(trial.base):
            return self._floor
        is_placed = trial.draft.misplaced < trial.base.misplaced
        return min(self._floor, _SOME if is_placed else _LITTLE)

    def _findings(self, pairs: Sequence[tuple[str, str]]) -> list[Counter[str]]:
        """Return how often each rule has something to say of each pair."""
        beads: list[Bead] = []
        for source, target in pairs:
            # Empty ones between them: none is to find in its neighbour what it lacks.
            beads += [Bead(_side(source), _side(target)), _NOTHING, _NOTHING]
        origin = Origin("source", "target", self._direction.source)
        found: list[Counter[str]] = [Counter() for _ in pairs]
        for finding in self._checker.check(beads, origin).findings:
            index = finding.context.bead if finding.context else 0
            if index % 3 == 0:
                found[index // 3][finding.code] += 1
        return found


def _side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text.strip() else ()


def _is_below(score: float | None, base: float | None, floor: float) -> bool:
    return score is not None and base is not None and score < base - floor


def _doubles(trial: Trial) -> bool:
    """Tell whether a term is said more often than the source has it, and than it was."""
    judged, before = trial.draft.judged, trial.base.judged
    return any(judged.counts[number] > before.counts[number] for number in judged.doubled)


def _repeats(text: str, language: Language) -> int:
    """Return how often words are said twice in a row."""
    return _count(_CHINESE_STUTTER if language == "zh" else _STUTTER, text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _runs_together(trial: Trial) -> bool:
    """Tell whether nothing stands between two renderings though marks part the terms.

    A decoder that is short of room puts all that it must say in a row.
    """
    pairs = zip(trial.request.requirements, trial.draft.judged.spans, strict=True)
    placed = sorted(
        ((span, one.span, number) for number, (one, span) in enumerate(pairs) if span),
        key=lambda one: one[0].start,
    )
    text, source, new = trial.draft.text, trial.request.text, trial.base.wrong
    for (before, first, one), (after, then, other) in pairwise(placed):
        between = source[min(first.end, then.end) : max(first.start, then.start)]
        is_new = one in new or other in new
        if is_new and not text[before.end : after.start].strip() and _PARTING.search(between):
            return True
    return False


def _denies_otherwise(trial: Trial, language: Language) -> bool:
    """Tell whether a denial is lost, or one is there that neither the source nor the base has."""
    before, after = _rest(trial.base), _rest(trial.draft)
    source = trial.request.text
    if language == "en":
        is_lost = english_denials(before) and not count_in_english(after)
        is_new = english_denials(after) and not count_in_english(before)
        return bool(is_lost or (is_new and not count_in_chinese(source)))
    is_lost = chinese_denials(before) and not count_in_chinese(after)
    is_new = chinese_denials(after) and not count_in_chinese(before)
    return bool(is_lost or (is_new and not count_in_english(source)))


def _is_of_length(trial: Trial, target: Language) -> bool:
    """Tell whether a draft is about as long as the other, or else as its source makes expect.

    What the other one is may be a stump, or the same words over and over.
    """
    before, after = (len(_rest(draft)) for draft in (trial.base, trial.draft))
    expected = len(trial.request.text) * (_PER_HAN if target == "en" else 1 / _PER_HAN)
    whole = len(trial.draft.text)
    return (
        _SHORTEST * before - _SLACK <= after <= _LONGEST * before + _SLACK
        or _SHORTEST * expected <= whole <= _LONGEST * expected
    )


def _rest(draft: Draft) -> str:
    """Return a draft without its renderings: stainless steel denies nothing."""
    text = draft.text
    spans = sorted((span for span in draft.judged.spans if span), key=lambda one: -one.start)
    for span in spans:
        text = text[: span.start] + text[span.end :]
    return text
