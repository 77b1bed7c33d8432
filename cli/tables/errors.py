"""The tables of ``newsan evaluate`` whose rows are figures, or errors one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cli.tables.layout import Column, Row
from cli.tables.styles import numbered, value


def figures(rows: Sequence[Row], width: int) -> list[Column]:
    """The figures of an evaluation."""
    return [
        Column("Part", value("part"), rank=1),
        Column("Of", value("of", "bold"), least=20, most=60),
        Column("Measure", value("measure"), least=10, most=30),
        Column("Group", value("group"), rank=4, least=6, most=30),
        Column("Value", value("value"), right=True),
        Column("Low", value("low"), rank=2, right=True),
        Column("High", value("high"), rank=2, right=True),
        Column("n", value("n"), rank=3, right=True),
    ]


def errors(rows: Sequence[Row], width: int) -> list[Column]:
    """Errors with both readings."""
    return [
        Column("Cause", value("cause", "bold")),
        Column("Text", value("text"), least=20, most=80),
        Column("newsan", value("newsan_speaker"), least=12, most=30),
        Column("Coder", value("coder_speaker"), least=12, most=30),
        Column("From", value("start"), rank=2, right=True),
    ]


def caption(rows: Sequence[Row], detail: bool, where: str) -> str:
    """What there is."""
    if not detail:
        return f"{numbered(len(rows), 'figure')} about {where}."
    counts = Counter(row["cause"] for row in rows)
    told = ", ".join(f"{cause} {count}" for cause, count in counts.most_common())
    return f"{numbered(len(rows), 'error')} in the coded part of {where}{': ' if told else ''}{told}."
