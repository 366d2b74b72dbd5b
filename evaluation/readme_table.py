"""Write the measured tables into README.md: ``python -m evaluation.readme_table``.

The tables stand between two marker comments and come from ``evaluation/results/*.json`` and the
published figures only, so no number in the README lacks a command that gives it (a test compares).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation import readme_checks, readme_models
from evaluation.published import PUBLISHED, SOURCE
from evaluation.results_file import RESULTS, read_results

README = Path(__file__).parents[1] / "README.md"
MISSING = "not yet measured"


def tables(results: Path = RESULTS) -> str:
    """Return the tables as Markdown, ending in a line break."""
    alignment = read_results(results / "alignment.json")
    policy = read_results(results / "policy.json")
    speed = read_results(results / "speed.json")
    documents = read_results(results / "documents.json")
    formats = read_results(results / "formats.json")
    terminology = read_results(results / "terminology.json")
    first = read_results(results / "terminology-first.json")
    cases = read_results(results / "term_cases.json")
    mining = read_results(results / "mining.json")
    glossary = read_results(results / "glossary_speed.json")
    measured = [
        *_trust(alignment),
        *_policy(policy),
        *_documents(documents),
        *_speed(speed),
        *_formats(formats),
        *_terms(first, terminology, cases),
        *_glossary(mining, glossary),
        *readme_checks.rows(results),
        *readme_models.rows(results),
    ]
    parts = [
        _quality(alignment.get("sets", {})),
        _table(("measured", "result"), measured),
        *_signatures([alignment, policy, documents, speed, formats]),
        *_signatures([first, terminology, cases, mining, glossary]),
        *_signatures(readme_checks.records(results)),
        *_signatures(readme_models.records(results)),
    ]
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _quality(sets: dict[str, Any]) -> str:
    """Return strict F1 beside the published figures, the weakest system first."""
    rows = [
        (one.system, one.needs, f"{one.non_literary:.3f}", f"{one.literary:.3f}")
        for one in PUBLISHED
    ]
    ours = [
        f"**{sets[name]['strict']['f1']:.3f}**" if name in sets else MISSING
        for name in ("non-literary", "literary")
    ]
    rows.append(("**aligner**", "its embedded lexicon", ours[0], ours[1]))
    head = ("strict F1, Chinese–English", "needs", "political, magazine, academic", "literary")
    note = f"Others: [aligner-eval]({SOURCE}), whole test sets. Ours: the parts for development.\n"
    return f"{_table(head, rows)}\n{note}"


def _trust(alignment: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield F1 by set, and how far probabilities can be trusted."""
    sets = alignment.get("sets", {})
    by_set = " · ".join(
        f"{name} {one['strict']['f1']:.3f}" for name, one in sets.items() if name != "non-literary"
    )
    yield "strict F1 by set", by_set or MISSING
    trust = sets["all"]["calibration"] if sets else {}
    error = f"{trust['error']:.3f}" if trust else MISSING
    yield "expected calibration error, 15 bins", error
    share = f"{trust['share']:.0%} of {trust['wrong']}" if trust else MISSING
    yield "wrong beads that are among the 5 % least probable", share


