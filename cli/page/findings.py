"""What the figures say, in sentences: the finding of a chart, and the three of the first screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analyzers.audit.overview import Overview, of
from analyzers.audit.rows import AuditRow
from cli.page.charts import told
from cli.page.escape import plain

MOST = 3


def findings(found: Overview) -> list[tuple[str, str]]:
    """Up to three sentences, the most telling first, each with the anchor of the section that it is from."""
    given = [*reply(found), *top(found), *named(found), *single(found)]
    return given[:MOST]


def figure(found: Overview, topic: str, counted: str, measure: str) -> AuditRow | None:
    """A figure of all articles that is known."""
    rows = of(found.figures, topic, counted)
    return next((row for row in rows if row.measure == measure and row.value is not None), None)


def named(found: Overview) -> Iterator[tuple[str, str]]:
    """How much is said under a name."""
    row = figure(found, "voices", "quotations", "named")
    if row:
        rest = figure(found, "voices", "quotations", "unnamed")
        more = f"; {told(rest)} come from sources without one" if rest and rest.n else ""
        yield f"{told(row)} of all quotations come from sources with a name{more}.", "voices"


def top(found: Overview) -> Iterator[tuple[str, str]]:
    """How much the ten most quoted say, where there are clearly more than ten."""
    row = figure(found, "concentration", "quotations of named sources", "top 10")
    if row and row.n > 2 * 10:
        first = found.speakers[0].row if found.speakers else None
        most = f" {plain(first.source)} alone has {first.quotes:,}." if first and first.status == "named" else ""
        yield f"Ten of {row.n:,} named sources give {told(row)} of what named sources say.{most}", "concentration"


def reply(found: Overview) -> Iterator[tuple[str, str]]:
    """Who is criticised most often where they are not quoted."""
    counts = Counter(reply.row.target for reply in found.replies)
    if not counts:
        return
    name, number = counts.most_common(1)[0]
    articles = len({reply.article for reply in found.replies})
    if number > 1:
        yield (
            f"{plain(name)} is criticised without being quoted in {number:,} articles; "
            f"in all, {plural(articles, 'article criticises', 'articles criticise')} somebody who is not heard in it.",
            "reply",
        )
    else:
        yield (
            f"{plural(articles, 'article criticises', 'articles criticise')} somebody who is not heard in it.",
            "reply",
        )


def single(found: Overview) -> Iterator[tuple[str, str]]:
    """How many articles rest on one source."""
    row = figure(found, "structure", "articles with a source", "one source only")
    if row and row.n:
        yield f"{plural(row.n, 'article rests', 'articles rest')} on one source: {told(row)}.", "single"


def plural(number: int, one: str, many: str) -> str:
    """A number with its words.

    >>> plural(1, "article rests", "articles rest")
    '1 article rests'
    """
    return f"{number:,} {one if number == 1 else many}"


def largest(rows: Sequence[AuditRow], noun: str) -> str:
    """The finding of a chart of shares: which is the largest."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return f"There are no {noun} to count."
    most = max(known, key=lambda row: row.value or 0)
    return f"“{most.measure.capitalize()}” has the largest share of {noun}: {told(most)}, {most.n:,} of {most.total:,}."


def over_time(rows: Sequence[AuditRow]) -> str:
    """The finding of a course of time: its first and its last month."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return "Not known."
    return f"{known[0].group}: {told(known[0])}; {known[-1].group}: {told(known[-1])}."
