"""Texts with what a person, or newsan, has marked in them: sheets to fill in, and the formats of annotation tools."""
