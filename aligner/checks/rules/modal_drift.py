"""One statute renders 应当 by “shall” here and by “should” there.

Both are in use, but not in one law: a reader would look for a difference. Beads with one 应当 and
one kind of verb are counted; what is rarer is reported.

Bad:  应当 → shall (twenty times), should (once)
Good: 应当 → shall (always)

For statutes only, and for information.

Known false alarms: a sentence outside the articles, such as a preamble.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Problem, Settings
from aligner.checks.modals import chinese_modals, english_modals

_WORDS = ("应当", "應當")


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note which verb renders 应当, where that is plain."""
    chinese, english = bead.chinese.text, bead.english.text
    if not bead.origin.is_statute or not any(word in chinese for word in _WORDS):
        return
    source, target = chinese_modals(chinese), english_modals(english)
    shall = [s for s in target.demands if english[s.start : s.start + 5].lower() == "shall"]
    should = [
        s for s in target.mildly_demands if english[s.start : s.start + 6].lower() == "should"
    ]
    if len(source.demands) == 1 and bool(shall) != bool(should):
        verb = "shall" if shall else "should"
        yield Fact("应当", verb, source.demands[0], (shall or should)[0])


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem where the verb is the rarer one of its statute."""
    counts = Counter((one.file, one.fact.value) for one in noted)
    for one in noted:
        verb = one.fact.value
        usual = "should" if verb == "shall" else "shall"
        rare, often = counts[one.file, verb], counts[one.file, usual]
        if rare < often:
            yield (
                one,
                Problem(
                    f"应当 is “{verb}” here ({rare} in this statute) and “{usual}” elsewhere "
                    f"({often})",
                    f"write “{usual}” if nothing else is meant",
                ),
            )
