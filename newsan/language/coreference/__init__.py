"""Whom a phrase means: pronouns, descriptions and relative clauses."""
