"""MQXLIFF, the bilingual files of memoQ: XLIFF 1.2 with states, locks and comments of its own.

Written from nothing, a file holds what memoQ reads of the segments; it has no skeleton, so memoQ
cannot make the translated document from it. For that, use the file that memoQ exported, and write
back into it. Beads without source text are left out. Reading takes every file of the XLIFF family.
"""

from __future__ import annotations

from aligner.bead import Bead
from aligner.formats.markup import quote
from aligner.formats.xliff12 import Xliff12, probability_attribute
from aligner.formats.xliff_states import MEMOQ
from aligner.formats.xliff_tools import MEMOQ_SPACE, memoq_comment
from aligner.formats.xliff_writing import Texts


class Mqxliff(Xliff12):
    """MQXLIFF."""

    namespaces = f'xmlns:mq="{MEMOQ_SPACE}" '

    def unit(self, bead: Bead, texts: Texts, name: str) -> str:
        """Return the unit of a bead."""
        status = f" mq:status={quote(MEMOQ.write[bead.status])}" if bead.status else ""
        locked = ' mq:locked="locked"' if bead.locked else ""
        comment = memoq_comment(name, texts.note) if texts.note else ""
        comments = f"<mq:comments>{comment}</mq:comments>\n" if comment else ""
        return (
            f"<trans-unit id={quote(name)}{status}{locked}{probability_attribute(bead)}>\n"
            f'<source xml:space="preserve">{texts.source}</source>\n'
            f'<target xml:space="preserve">{texts.target}</target>\n{comments}</trans-unit>\n'
        )
