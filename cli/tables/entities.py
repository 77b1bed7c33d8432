"""The tables of ``newsan entities``."""

from __future__ import annotations

from collections.abc import Sequence

from cli.tables.layout import Column, Row
from cli.tables.styles import count, names, numbered, per_cent, share, value


def summary(rows: Sequence[Row], width: int) -> list[Column]:
    """Entities with how often each is named."""
    top = max((row["share"] for row in rows), default=0.0)
    return [
        Column("Entity", value("entity", "bold"), least=16, most=64),
        Column("Type", value("type"), rank=2),
        Column("Mentions", count("count"), right=True),
        Column("Share", share("share", top, width // 10), rank=1),
        Column("Docs", count("docs"), rank=3, right=True),
        Column("First at", value("first_start"), rank=5, right=True),
        Column("Also named", names("aliases", "|", ""), rank=4, least=18, most=72),
    ]


def detail(rows: Sequence[Row], width: int) -> list[Column]:
    """Mentions, one after another."""
    return [
        Column("Mention", value("mention"), least=14, most=64),
        Column("Entity", value("entity", "bold"), least=14, most=64),
        Column("Type", value("type"), rank=1),
        Column("Sentence", value("sentence"), rank=3, right=True),
        Column("From", value("start"), rank=2, right=True),
        Column("To", value("end"), rank=2, right=True),
        Column("Sure", per_cent("confidence"), rank=4, right=True),
    ]


def caption(rows: Sequence[Row], detail: bool, where: str) -> str:
    """What was counted."""
    n_mentions = len(rows) if detail else sum(row["count"] for row in rows)
    n_entities = len({(row["entity"], row["type"]) for row in rows})
    if not rows:
        return f"Nothing named in {where}."
    return f"{numbered(n_mentions, 'mention')} of {numbered(n_entities, 'entity', 'entities')} in {where}."
