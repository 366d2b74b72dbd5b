"""Small glossaries for the tests."""

from __future__ import annotations

from dataclasses import replace

from aligner.glossary.model import Forbidden, Glossary, Origin, Rendering, Term


def glossary(*terms: Term) -> Glossary:
    """Return a glossary of these terms, each on a line of its own."""
    placed = (replace(term, origin=Origin(line)) for line, term in enumerate(terms, start=2))
    return Glossary("made", tuple(placed))


FORCES = Term("生产力", "productive forces")
NEW_FORCES = Term(
    "新质生产力",
    "new quality productive forces",
    variants=(Rendering("quality productive forces of a new type"),),
    forbidden=(Forbidden("new productivity", "drops 质"), Forbidden("new productive forces", "")),
)
PARTY = Term(
    "中国共产党",
    "Communist Party of China",
    source_variants=("中共",),
    first="Communist Party of China (CPC)",
    short=("CPC",),
    case="exact",
)
ROAD = Term(
    "一带一路",
    "Belt and Road Initiative",
    variants=(Rendering("Belt and Road"),),
    forbidden=(Forbidden("One Belt One Road", "the old name"),),
)
SPIRIT = Term("精神", "spirit", unless=("会议精神", "讲话精神"))
GUIDING = Term("精神", "guiding principles", when=("会议精神", "讲话精神"))
OLD_COMMUNITY = Term("命运共同体", "community of common destiny", valid_until="2017")
NEW_COMMUNITY = Term("命运共同体", "community with a shared future", valid_from="2018")
