"""The report page: one HTML file that needs no network.

page = Page("report.tmx", rows, findings, scored)
for piece in render(page): stream.write(piece)
"""

from aligner.report.page.model import Mark, Page, Row
from aligner.report.page.render import render, write_page

__all__ = ["Mark", "Page", "Row", "render", "write_page"]
