"""Write the measured tables: ``python -m evaluation.pages``.

``docs/results.md`` gets everything, README.md the comparison of aligners and the headlines, between
two marker comments. All of it comes from ``evaluation/results/*.json`` and the published figures,
so no number there lacks a command that gives it (a test compares).
"""

from __future__ import annotations

import argparse

from evaluation.pages import PAGE, rewrite_readme
from evaluation.pages.results import headlines, page

if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    rewrite_readme("results", headlines())
