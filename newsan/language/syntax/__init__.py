"""English as far as it is read: tokens, noun phrases, titles, clauses."""
