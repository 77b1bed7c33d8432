"""The label orders of the four heads, the same that the shipped ``model.json`` carries."""

TYPES = ("PERSON", "ORG", "PLACE", "GROUP", "OTHER")
ENTITY = ("O", *(f"{position}-{label}" for label in TYPES for position in "BIES"))
ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINK = ("O", "B-source", "I-source", "B-content", "I-content")
POLARITY = ("negative", "neutral", "positive")

IGNORE = -100
"""The label of a piece that no loss looks at (torch's ``ignore_index``)."""
