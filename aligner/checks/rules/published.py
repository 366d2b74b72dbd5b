"""A sentence has been published in another translation.

With ``--memory official.tmx``, a bitext in any format that can be read. What an authority has
translated, a reader expects to find in its words: laws, names of campaigns, sentences of reports.
White space, quotes, punctuation and the script make no difference.

Bad:  坚持稳中求进。 → Keep seeking progress steadily. (published: Pursue progress while ensuring
      stability.)
Good: 坚持稳中求进。 → Pursue progress while ensuring stability.

A warning with the published text as suggestion if the sentence is the same, information if it is
nearly so.

Known false alarms: short headings that mean something else in another context.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.grouping import quoted
from aligner.checks.memory import Published, load_memory
from aligner.checks.sameness import is_long_enough, normalised
from aligner.glossary.rendering import Span

_ALIKE = 0.95  # of sources that are nearly the same, 0 … 1
_TARGETS = 0.80  # nearly the same source: targets less alike than this are reported


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if the translation is another than the published one."""
    if settings.memory is None or not bead.has_both or not is_long_enough(bead.chinese.text):
        return
    memory = load_memory(settings.memory, bead.origin.source_language)
    source = bead.source.text
    if published := memory.same(source):
        yield from _same(bead, published)
    elif published := memory.alike(source, _ALIKE):
        yield from _nearly(bead, published)


def _same(bead: BeadAnalysis, published: Published) -> Iterator[Problem]:
    target = bead.target.text
    if normalised(target) in {normalised(text) for text in published.targets}:
        return
    text = published.targets[0]
    chinese, english = (Span(0, len(side.text)) for side in (bead.chinese, bead.english))
    yield Problem(
        f"the published translation is “{quoted(text)}”",
        "take it over, if nothing else is meant",
        chinese,
        english,
        text,
    )


def _nearly(bead: BeadAnalysis, published: Published) -> Iterator[Problem]:
    from rapidfuzz.fuzz import ratio

    target = normalised(bead.target.text)
    if all(ratio(target, normalised(text)) < _TARGETS * 100 for text in published.targets):
        yield Problem(
            f"“{quoted(published.source)}” is nearly the same; its published translation is "
            f"“{quoted(published.targets[0])}”",
            "take over what is the same",
            severity="info",
        )
