"""What the template of the page shows, put together from the overview: charts, links, and rows in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analyzers.audit.overview import Overview, Pair, Speaker, of
from analyzers.audit.rows import AuditRow
from cli.page import charts
from cli.page.escape import plain
from cli.page.findings import findings, over_time, plural

MOST_BARS = 10  # of the most quoted sources
MOST_ROWS, MOST_COLUMNS = 14, 10  # of the matrix
MOST_EDGES = 40  # of the network
VOICES = ("quotations", "sources", "words", "unnamed sources")
"""What the figures about names count."""

NO_DATE = "without a date"
COURSES = (
    ("Quotations of named sources", "voices", "quotations", "named"),
    ("Sources per article", "structure", "articles", "sources per article"),
    ("Share of the ten most quoted", "concentration", "quotations of named sources", "top 10"),
    ("Effective sources", "concentration", "quotations of named sources", "effective sources (entropy)"),
    ("Articles with one source", "structure", "articles with a source", "one source only"),
)
COMPARED = (
    ("voices", "quotations", "named"),
    ("structure", "articles", "sources per article"),
    ("structure", "articles with a source", "one source only"),
    ("structure", "criticised actors", "not quoted there"),
)
"""The figures of groups."""

MOST_KINDS = 3
"""Kinds of sources that get a course of their own: with the others they fill three rows of pictures."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Holders and targets with most pieces, the numbers of their pairs, and how many pairs are left out."""

    holders: tuple[str, ...]
    targets: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    left_out: int


def shown(found: Overview, by: str | None, coded: bool = False) -> dict[str, Any]:
    """Everything that the template needs of an overview; ``coded`` says that there are errors of an evaluation."""
    return {
        "findings": findings(found),
        "facts": list(facts(found)),
        "read_by": read_by(found),
        **voices(found),
        **structure(found),
        **time(found),
        **stances(found),
        **evidence(found),
        "groups": list(groups(found)),
        "by": by,
        "doc_ids": [plain(name) for name in found.doc_ids],
        "sections": [
            ("voices", "Names"),
            ("concentration", "Concentration"),
            ("kinds", "Kinds"),
            ("structure", "Articles"),
            *([("time", "Time")] if found.monthly else []),
            *([("groups", f"By {by}")] if by else []),
            ("stance", "Stance"),
            ("reply", "Not heard"),
            *([("coded", "Errors")] if coded else []),
            ("evidence", "Rows"),
            ("method", "Method"),
            ("articles", "Texts"),
        ],
    }


def facts(found: Overview) -> Iterator[tuple[str, str]]:
    """What was read, figure by figure."""
    read = found.facts
    quotes = sum(len(one.rows) for one in found.speakers) + len(found.unattributed)
    yield "articles", f"{read.documents:,}"
    yield "words", f"{read.words:,}"
    yield "quotations", f"{quotes:,}"
    yield "pieces of stance", f"{sum(len(pair.pieces) for pair in found.pairs):,}"
    yield "named sources", f"{sum(one.row.status == 'named' for one in found.speakers):,}"


def read_by(found: Overview) -> str:
    """What else is known of what was read: dates, groups, equal texts, and texts without a date."""
    read = found.facts
    parts = [f"From {read.first} to {read.last}."] if read.first else []
    if read.groups:
        parts.append(", ".join(f"{plain(name)} {number:,}" for name, number in read.groups) + ".")
    if read.equal:
        parts.append(f"{plural(read.equal, 'article is', 'articles are')} equal to an earlier one.")
    if read.undated and read.first:
        parts.append(f"{plural(read.undated, 'article has', 'articles have')} no date.")
    return " ".join(parts)


