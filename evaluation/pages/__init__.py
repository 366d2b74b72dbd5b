"""What is measured, on pages: ``docs/results.md``, and the tables and picture of README.md."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
PAGE = README.parent / "docs" / "results.md"


def between_markers(page: str, name: str, text: str) -> str:
    r"""Return a page with ``text`` between the marker comments of that name.

    >>> between_markers("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new\n")
    'a\n<!-- x -->\nnew\n<!-- /x -->\nb'
    """
    before, rest = page.split(f"<!-- {name} -->\n")
    _, after = rest.split(f"<!-- /{name} -->")
    return f"{before}<!-- {name} -->\n{text}<!-- /{name} -->{after}"


def rewrite_readme(name: str, text: str) -> None:
    """Put ``text`` between the markers of that name in the README."""
    page = README.read_text(encoding="utf-8")
    README.write_text(between_markers(page, name, text), encoding="utf-8", newline="\n")
