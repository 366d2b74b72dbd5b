"""Latin strings that a translation leaves as they are: GDP, WTO, 5G, PM2.5, Covid-19, addresses."""

from __future__ import annotations

import re
import unicodedata

_LATIN = re.compile(
    r"(?:https?://|www\.)[\w./?&=%#~+-]*[\w/]"
    r"|(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-./&@_+]?[A-Za-z0-9]+)*"
    r"|[0-9]+[A-Za-z](?![A-Za-z0-9])"  # 5G, 3D
    r"|(?<=[0-9])[A-Za-z]{2,}",  # the GHz of 100GHz, which English writes apart
    re.ASCII,
)
_GLUED = re.compile("(?<=[a-z]{3})(?=[A-Z][a-z]{3})")  # PalmComputing; not iPhone, WeChat, YouTube


def latin_strings(text: str) -> list[str]:
    """Return the runs of Latin letters, with the digits and signs inside them, in order.

    Casefolded, full-width forms folded, to be compared by equality. Plain numbers are left to
    ``quantities``. Every English word is such a string: it is evidence where it stands in the
    Chinese text as well, and single letters are weak evidence.

    >>> latin_strings("发展５Ｇ和PM2.5监测，加入WTO、G20，在PalmComputing公司，长20cm。")
    ['5g', 'pm2.5', 'wto', 'g20', 'palm', 'computing', 'cm']
    >>> latin_strings("Covid-19 in 2020 (see https://www.who.int/news.)")
    ['covid-19', 'in', 'see', 'https://www.who.int/news']
    """
    folded = _GLUED.sub(" ", unicodedata.normalize("NFKC", text))
    return [match[0].casefold() for match in _LATIN.finditer(folded)]
