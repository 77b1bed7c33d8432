"""The tables of ``newsan quotes``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from cli.messages import clean
from cli.tables.layout import Column, Row
from cli.tables.styles import count, excerpt, numbered, per_cent, share, speaker, value

MOST = 3
"""Speakers who may be one person that a caption names."""

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
        Column("Role", value("role"), rank=6, least=12, most=24),
        Column("Affiliation", value("affiliation"), rank=7, least=12, most=28),
        Column("Source type", value("source_type"), rank=8),
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
    return " ".join([*lines, *together(rows, detail), *perhaps(rows)])


def together(rows: Sequence[Row], detail: bool) -> Iterator[str]:
    """That a quotation of several speakers counts for each of them, where a summary has such quotations."""
    if not detail and any(row["joint"] for row in rows):
        yield "What several speakers say together counts for each of them."


def perhaps(rows: Sequence[Row]) -> Iterator[str]:
    """Which speakers may be one person, a few of them."""
    unnamed = (row for row in rows if row["speaker"] and row["speaker_status"] == "unnamed")
    pairs = dict.fromkeys((row["speaker"], row["perhaps"]) for row in unnamed if row["perhaps"])
    for one, names in islice(pairs, MOST):
        yield f"May be one person: {clean(one)} and {' or '.join(clean(names).split('|'))}."
    if len(pairs) > MOST:
        yield f"So may {len(pairs) - MOST:,} more (column perhaps)."
