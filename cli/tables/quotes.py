"""The tables of ``newsan quotes``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cli.tables.layout import Column, Row
from cli.tables.styles import count, excerpt, numbered, per_cent, share, speaker, value

EXCERPT = 280  # characters: about three lines of a table at 100 columns


def summary(rows: Sequence[Row], width: int) -> list[Column]:
    """Speakers with how often and how long each is quoted."""
    top = max((row["share_words"] for row in rows), default=0.0)
    return [
        Column("Speaker", speaker, least=18, most=64),
        Column("Status", value("speaker_status"), rank=3),
        Column("Quotes", count("quotes"), right=True),
        Column("Direct", count("direct"), right=True),
        Column("Mixed", count("mixed"), right=True),
        Column("Indirect", count("indirect"), right=True),
        Column("Words", count("words"), rank=1, right=True),
        Column("Share of words", share("share_words", top, width // 10), rank=2),
        Column("Docs", count("docs"), rank=5, right=True),
        Column("First at", per_cent("first_position"), rank=4, right=True),
    ]


def detail(rows: Sequence[Row], width: int) -> list[Column]:
    """Quotations, one after another, with what was said."""
    return [
        Column("#", value("quote_id"), rank=3, right=True),
        Column("Speaker", speaker, least=14, most=28),
        Column("Kind", value("kind"), rank=1),
        Column("Cue", value("cue"), rank=6, least=8, most=20),
        Column("Quotation", excerpt("text", EXCERPT), least=width * 9 // 20),
        Column("Words", count("words"), rank=2, right=True),
        Column("At", per_cent("position"), rank=4, right=True),
        Column("Sure", per_cent("confidence"), rank=5, right=True),
        Column("Found by", value("rule"), rank=7),
    ]


def caption(rows: Sequence[Row], detail: bool, where: str) -> str:
    """What was counted: quotations, and speakers by what is known of them."""
    if not rows:
        return f"Nobody is quoted in {where}."
    n_quotes = len(rows) if detail else sum(row["quotes"] for row in rows)
    statuses = Counter(status for status, _ in {(row["speaker_status"], row["speaker"]) for row in rows})
    known = [f"{statuses[status]:,} {status}" for status in ("named", "unnamed", "unresolved") if statuses[status]]
    unattributed = sum(1 if detail else row["quotes"] for row in rows if row["speaker_status"] == "unattributed")
    lines = [f"{numbered(n_quotes, 'quotation')} in {where}."]
    if known:
        lines.append(f"Speakers: {', '.join(known)}.")
    if unattributed:
        lines.append(f"{numbered(unattributed, 'quotation')} without a source.")
    return " ".join(lines)
