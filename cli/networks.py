"""Who stands where as network files: GraphML 1.0 and GEXF 1.3, for Gephi, visone and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from xml.sax.saxutils import quoteattr

from analyzers.audit.overview import Pair, Piece
from newsan import __version__

Window = tuple[int, str]
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
"""Characters that XML 1.0 cannot hold (production 2), and what stands for them."""

ATTRIBUTES = (
    ("weight", "double"),
    ("sign", "double"),
    ("positive", "int"),
    ("negative", "int"),
    ("first", "string"),
    ("last", "string"),
    ("window", "string"),
)
"""What each edge says; ``sign`` goes from -1, all negative, to 1."""

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Edge:
    """From a holder to a target, in one window of time if there are any: its first day, and the first day behind it."""

    pair: Pair
    begin: date | None = None
    end: date | None = None

    def values(self) -> tuple[object, ...]:
        """The values of the attributes."""
        dates = self.pair.dates
        first, last = (dates[0], dates[-1]) if dates else ("", "")
        window = f"{self.begin} to {self.end - timedelta(1)}" if self.begin and self.end else ""
        pieces, sign = len(self.pair.pieces), round(self.pair.sign, 4)
        return pieces, sign, self.pair.positive, self.pair.negative, first, last, window


def edges(pairs: Sequence[Pair], window: Window | None) -> list[Edge]:
    """An edge for each pair, or for each of its windows; evidence without a date is in an edge without a window."""
    if window is None:
        return [Edge(pair) for pair in pairs]
    days = sorted(day for pair in pairs for day in pair.dates)
    borders = list(windows(date.fromisoformat(days[0]), date.fromisoformat(days[-1]), window)) if days else []
    return [edge for pair in pairs for edge in split(pair, borders)]


def split(pair: Pair, borders: Sequence[tuple[date, date]]) -> Iterator[Edge]:
    """The edges of a pair, window by window."""
    for begin, end in borders:
        inside = [piece for piece in pair.pieces if piece.date and begin <= date.fromisoformat(piece.date) < end]
        if inside:
            yield Edge(replace(pair, pieces=tuple(inside)), begin, end)
    undated: list[Piece] = [piece for piece in pair.pieces if not piece.date]
    if undated:
        yield Edge(replace(pair, pieces=tuple(undated)))


def windows(first: date, last: date, window: Window) -> Iterator[tuple[date, date]]:
    """Stretches of time that hold all days, from the beginning of the month, year or week of the first one."""
    number, unit = window
    begin = first - timedelta(first.weekday()) if unit == "w" else first.replace(day=1)
    begin = begin.replace(month=1) if unit == "y" else begin
    while begin <= last:
        end = begin + timedelta(7 * number) if unit == "w" else later(begin, number * (12 if unit == "y" else 1))
        yield begin, end
        begin = end


def later(day: date, months: int) -> date:
    """The first of a month so many months later.

    >>> later(date(2025, 11, 1), 3)
    datetime.date(2026, 2, 1)
    """
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def names_of(pairs: Sequence[Pair]) -> dict[str, int]:
    """The actors with their numbers."""
    return {
        name: at for at, name in enumerate(dict.fromkeys(name for one in pairs for name in (one.holder, one.target)))
    }


def quoted(value: object) -> str:
    """A value as an attribute of XML."""
    return quoteattr(str(value).translate(FORBIDDEN))


def graphml(pairs: Sequence[Pair], window: Window | None) -> str:
    """The network as GraphML."""
    names = names_of(pairs)
    keys = "".join(
        f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{type_}"/>\n' for name, type_ in ATTRIBUTES
    )
    nodes = "".join(f'<node id="n{at}"><data key="label">{text(name)}</data></node>\n' for name, at in names.items())
    lines = []
    for at, edge in enumerate(edges(pairs, window)):
        data = "".join(
            f'<data key="{name}">{text(value)}</data>'
            for (name, _), value in zip(ATTRIBUTES, edge.values(), strict=True)
            if value != ""
        )
        ends = f'source="n{names[edge.pair.holder]}" target="n{names[edge.pair.target]}"'
        lines.append(f'<edge id="e{at}" {ends}>{data}</edge>\n')
    return (
        f'{HEAD}<graphml xmlns="{GRAPHML}">\n<key id="label" for="node" attr.name="label" attr.type="string"/>\n{keys}'
        f'<graph id="stance" edgedefault="directed">\n{nodes}{"".join(lines)}</graph>\n</graphml>\n'
    )


def text(value: object) -> str:
    """A value as the text of an element of XML."""
    return quoted(value)[1:-1]


def gexf(pairs: Sequence[Pair], window: Window | None) -> str:
    """The network as GEXF; with dates its edges have a beginning and an end, which Gephi's timeline shows."""
    names, made = names_of(pairs), edges(pairs, window)
    dynamic = any(edge.pair.dates for edge in made)
    mode = 'mode="dynamic" timeformat="date"' if dynamic else 'mode="static"'
    declared = "".join(
        f'<attribute id="{name}" title="{name}" type="{"integer" if type_ == "int" else type_}"/>\n'
        for name, type_ in ATTRIBUTES[1:]
    )
    nodes = "".join(f'<node id="{at}" label={quoted(name)}/>\n' for name, at in names.items())
    lines = "".join(gexf_edge(at, edge, names) for at, edge in enumerate(made))
    return (
        f'{HEAD}<gexf xmlns="{GEXF}" version="1.3">\n<meta><creator>newsan {__version__}</creator></meta>\n'
        f'<graph defaultedgetype="directed" {mode}>\n<attributes class="edge">\n{declared}</attributes>\n'
        f"<nodes>\n{nodes}</nodes>\n<edges>\n{lines}</edges>\n</graph>\n</gexf>\n"
    )


def gexf_edge(number: int, edge: Edge, names: dict[str, int]) -> str:
    """An edge of GEXF."""
    weight, *rest = edge.values()
    dates = edge.pair.dates
    span = f' start="{dates[0]}" end="{dates[-1]}"' if dates else ""
    if edge.begin and edge.end:
        span = f' start="{edge.begin}" end="{edge.end - timedelta(1)}"'
    values = "".join(
        f'<attvalue for="{name}" value={quoted(value)}/>'
        for (name, _), value in zip(ATTRIBUTES[1:], rest, strict=True)
        if value != ""
    )
    ends = f'source="{names[edge.pair.holder]}" target="{names[edge.pair.target]}"'
    return f'<edge id="{number}" {ends} weight="{weight}"{span}><attvalues>{values}</attvalues></edge>\n'
