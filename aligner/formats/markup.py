"""Text inside XML: what XML cannot hold dropped and counted, what it would misread escaped."""

from __future__ import annotations

from aligner.formats.base import Written
from aligner.untrusted import NOT_XML

_ATTRIBUTE = str.maketrans(
    # An XML reader would take bare white space for spaces.
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def clean(text: str, written: Written) -> str:
    r"""Return the text without the characters that XML cannot hold, counting them.

    >>> clean("a\x00b", Written())
    'ab'
    """
    if text.isprintable():  # Faster than the pattern, and true of nearly every text.
        return text
    cleaned, count = NOT_XML.subn("", text)
    written.replaced += count
    return cleaned


def escape(text: str) -> str:
    r"""Return the text as the content of an element.

    >>> escape("R&D < 3 %\r")
    'R&amp;D &lt; 3 %&#13;'
    """
    # Four times faster than str.translate where there is nothing to escape. A bare carriage
    # return would be read as a line feed.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def quote(value: str) -> str:
    """Return an attribute's value in quotation marks.

    >>> quote('a"b')
    '"a&quot;b"'
    """
    return f'"{value.translate(_ATTRIBUTE)}"'
