"""Latin strings that a translation leaves as they are: GDP, WTO, 5G, PM2.5, Covid-19, addresses."""

from __future__ import annotations

import re
import unicodedata

_LATIN = re.compile(
    r"(?:https?://|www\.)[\w./?&=%#~+-]*[\w/]"
    r"|(?<![A-Za-z0-9])(?:[A-Za-z]|[0-9]+(?=[A-Za-z]))[A-Za-z0-9]*"
    r"(?:[-./&@_+]?[A-Za-z0-9]+)*",
    re.ASCII,
)


def latin_strings(text: str) -> list[str]:
    """Return the runs of Latin letters, with the digits and signs inside them, in order.

    Casefolded, full-width forms folded; compared by equality. Plain numbers are left to
    ``quantities``. Every English word is such a string: what stands in the Chinese text as well
    is evidence.

    >>> latin_strings("发展５Ｇ和PM2.5监测，加入WTO、G20。")
    ['5g', 'pm2.5', 'wto', 'g20']
    >>> latin_strings("Covid-19 in 2020 (see https://www.who.int/news.)")
    ['covid-19', 'in', 'see', 'https://www.who.int/news']
    """
    return [match[0].casefold() for match in _LATIN.finditer(unicodedata.normalize("NFKC", text))]