def voices(found: Overview) -> dict[str, Any]:
    """Who speaks, with a name and without, how concentrated, and of which kind."""
    most = [as_figure(one, found) for one in found.speakers[:MOST_BARS]]
    concentration = of(found.figures, "concentration", "quotations of named sources")
    kinds = of(found.figures, "kinds", "sources")
    first = next((one.row for one in found.speakers), None)
    return {
        "most": most,
        "most_top": max((row.high or row.value or 0 for row in most), default=1.0),
        "most_finding": (
            f"{plain(first.source)} is quoted most: {plural(first.quotes, 'time', 'times')} in "
            f"{plural(first.docs, 'article', 'articles')}." if first else "Nobody is quoted."
        ),
        "most_links": {row.measure: f"s{at}" for at, row in enumerate(most)},
        "voices": [(of(found.figures, "voices", counted), counted) for counted in VOICES],
        "status_links": {
            **{name: f"v-{name}" for name in ("named", "unnamed", "unresolved", "unattributed")},
            **dict.fromkeys(("reason given", "reason not said"), "v-unnamed"),
        },
        "concentration": concentration,
        "concentration_finding": concentrated(concentration),
        "concentration_links": {row.measure: "v-named" for row in concentration},
        "kinds": kinds,
        "kind_links": {row.measure: f"k{at}" for at, row in enumerate(kinds)},
    }  # fmt: skip


def as_figure(one: Speaker, found: Overview) -> AuditRow:
    """The share of a source as a figure."""
    row = one.row
    total = sum(len(each.rows) for each in found.speakers) + len(found.unattributed)
    return AuditRow(
        None, "sources", row.source, "quotations", row.share, row.low, row.high, row.quotes, total, "share",
        False, None, None, None,
    )  # fmt: skip


def concentrated(rows: Sequence[AuditRow]) -> str:
    """The finding about concentration."""
    effective = next((row for row in rows if row.measure == "effective sources (entropy)" and row.value), None)
    if effective is None:
        return "No source with a name is quoted."
    return (
        f"{effective.n:,} named sources are as diverse as {effective.value:.0f} of whom all are quoted equally often."
    )


def structure(found: Overview) -> dict[str, Any]:
    """What articles rest on, and who is not heard in them."""
    rows = [row for row in found.figures if row.topic == "structure" and row.group is None]
    links = {measured(row): f"b{at}" if row.unit == "share" else "articles" for at, row in enumerate(rows)}
    by_target = Counter(one.row.target for one in found.replies).most_common(1)
    articles = len({one.article for one in found.replies})
    return {
        "structure": [replace(row, measure=measured(row)) for row in rows],
        "structure_finding": (
            f"{plural(len(found.single), 'article rests', 'articles rest')} on one source; "
            f"{plural(articles, 'article criticises', 'articles criticise')} somebody who is not heard in it."
        ),
        "structure_links": links,
        "behind": [
            (links[measured(row)], measured(row), found.behind[row.measure]) for row in rows if row.unit == "share"
        ],
        "replies": found.replies,
        "reply_finding": (
            f"{plural(len(found.replies), 'time', 'times')} somebody is criticised in an article that does not quote "
            f"them; most often {plain(by_target[0][0])} ({by_target[0][1]:,})." if by_target
            else "Nobody was found who is criticised in an article and not quoted there."
        ),
        "single": found.single,
        "single_finding": f"{plural(len(found.single), 'article rests', 'articles rest')} on one source.",
    }  # fmt: skip


def measured(row: AuditRow) -> str:
    """What a figure of articles measures, with what it is a share of where that is not all articles."""
    return row.measure if row.of == "articles" else f"{row.measure}, of {row.of}"