def _policy(policy: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the coverage of reports segmented and aligned by us."""
    layouts = policy.get("layouts", {})
    for layout, what in (("paragraphs", "a paragraph a line"), ("joined", "all on one line")):
        share = f"{layouts[layout]['reports']['share']:.4f}" if layouts else MISSING
        yield f"reports, {what}: characters in beads inside one block", share


def _speed(speed: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield times of whole commands and peak memory."""
    yield "`aligner --help`", f"{speed['help']['seconds']:.2f} s" if speed else MISSING
    pair = f"{speed['pair']['seconds']:.2f} s" if speed else MISSING
    yield "1,037 × 1,346 sentences, whole command", pair
    whole = speed["scaling"][-1] if speed else {}
    bible = f"{whole['seconds']:.1f} s, {whole['peak_mebibytes']:.0f} MiB" if speed else MISSING
    yield "42,687 × 30,000 sentences, whole command", bible


def _documents(documents: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield how much depends on the kind of file a document comes in."""
    count = len(documents.get("kinds", {})) - 1
    several = f"article, {count} reports; the lowest" if count > 1 else "article, report; the lower"
    beads = f"beads of a text file found again from other kinds ({several})"
    split = "interleaved paragraphs of both languages split to the right side"
    yield beads, _least(documents)
    yield split, _interleaved(documents)
    if clean := documents.get("without_faults"):
        yield "the same beads, without passages that are faulty in the data", _least(clean)
        yield "the same paragraphs, without them", _interleaved(clean)


def _least(documents: dict[str, Any]) -> str:
    """Return the lowest share of each kind of file."""
    kinds = list(documents.get("kinds", {}).values())
    least = {kind: min(one[kind]["share"] for one in kinds) for kind in (kinds or [{}])[0]}
    return " · ".join(f"{kind.lstrip('.')} {share:.1%}" for kind, share in least.items()) or MISSING


def _interleaved(documents: dict[str, Any]) -> str:
    return f"{documents['interleaved']['share']:.2%}" if documents else MISSING


def _formats(formats: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield time and memory for a large translation memory."""
    for action in ("write", "read"):
        one = formats["tmx"][action] if formats else {}
        shown = f"{one['seconds']:.1f} s, {one['peak_mebibytes']:.0f} MiB" if one else MISSING
        yield f"TMX of 580,000 units: {action}", shown


def _fits(group: dict[str, Any]) -> str:
    """Return how many occurrences the glossary explains, by units of text."""
    if not group:
        return MISSING
    units = {"blocks_without_faults": "paragraphs", "beads": "beads"}
    shares = [f"{group[unit]['correct_or_variant']:.1%} by {name}" for unit, name in units.items()]
    return f"{' · '.join(shares)}, preferred {group['beads']['preferred']:.1%}"


def _terms(
    first: dict[str, Any], terminology: dict[str, Any], cases: dict[str, Any]
) -> Iterable[tuple[str, str]]:
    """Yield how well terms are judged, and how well the glossary fits."""
    judged = f"{cases['precision']:.3f} / {cases['recall']:.3f}" if cases else MISSING
    count = cases.get("cases", 0)
    yield f"terms found and judged, {count} cases by hand: precision / recall", judged
    for record, when in ((first, "before they were looked at"), (terminology, "after")):
        what = f"`policy` on the reports of 2020 and 2021, {when}: correct or variant"
        yield what, _fits(record.get("held_out", {}))
    for record, when in ((first, "before they were looked at"), (terminology, "after")):
        yield f"the same on four New Year addresses, {when}", _fits(record.get("addresses", {}))
    seeded = terminology.get("seeded_errors", {})
    seen = " · ".join(f"{kind} {one['caught'] / one['errors']:.1%}" for kind, one in seeded.items())
    yield "wrong renderings put into them and seen", seen or MISSING
    groups = [one for one in terminology.values() if isinstance(one, dict) and "beads" in one]
    total = sum(one["beads"]["occurrences"] for one in groups)
    alarms = f"{sum(one['false_alarms'] for one in groups)} of {total:,} occurrences"
    yield "forbidden renderings reported in official translations", alarms if groups else MISSING


def _glossary(mining: dict[str, Any], speed: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield how good mined candidates are, and what large glossaries cost."""
    sentences = mining["units"]["sentences"] if mining else {}
    mined = f"{sentences['precision']['equal']['200']:.1%}" if sentences else MISSING
    yield "mined term pairs that equal a listed pair, the 200 best of HKMA reports", mined
    cost = MISSING
    if speed:
        seconds = {what: speed[what]["seconds"] for what in ("matching", "match", "lint")}
        cost = f"{seconds['matching']:.2f} s, whole command {seconds['match']:.1f} s"
        cost += f" · lint {seconds['lint']:.1f} s"
    yield "20,000 terms against 10 MB of Chinese", cost


def _signatures(records: Iterable[dict[str, Any]]) -> Iterable[str]:
    """Yield date and signature of every result there is."""
    for record in records:
        if record:
            yield f"`{record['benchmark']} {record['date']} {record['signature']}`\n"


def between_markers(page: str, name: str, text: str) -> str:
    r"""Return a page with ``text`` between the marker comments of that name.

    >>> between_markers("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new\n")
    'a\n<!-- x -->\nnew\n<!-- /x -->\nb'
    """
    before, rest = page.split(f"<!-- {name} -->\n")
    _, after = rest.split(f"<!-- /{name} -->")
    return f"{before}<!-- {name} -->\n{text}<!-- /{name} -->{after}"


def rewrite(name: str, text: str) -> None:
    """Put ``text`` between the markers of that name in the README."""
    page = README.read_text(encoding="utf-8")
    README.write_text(between_markers(page, name, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    rewrite("results", tables())
