"""Glossaries for the tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from aligner.glossary.cells import NAMES
from aligner.glossary.model import CASES, STATUSES, Forbidden, Glossary, Rendering, Term

# What breaks naive writers, and every lossless format must keep.
DIFFICULT = "\t\n\r\\tnr|{};<>&\"',#=_x000D_]]> \u2028\u3000\ufeff"
HARMLESS = "改革a é🐼"
# What no format keeps.
HOSTILE = "\x00\x1b\x0b\ufffe\ud800"

texts = st.text(alphabet=HARMLESS + DIFFICULT, max_size=10)
chinese = texts.map(lambda text: f"改{text}")
english = st.text(alphabet="a é🐼" + DIFFICULT, max_size=10).map(lambda text: f"bcd{text}z")
_item = texts.map(str.strip)
_items = st.lists(_item.filter(bool), max_size=3).map(tuple)
_dates = st.sampled_from(("", "2018", "2020-02", "2021-03-05"))
_renderings = st.builds(Rendering, _item.filter(bool), _item, _item)
_links = st.sampled_from(("", "https://example.org/a?b=1#c", "http://x.y", "https://a b"))

terms = st.builds(
    Term,
    source=chinese,
    target=english | st.just(""),
    source_variants=_items,
    variants=st.lists(_renderings, max_size=2).map(tuple),
    forbidden=st.lists(st.builds(Forbidden, _item.filter(bool), _item), max_size=2).map(tuple),
    status=st.sampled_from(STATUSES),
    replaced_by=texts,
    domain=texts,
    pos=st.sampled_from(("", "noun", "name", "phrase", "other", "Noun")),
    case=st.sampled_from(CASES),
    first=texts,
    short=_items,
    when=_items,
    unless=_items,
    valid_from=_dates,
    valid_until=_dates,
    authority=texts,
    reference=texts | _links,
    note=texts,
    extra=st.dictionaries(
        st.sampled_from(("id", "检查", "a\tb", "\\n", "x|y", "comments")),
        texts.filter(str.strip),
        max_size=2,
    ).map(lambda pairs: tuple(pairs.items())),
)
_about = st.text(alphabet="a改 :#<&", max_size=8)
glossaries = st.builds(
    Glossary,
    name=st.just("policy"),
    terms=st.lists(terms, max_size=4).map(tuple),
    version=_about,
    licence=_about,
)


def example() -> Glossary:
    """Return a glossary with every field, and terms of every status."""
    full = Term(
        "乡村振兴",
        "rural revitalization",
        ("农村振兴", "乡村振兴战略"),
        (
            Rendering("rural vitalization", "State Council", "GWR 2018"),
            Rendering("revitalizing the countryside", "", "https://example.org/report"),
        ),
        (Forbidden("village revival", "too narrow"), Forbidden("rural rejuvenation")),
        domain="rural affairs",
        pos="noun",
        case="exact",
        first="rural revitalization (RR)",
        short=("RR",),
        when=("农村", "乡村"),
        unless=("城市",),
        valid_from="2017-10",
        valid_until="2030",
        authority="State Council",
        reference="GWR 2021",
        note="A strategy; see 2018.",
        extra=(("id", "7"), ("owner", "a|b")),
    )
    old = Term("旧词", "old word", status="deprecated", replaced_by="新词", pos="name")
    plain = Term("治理", "governance", ("管治",), short=("gov",), authority="State Council")
    draft = Term("新词", "new word", status="draft", note="two\nlines")
    return Glossary("policy", (full, old, plain, draft), "2026.1", "CC BY 4.0").in_order()


def comparable(glossary: Glossary) -> tuple[Term, ...]:
    """Return the terms with their extra columns sorted: the order of columns is no content."""
    return tuple(replace(term, extra=tuple(sorted(term.extra))) for term in glossary)


def every_field_is_filled(glossary: Glossary) -> bool:
    """Tell whether each field of a term occurs."""
    return all(any(getattr(term, name) for term in glossary) for name in NAMES)
