"""What to tell a user about a text that holds more or less than its words: HTML, mojibake, lost characters."""

from __future__ import annotations

from collections import Counter

from newsan.document import AnnotatedDocument

LOST = "\ufffd"
"""The replacement character: what decoders write for bytes that they cannot read (Unicode 3.9)."""

KINDS = {"html": "HTML escapes and tags", "mojibake": "characters decoded wrongly (mojibake)", "lost": "lost marks"}


def damage(doc: AnnotatedDocument) -> str | None:
    """One line on the damage in a document's text, None if there is none worth telling.

    Invisible characters are not: nobody misses them.
    """
    counts = Counter[str](one.damage for one in doc.repairs)
    read = [f"{counts[kind]} {name}" for kind, name in KINDS.items() if counts[kind]]
    gone = doc.document.text.count(LOST) - counts["lost"] - _inside(doc)
    parts = [f"{' and '.join(read)} read as what they stand for"] if read else []
    if gone > 0:
        parts.append(f"{gone} of its characters were lost before (U+FFFD): names and quotations may be missed")
    return "; ".join(parts) or None


def _inside(doc: AnnotatedDocument) -> int:
    """The replacement characters that mojibake holds and that were read."""
    return sum(doc.document.text.count(LOST, one.start, one.end) for one in doc.repairs if one.damage == "mojibake")
