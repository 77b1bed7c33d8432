"""The tables of ``newsan stance``."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from cli.tables.layout import Column, Row
from cli.tables.styles import QUIET, STANCES, count, excerpt, holder, names, numbered, per_cent, stance, value

EXCERPT = 280  # characters: about three lines of a table at 100 columns
SHORT = 140
ALONE = "1 piece"


def summary(rows: Sequence[Row], width: int) -> list[Column]:
    """Actors with whom they support and oppose, and by whom they are supported and opposed."""
    portrayed = any(row["portrayal"] for row in rows)
    return [
        Column("Actor", holder("actor"), least=14, most=40),
        Column("Type", value("type"), rank=3),
        Column("Mentions", count("mentions"), rank=2, right=True),
        *([Column("Portrayal", stance("portrayal", "portrayal_score"))] if portrayed else []),
        Column("For", count("positive"), rank=4, right=True),
        Column("Against", count("negative"), rank=4, right=True),
        Column("Supports", names("supports", ";", "green"), least=12),
        Column("Opposes", names("opposes", ";", "red"), least=12),
        Column("Supported by", names("supported_by", ";", "green"), rank=1, least=12),
        Column("Opposed by", names("opposed_by", ";", "red"), rank=1, least=12),
    ]


def pairs(rows: Sequence[Row], width: int) -> list[Column]:
    """Holders and targets with the stance between them."""
    return [
        Column("Holder", holder("holder"), least=12, most=40),
        Column("Target", value("target", "bold"), least=12, most=40),
        Column("Layer", value("layer"), rank=1),
        Column("Stance", verdict),
        Column("Pieces", count("n"), rank=1, right=True),
        Column("Docs", count("docs"), rank=5, right=True),
        Column("Best evidence", excerpt("evidence", SHORT), rank=2, least=width * 3 // 10),
    ]


def verdict(row: Row) -> Text:
    """A pair's stance with its balance; where it rests on one piece of evidence, that is said instead."""
    if row["n"] > 1:
        return stance("stance", "score")(row)
    return Text(f"{row['stance']:<8} ", style=STANCES[row["stance"]]) + Text(ALONE, style=QUIET)


def detail(rows: Sequence[Row], width: int) -> list[Column]:
    """Pieces of evidence, one after another."""
    return [
        Column("Holder", holder("holder"), least=10, most=28),
        Column("Target", value("target", "bold"), least=10, most=28),
        Column("Layer", value("layer"), rank=2),
        Column("Stance", stance("stance", "score")),
        Column("Evidence", excerpt("evidence", EXCERPT), rank=1, least=width * 3 // 10),
        Column("Sentence", value("sentence"), rank=4, right=True),
        Column("Sure", per_cent("confidence"), rank=3, right=True),
        Column("Found by", value("rule"), rank=5),
    ]


def caption(rows: Sequence[Row], detail: bool, where: str) -> str:
    """What was counted."""
    if not rows:
        return f"No stance found in {where}."
    n_pieces = len(rows) if detail else sum(row["positive"] + row["neutral"] + row["negative"] for row in rows)
    if "actor" in rows[0]:
        about = numbered(len(rows), "actor")
    else:
        about = numbered(len({(row["holder"], row["target"]) for row in rows}), "pair") + " of holder and target"
    return f"{numbered(n_pieces, 'piece')} of evidence on {about} in {where}."
