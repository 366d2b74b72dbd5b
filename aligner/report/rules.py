"""The manual of the rules, made of their docstrings: one page for a code, one of all."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Iterator

from aligner.checks.table import OWN, RULES, RuleEntry
from aligner.errors import UsageError
from aligner.messages import translate

_EXAMPLE = re.compile(r"(Bad|Good):")
_HEADER = """# Rules

What `aligner check` looks for. Made of the rules themselves by `python -m evaluation.rules_page`; \
`aligner check --explain CODE` shows a rule in the terminal. Categories are those of MQM \
([themqm.org](https://themqm.org)).

Errors are nearly always right and make the exit code 1; warnings are worth a look; infos are hints.
"""


def explain(code: str) -> str:
    """Return the manual page of a rule, for a terminal.

    Raises:
        UsageError: there is no such rule.
    """
    entry = (RULES | OWN).get(code.upper())
    if entry is None:
        raise UsageError(f"unknown rule {code!r}", way_out=_nearest(code))
    kind = " · ".join(filter(None, (translate(entry.severity), entry.category)))
    head = f"{code.upper()} {entry.name}\n{kind}"
    return f"{head}\n\n{page_text(entry)}"


def _nearest(code: str) -> str:
    """Return what may have been meant: a code much like it, or a rule's name."""
    by_name = {entry.name: known for known, entry in RULES.items()}
    if code.lower() in by_name:
        return f"write {by_name[code.lower()]}"
    near = difflib.get_close_matches(code.upper(), RULES, 3, 0.5)
    return f"did you mean {', '.join(near)}?" if near else f"choose from {', '.join(RULES)}"


def rules_page() -> str:
    """Return the manual of all rules as Markdown."""
    return "\n".join((_HEADER, *_table(), *_pages()))


def _table() -> Iterator[str]:
    yield "| code | name | severity | reports |"
    yield "| --- | --- | --- | --- |"
    for code, entry in RULES.items():
        anchor = f"{code}-{entry.name}".lower()
        reports = _markdown(summary_line(entry)).replace("|", "\\|")
        yield f"| [{code}](#{anchor}) | {entry.name} | {entry.severity} | {reports} |"
    yield ""


def _pages() -> Iterator[str]:
    for code, entry in RULES.items():
        yield f"## {code} {entry.name}\n\n{entry.severity} · {entry.category}\n"
        yield page_markdown(entry)


def summary_line(entry: RuleEntry) -> str:
    """Return what a rule reports, in one sentence."""
    return page_text(entry).partition("\n")[0]


def page_text(entry: RuleEntry) -> str:
    """Return a rule's docstring, ending in a line break."""
    return (inspect.getdoc(entry.load()) or entry.name) + "\n"


def page_markdown(entry: RuleEntry) -> str:
    """Return a rule's docstring as Markdown: examples as they stand, the rest flowing."""
    return "\n".join(_block(block) for block in page_text(entry).strip().split("\n\n"))


def _block(block: str) -> str:
    if _EXAMPLE.match(block):
        return f"```text\n{block}\n```\n"
    return " ".join(_markdown(line.strip()) for line in block.splitlines()) + "\n"


def _markdown(text: str) -> str:
    """Return a line without what Markdown would take for a tag; code stays code."""
    pieces = re.split("(`+[^`]+`+)", text)
    return "".join(
        piece if piece.startswith("`") else piece.replace("<", "&lt;").replace("*", "\\*")
        for piece in pieces
    )
