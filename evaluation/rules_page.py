"""Write docs/rules.md out of the rules: ``python -m evaluation.rules_page``."""

from __future__ import annotations

import argparse
from pathlib import Path

from aligner.report.rules import rules_page

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"


def main() -> None:
    """Run the command, which has no options but ``--help``."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    PAGE.write_text(rules_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
