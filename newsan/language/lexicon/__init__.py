"""English words and what they are: one look-up, the lists in a folder for each language."""