def time(found: Overview) -> dict[str, Any]:
    """The courses of the months."""
    kinds = [row.measure for row in of(found.figures, "kinds", "sources") if row.measure != "not said"][:MOST_KINDS]
    wanted = [*COURSES, *((f"Sources: {kind}", "kinds", "sources", kind) for kind in kinds)]
    courses = []
    for name, topic, counted, measure in wanted if found.monthly else ():
        rows = [row for row in found.monthly if (row.topic, row.of, row.measure) == (topic, counted, measure)]
        finding = over_time(rows)
        courses.append((plain(name), charts.course(rows, f"{plain(name)}. {finding}"), finding, rows))
    months: dict[str, list[int]] = {}
    for at, month in enumerate(found.months_of):
        months.setdefault(month or NO_DATE, []).append(at)
    new = found.months[-1] if found.months else None
    return {
        "courses": courses,
        "months": found.months,
        "time_finding": f"In {new.month}, {new.new:,} of {new.sources:,} named sources are new." if new else "",
        "by_month": sorted(months.items(), key=lambda item: (item[0] == NO_DATE, item[0])),
    }


def stances(found: Overview) -> dict[str, Any]:
    """Who stands where: a matrix and a network."""
    made = matrix(found.pairs)
    first = found.pairs[0] if found.pairs else None
    return {
        "pairs": found.pairs,
        "matrix": made,
        "network": charts.network(found.pairs[:MOST_EDGES]),
        "sign_of": charts.sign_of,
        "counted": charts.counted,
        "stance_finding": (
            f"{plural(len(found.pairs), 'pair', 'pairs')} of holder and target; most is known of "
            f"{plain(first.holder)} towards {plain(first.target)} ({charts.counted(first)})." if first else ""
        ),
    }  # fmt: skip


def matrix(pairs: Sequence[Pair]) -> Matrix:
    """The holders and the targets with most pieces."""
    holders, targets = Counter[str](), Counter[str]()
    for pair in pairs:
        targets[pair.target] += len(pair.pieces)
    columns = tuple(name for name, _ in targets.most_common(MOST_COLUMNS))
    for pair in pairs:
        if pair.target in columns:
            holders[pair.holder] += len(pair.pieces)
    rows = tuple(name for name, _ in holders.most_common(MOST_ROWS))
    cells = {
        (pair.holder, pair.target): at
        for at, pair in enumerate(pairs)
        if pair.holder in rows and pair.target in columns
    }
    return Matrix(rows, columns, cells, len(pairs) - len(cells))


def evidence(found: Overview) -> dict[str, Any]:
    """The rows behind the figures: sources by their status and by their kind."""
    numbered = list(enumerate(found.speakers))
    by_status = [
        (status, [(at, one) for at, one in numbered if one.row.status == status])
        for status in ("named", "unnamed", "unresolved")
    ]
    kinds = [row.measure for row in of(found.figures, "kinds", "sources")]
    by_group: dict[str, list[int]] = {}
    for at, name in enumerate(found.groups_of):
        by_group.setdefault(name, []).append(at)
    links = {name: f"g{at}" for at, name in enumerate(sorted(by_group))}
    by_kind = [(kind, [(at, one) for at, one in numbered if one.row.kind == kind]) for kind in kinds]
    return {
        "by_status": by_status,
        "by_kind": by_kind,
        "by_group": sorted(by_group.items()),
        "group_links": links,
        "unattributed": found.unattributed,
    }


def groups(found: Overview) -> Iterator[tuple[list[AuditRow], str, str]]:
    """The figures of each group, measure by measure, and what chance says of their differences."""
    for topic, counted, measure in COMPARED:
        rows = [row for row in found.figures if (row.topic, row.of, row.measure) == (topic, counted, measure)]
        named = [relabelled(row) for row in rows if row.group is not None and row.p is None]
        known = [row for row in named if row.value is not None]
        if known:
            most, least = (pick(known, key=lambda row: row.value or 0) for pick in (max, min))
            finding = (
                f"From {charts.told(least)} ({plain(least.measure)}) to {charts.told(most)} ({plain(most.measure)})."
            )
            yield named, f"{measure.capitalize()}: {counted}", finding


def relabelled(row: AuditRow) -> AuditRow:
    """The figure of a group under the name of the group."""
    return replace(row, measure=row.group or "")
