"""The table of ``newsan check``."""

from __future__ import annotations

from collections.abc import Sequence

from cli.tables.layout import Column, Row
from cli.tables.styles import count, value

ODD = ("failed", "other language", "left out", "duplicates", "near copies")
"""What somebody should look at before anything is counted."""


def summary(rows: Sequence[Row], width: int) -> list[Column]:
    """What a corpus holds, with the first documents that have it."""
    return [
        Column("Check", value("check")),
        Column("Value", value("value"), least=12, most=max(24, width // 3)),
        Column("Count", count("count"), right=True),
        Column("Examples", value("examples"), rank=1, least=16, most=max(24, width // 2)),
    ]


def caption(rows: Sequence[Row], detail: bool, where: str) -> str:
    """Whether there is something to look at."""
    odd = [row["check"] for row in rows if row["check"] in ODD]
    return f"{where}. Look at: {', '.join(dict.fromkeys(odd))}." if odd else f"{where}."
