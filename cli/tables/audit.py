"""The lists of ``newsan audit``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.text import Text

from cli.tables.layout import Column, Row
from cli.tables.styles import bar, count, excerpt, names, numbered, per_cent, percent, value

EXCERPT = 200  # characters: about two lines of a table at 100 columns


def name(column: str, status: str = "status") -> Callable[[Row], Text]:
    """A source's name, in bold where it is one."""

    def cell(row: Row) -> Text:
        style = "bold" if row.get(status, "named") == "named" else "italic"
        return Text(value(column)(row).plain, style=style)

    return cell


def share(top: float, width: int) -> Callable[[Row], Text]:
    """A share with its interval and a bar."""

    def cell(row: Row) -> Text:
        ends = "" if row["low"] is None else f"{100 * row['low']:.0f}–{100 * row['high']:.0f}%"
        return Text.assemble(
            f"{percent(row['share']):>6} ", (f"{ends:>7} ", "bright_black"), (bar(row["share"] / top, width), "cyan")
        )

    return cell


def sources(rows: Sequence[Row], width: int) -> list[Column]:
    """Sources with their shares of the quotations."""
    top = max((row["share"] for row in rows), default=1.0) or 1.0
    grouped = [Column("Group", value("group"), least=8, most=24)] if any(row["group"] for row in rows) else []
    return [
        *grouped,
        Column("Source", name("source"), least=18, most=48),
        Column("Status", value("status"), rank=3),
        Column("Kind", value("kind"), rank=2),
        Column("Quotes", count("quotes"), right=True),
        Column("Share (95 % interval)", share(top, width // 10), rank=1),
        Column("Words", count("words"), rank=4, right=True),
        Column("Articles", count("docs"), right=True),
    ]


def single_source(rows: Sequence[Row], width: int) -> list[Column]:
    """Articles with their only source."""
    return [
        Column("Article", value("doc_id"), least=16, most=48),
        Column("Only source", name("source"), least=18, most=48),
        Column("Status", value("status"), rank=2),
        Column("Kind", value("kind"), rank=1),
        Column("Quotes", count("quotes"), right=True),
        Column("Words", count("words"), rank=3, right=True),
    ]


def no_reply(rows: Sequence[Row], width: int) -> list[Column]:
    """Articles with those whom they have criticised and do not quote."""
    return [
        Column("Article", value("doc_id"), least=14, most=36),
        Column("Criticised", value("target", "bold"), least=14, most=28),
        Column("By", names("holders", "|", ""), least=12, most=28),
        Column("Pieces", count("pieces"), rank=2, right=True),
        Column("Evidence", excerpt("evidence", EXCERPT), least=width // 3),
        Column("Sure", per_cent("confidence"), rank=3, right=True),
    ]


def unnamed(rows: Sequence[Row], width: int) -> list[Column]:
    """Sources without a name, with the reason."""
    return [
        Column("Source", name("source"), least=24, most=56),
        Column("Status", value("status"), rank=3),
        Column("Kind", value("kind"), rank=1),
        Column("Reason", value("reason"), least=12, most=32),
        Column("Quotes", count("quotes"), right=True),
        Column("Words", count("words"), rank=2, right=True),
        Column("Articles", count("docs"), right=True),
    ]


def missing(rows: Sequence[Row], width: int) -> list[Column]:
    """People who are not in the user's file."""
    return [
        Column("Source", name("source"), least=18, most=40),
        Column("Role", value("role"), least=12, most=40, rank=1),
        Column("Quotes", count("quotes"), right=True),
        Column("Words", count("words"), rank=2, right=True),
        Column("Articles", count("docs"), right=True),
    ]


def months(rows: Sequence[Row], width: int) -> list[Column]:
    """Months with their new, returning and gone sources."""
    cells = (("Month", "month"), ("Articles", "docs"), ("Named sources", "sources"), ("New", "new"))
    counts = [Column(header, count(column), right=True) for header, column in cells[1:]]
    gone = Column("Gone after it", lambda row: Text("?") if row["gone"] is None else count("gone")(row), right=True)
    return [Column("Month", value("month")), *counts, Column("Returning", count("returning"), right=True), gone]


def caption(rows: Sequence[Row], detail: bool, where: str, *, what: str) -> str:
    """How many rows a list has."""
    return f"{numbered(len(rows), *what.split('|'))} in {where}." if rows else f"Nothing to list in {where}."


LAYOUTS = {
    ("audit sources", False): sources,
    ("audit single-source", False): single_source,
    ("audit no-reply", False): no_reply,
    ("audit unnamed", False): unnamed,
    ("audit missing", False): missing,
    ("audit months", False): months,
}
TITLES = {
    "audit sources": "Who speaks most",
    "audit single-source": "What rests on one source",
    "audit no-reply": "Who is criticised without being heard",
    "audit unnamed": "Who speaks without a name",
    "audit missing": "Who is not in your file of people",
    "audit months": "Who is new, who returns",
}
WHAT = {
    "audit sources": "source",
    "audit single-source": "article with one source|articles with one source",
    "audit no-reply": "criticised actor who is not quoted there|criticised actors who are not quoted there",
    "audit unnamed": "source without a name|sources without a name",
    "audit missing": "named person|named persons",
    "audit months": "month",
}
CAPTIONS = {question: partial(caption, what=what) for question, what in WHAT.items()}
