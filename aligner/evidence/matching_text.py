"""The text of sentences as evidence reads it."""

from __future__ import annotations

from aligner.document import Document
from aligner.text.script import is_traditional, to_simplified


def matching_texts(document: Document) -> list[str]:
    """Return the sentences' texts, traditional Chinese in simplified characters."""
    texts = [sentence.text for sentence in document.sentences]
    if document.language != "zh" or not is_traditional(document.text):
        return texts
    # One conversion for the whole document; no sentence holds the separator.
    separator = "\x1f"
    return to_simplified(separator.join(texts)).split(separator)
