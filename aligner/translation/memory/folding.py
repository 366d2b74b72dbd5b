"""Texts in the one form in which a memory compares them.

Only what changes nothing in a translation is folded: full-width forms, kinds of quotation marks
and dashes, blanks beside Chinese, the script. Letters keep their case, ``²`` and ``①`` stay what
they are, and the mark at the end counts: a translation is taken over as it is. This is why the
foldings for terms and for findings, which ignore more, will not do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.document import Language
from aligner.text.script import to_simplified

# Replaced one after the other, which for long texts is faster than str.translate.
_ONE_FORM = (
    *((chr(code + 0xFEE0), chr(code)) for code in range(0x21, 0x7F)),  # full-width
    *((quote, '"') for quote in "“”„‟「」〝〞"),
    *((quote, "'") for quote in "‘’‚‛『』"),
    *((dash, "—") for dash in "―─"),
    *((dash, "-") for dash in "‐‑"),
    *((dot, "·") for dot in "・•‧∙"),
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]+")
# In Chinese, white space says something between two Latin words or numbers only.
_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: the conversion of scripts fails
_LATIN = r"[0-9A-Za-z\u00c0-\u024f]"
_IDLE_BLANKS = re.compile(rf"[^\S\n]++(?!{_LATIN})|(?<!{_LATIN})(?<![^\S\n])[^\S\n]+")
_BLANKS = re.compile(r"[^\S\n]+")


def fold_all(texts: Sequence[str], language: Language) -> list[str]:
    r"""Return texts of one language in one form; line breaks in them count as blanks.

    >>> fold_all(["“５Ｇ 網絡”，", " ２０２４年 "], "zh")
    ['"5G网络",', '2024年']
    >>> fold_all(["The  people’s\nlivelihood ."], "en")
    ["The people's livelihood ."]
    """
    if not texts:
        return []
    # Together: every call costs more than the text it is given.
    text = "\n".join(one.replace("\n", " ") if "\n" in one else one for one in texts)
    for character, form in _ONE_FORM:
        if character in text:
            text = text.replace(character, form)
    text = _HALVES.sub("\ufffd", _INVISIBLE.sub("", text))
    if language == "zh":
        text = to_simplified(_IDLE_BLANKS.sub("", text))
    return [line.strip() for line in _BLANKS.sub(" ", text).split("\n")]


def fold(text: str, language: Language) -> str:
    """Return one text in one form.

    >>> fold("「一帶一路」 建設", "zh")
    '"一带一路"建设'
    """
    return fold_all([text], language)[0]
