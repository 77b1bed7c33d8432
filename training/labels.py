"""The label orders of the heads, the same that the shipped ``model.json`` carries."""

TYPES = ("PERSON", "ORG", "PLACE", "GROUP", "OTHER")
ENTITY = ("O", *(f"{position}-{label}" for label in TYPES for position in "BIES"))
ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINK = ("O", "B-source", "I-source", "B-content", "I-content")
POLARITY = ("negative", "neutral", "positive")

QUESTIONS = ("tone", "pair", "expressed", "directed", "portrayal")
"""What is asked of a passage: the tone towards a target (NewsMTSC), the stance of an ordered pair in one sentence
(DSE), and the three layers of stance (``docs/stance.md``)."""

IGNORE = -100
"""The label of a piece that no loss looks at (torch's ``ignore_index``)."""
