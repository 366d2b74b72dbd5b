"""The elements of a page and its blocks of text, and what HTML says of the elements by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aligner.readers.places import ALWAYS

_MOST_PARAGRAPHS = 8  # in a cell of a table that is one


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names(
    """
    area base br col embed hr img input link meta param source track wbr
    """
)
INLINE = _names(
    """
    a abbr acronym area b bdi bdo big br cite code data del dfn em font i img input ins kbd label
    map mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var
    wbr embed link meta param source track base
    """
)
UNSHOWN = _names(
    """
    audio button canvas datalist iframe math noembed noframes noscript object script select
    style svg template textarea title video xmp rp rt rtc
    """
)
RAW = _names(
    """
    script style textarea title iframe noembed noframes xmp
    """
)
# Open elements that a start tag closes, looked for down to one of the second set.
IMPLIED_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
    "rt": ({"rt", "rp"}, {"ruby"}),
    "rp": ({"rt", "rp"}, {"ruby"}),
}
TABLE = _names(
    """
    table caption thead tbody tfoot tr td th
    """
)


def is_inline(name: str) -> bool:
    """Tell whether an element of this name is markup inside a paragraph."""
    # Word writes <o:p>, government sites <ucap-content>: never paragraphs of their own.
    return name in INLINE or name in UNSHOWN or ":" in name or "-" in name


@dataclass(slots=True, eq=False)
class Element:
    """An element that is or was open."""

    name: str
    parent: Element | None
    attributes: str = ""
    is_shown: bool = True
    is_link: bool = False  # a link, or inside one
    block: Element = field(init=False)  # the innermost that is no inline markup, maybe itself
    table: Element | None = field(init=False)  # which it is or is in
    row: Element | None = field(init=False)  # of that table
    cell: Element | None = field(init=False)  # of that row
    cells: int = 0  # of a row: how many it has; of a table: of its longest row
    paragraphs: int = 0  # of a cell: how many it has
    is_layout: bool = False  # of a table: it holds another one; of a row: it holds a text
    mark: Mark | None = None  # its start tag, if that stands inside a block

    def __post_init__(self) -> None:
        """Take over from the parent what is inherited."""
        parent = self.parent
        self.block = parent.block if parent and is_inline(self.name) else self
        self.table = parent.table if parent else None
        self.row = parent.row if parent else None
        self.cell = parent.cell if parent else None
        if self.name == "table":
            if self.table:
                self.table.is_layout = True
            self.table, self.row, self.cell = self, None, None
        elif self.name == "tr":
            self.row = self
        elif self.name in ("td", "th") and self.row and self.table:
            self.cell = self
            self.row.cells += 1
            self.table.cells = max(self.table.cells, self.row.cells)

    def ancestors(self) -> Iterator[Element]:
        """Yield the element itself and all it is in, from the inside."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(slots=True, eq=False)
class Mark:
    """A tag inside a block, or a stretch that is never shown."""

    start: int
    end: int
    partner: int = ALWAYS  # as in ``Change``
    is_break: bool = False  # a line break
    block: Block | None = None


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph of a page, or a navigation entry, a button, a caption."""

    parent: Element  # the innermost element that is no inline markup
    marks: list[Mark] = field(default_factory=list)
    first: int = -1  # where its visible text begins, -1 without any
    last: int = -1  # and ends
    length: int = 0  # visible characters
    linked: int = 0  # those of them that are links

    @property
    def start(self) -> int:
        """Where the block begins in the file, with the tags right before its text."""
        return min(self.first, self.marks[0].start) if self.marks else self.first

    @property
    def end(self) -> int:
        """Where it ends, with the tags right behind."""
        return max(self.last, self.marks[-1].end) if self.marks else self.last

    def row(self) -> Element | None:
        """Return the row of a data table it stands in."""
        # One cell a row, a table in a table, a whole text in a cell: so old pages were laid out.
        table, row = self.parent.table, self.parent.row
        if table is None or table.is_layout or table.cells < 2 or row is None or row.is_layout:
            return None
        return row

    def count(self) -> None:
        """Count the block in its table cell, if it stands in one."""
        cell, row = self.parent.cell, self.parent.row
        if cell is not None and row is not None:
            cell.paragraphs += 1
            row.is_layout |= cell.paragraphs > _MOST_PARAGRAPHS
