"""Figures as SVG: bars with intervals, courses of months, and a network; no colour carries a meaning alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analyzers.audit.overview import Pair
from analyzers.audit.rows import AuditRow
from cli.page.escape import plain
from cli.page.network import Point, placed

BAR, HEIGHT = 240, 20  # units of the picture of a bar, which is stretched to the width that there is
COURSE, TALL = 240, 96  # of the picture of a course of time
WIDE, HIGH = 900, 560  # of the network


def bar(value: float | None, low: float | None, high: float | None, top: float = 1.0) -> Markup:
    """A bar up to the value, and a line with two ends for the interval."""
    if value is None:
        return Markup("")
    scale = BAR / (top or 1.0)
    interval = Markup("")
    if low is not None and high is not None:
        a, b = min(low * scale, BAR - 1), min(high * scale, BAR - 1)
        interval = Markup('<path d="M{0} 5v10M{0} 10H{1}M{1} 5v10"/>').format(f"{max(a, 1):.1f}", f"{b:.1f}")
    return Markup(
        '<svg class="bar" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="{}" height="{}"/><rect y="4" width="{}" height="12"/>{}</svg>'
    ).format(BAR, HEIGHT, BAR, HEIGHT, f"{min(value * scale, BAR):.1f}", interval)


def course(rows: Sequence[AuditRow], label: str) -> Markup:
    """The figures of months as a line with dots, and their intervals as a band; every dot leads to its month."""
    known = [(at, row) for at, row in enumerate(rows) if row.value is not None]
    if not known:
        return Markup("")
    top = 1.0 if rows[0].unit == "share" else max((row.high or row.value or 0) for _, row in known) or 1.0
    end = "100%" if rows[0].unit == "share" else f"{top:.0f}"
    plane = Plane(len(rows), top)
    line = "M" + "L".join(plane.point(at, row.value or 0) for at, row in known)
    band, dots = banded(plane, known), dotted(plane, known)
    return Markup(
        '<svg class="course" viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<path class="axis" d="M8 {}H{}M8 8H{}"/>{}'
        '<text x="{}" y="18" text-anchor="end">{}</text><path class="line" d="{}"/>{}</svg>'
    ).format(COURSE, TALL, label, TALL - 8, COURSE - 8, COURSE - 8, band, COURSE - 8, end, line, dots)


@dataclass(frozen=True, slots=True)
class Plane:
    """Where the figures of so many months stand in a picture with ``top`` at its upper edge."""

    months: int
    top: float

    def point(self, at: int, value: float) -> str:
        """The two coordinates of the figure of a month."""
        step = (COURSE - 16) / max(self.months - 1, 1)
        return f"{8 + at * step:.1f} {TALL - 8 - min(value / self.top, 1) * (TALL - 16):.1f}"


def banded(plane: Plane, known: Sequence[tuple[int, AuditRow]]) -> Markup:
    """The intervals of months as one band; nothing where there are none."""
    upper = [plane.point(at, row.high) for at, row in known if row.high is not None]
    lower = [plane.point(at, row.low) for at, row in known if row.low is not None]
    if not upper:
        return Markup("")
    return Markup('<path class="band" d="M{}Z"/>').format("L".join([*upper, *reversed(lower)]))


def dotted(plane: Plane, known: Sequence[tuple[int, AuditRow]]) -> Markup:
    """A dot for each month, which leads to it."""
    dot = Markup('<a href="#m-{0}" aria-label="{3}"><circle cx="{1}" cy="{2}" r="4"><title>{3}</title></circle></a>')
    return Markup("").join(
        dot.format(row.group, *plane.point(at, row.value or 0).split(), f"{row.group}: {told(row)}")
        for at, row in known
    )


def told(row: AuditRow) -> str:
    """A figure with its interval in words."""
    if row.value is None:
        return "not known"
    share = row.unit == "share"
    value = f"{100 * row.value:.0f}%" if share else f"{row.value:.1f}"
    if row.low is None or row.high is None:
        return value
    return (
        f"{value} ({100 * row.low:.0f}–{100 * row.high:.0f}%)" if share else f"{value} ({row.low:.1f}–{row.high:.1f})"
    )


def network(pairs: Sequence[Pair]) -> Markup:
    """Who stands where towards whom as a picture: lines from holder to target, dashed where they are negative."""
    places = placed([(pair.holder, pair.target, len(pair.pieces)) for pair in pairs], WIDE, HIGH)
    lines = Markup("").join(edge(pair, places, at) for at, pair in enumerate(pairs))
    dots = Markup("").join(node(name, point) for name, point in places.items())
    return Markup(
        '<svg class="network" viewBox="0 0 {} {}" role="group" aria-label="The table above as a network">{}{}{}</svg>'
    ).format(WIDE, HIGH, ARROWS, lines, dots)


ARROWS = Markup("").join(
    Markup(
        '<marker id="to-{0}" class="{0}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>'
    ).format(sign)
    for sign in ("positive", "negative", "mixed")
)
RADIUS = 6


def sign_of(pair: Pair) -> str:
    """Whether the pieces of a pair are positive, negative or mixed."""
    return "mixed" if pair.positive and pair.negative else "positive" if pair.positive else "negative"


def edge(pair: Pair, places: Mapping[str, Point], number: int) -> Markup:
    """A line with an arrow, bent so that two that lead to and fro lie apart."""
    (x, y), (to_x, to_y) = places[pair.holder], places[pair.target]
    length = max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, 1.0)
    bent_x, bent_y = (x + to_x) / 2 + (to_y - y) * 0.12, (y + to_y) / 2 - (to_x - x) * 0.12
    end_x, end_y = (
        to_x - (to_x - bent_x) / length * 2 * (RADIUS + 2),
        to_y - (to_y - bent_y) / length * 2 * (RADIUS + 2),
    )
    sign, text = sign_of(pair), f"{plain(pair.holder)} → {plain(pair.target)}: {counted(pair)}"
    return Markup(
        '<a href="#p{0}" aria-label="{1}"><path class="{2}" d="M{4} {5}Q{6} {7} {8} {9}" stroke-width="{3}" '
        'marker-end="url(#to-{2})"><title>{1}</title></path></a>'
    ).format(
        number, text, sign, min(1 + len(pair.pieces) / 2, 6),
        *(f"{one:.0f}" for one in (x, y, bent_x, bent_y, end_x, end_y)),
    )  # fmt: skip


def counted(pair: Pair) -> str:
    """How many pieces are positive and how many negative.

    >>> from analyzers.audit.overview import Piece
    >>> counted(Pair("A", "B", (Piece(0, 1, "negative", "", 0, 0, None),)))
    '−1'
    """
    parts = ([f"+{pair.positive}"] if pair.positive else []) + ([f"−{pair.negative}"] if pair.negative else [])
    return " ".join(parts)


def node(name: str, point: Point) -> Markup:
    """An actor with the name above."""
    x, y = point
    shown = plain(name)
    label = shown if len(shown) <= 28 else shown[:27] + "…"
    return Markup('<circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        f"{x:.0f}", f"{y:.0f}", RADIUS, f"{x:.0f}", f"{y - RADIUS - 5:.0f}", label
    )
