"""Text in two languages, without glossary or documents: sentences, tokens, numbers, names."""
