"""The text of sentences as evidence reads it."""

from __future__ import annotations

from aligner.document import Document
from aligner.text.script import is_traditional, to_simplified


def matching_texts(document: Document) -> list[str]:
    """Return the sentences' texts, traditional Chinese in simplified characters."""
    texts = [sentence.text for sentence in document.sentences]
    if document.language != "zh" or not is_traditional(document.text):
        return texts
    return [to_simplified(text) for text in texts]
