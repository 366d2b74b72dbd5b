"""From a ``Page`` to HTML; everything from documents is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import aligner
from aligner.document import other_language
from aligner.findings import Finding
from aligner.messages import interface, translate
from aligner.output import Output
from aligner.report.findings import said
from aligner.report.page.charts import interval_svg, strip_svg
from aligner.report.page.marked import marked_html
from aligner.report.page.model import Page, Row
from aligner.report.terminal import printable

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule with findings in the document."""

    code: str
    name: str
    count: int


def render(page: Page) -> Iterator[str]:
    """Yield the HTML of a page piece by piece; the same page gives the same bytes."""
    template = _environment().get_template("page.html")
    return template.generate(
        page=page,
        rules=_rules(page),
        style=(_FOLDER / "page.css").read_text(encoding="utf-8"),
        script=(_FOLDER / "page.js").read_text(encoding="utf-8"),
        target_language=other_language(page.source_language),
        lang="zh-Hans" if interface() == "zh" else "en",
        version=aligner.__version__,
    )


def write_page(page: Page, path: Path) -> None:
    """Write a page to a file.

    Raises:
        OutputError: it cannot be written.
    """
    with Output(path) as output:
        stream = output.part()
        for piece in render(page):
            stream.write(piece.encode(errors="replace"))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only the page needs it

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        keep_trailing_newline=True,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        plain=printable,
        marked=marked_html,
        interval=interval_svg,
        strip=strip_svg,
        said=_said,
        number=_number,
        codes=_codes,
    )
    environment.globals["t"] = translate
    return environment


def _rules(page: Page) -> list[_Rule]:
    found = Counter((f.code, f.name) for row in page.rows for f in row.findings)
    return [_Rule(code, name, count) for (code, name), count in sorted(found.items())]


def _said(finding: Finding) -> str:
    """Return a finding's message and way out in the reader's language."""
    return printable(said(finding))


def _number(value: float | None, highest: float = 1.0) -> str:
    if value is None:
        return "—"
    return f"{value:.2f}" if highest >= _HUNDRED else f"{value:.4f}"


def _codes(row: Row) -> str:
    return " ".join(dict.fromkeys(finding.code for finding in row.findings))
