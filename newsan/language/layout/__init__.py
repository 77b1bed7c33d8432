"""The text itself, by rules: paragraphs, sentences, words, quotation marks, the turns of an interview."""
