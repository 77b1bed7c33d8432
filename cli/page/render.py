"""The report as HTML: one file, or one with the articles beside it where it would be too large."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from analyzers.audit.overview import Overview
from cli.error_rates import OURS
from cli.page import charts, coded
from cli.page.article import Article
from cli.page.coded import Coded
from cli.page.escape import excerpt, plain, visible
from cli.page.findings import largest, plural
from cli.page.view import shown
from cli.tables import figures
from newsan import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_BYTES = 5_000_000
MOST_ARTICLES = 500
"""A page with more than this opens slowly: its articles lie beside it, a file each."""

EXCERPT = 8
"""Words of a quotation that a page without texts shows."""

MODEL = "as shipped (newsan/language/model/files/MODEL_CARD.md)"


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of itself: its heading, how the intervals were made, the options, and the error rates.

    ``coded`` are the errors of an evaluation in its articles, ``lost`` how many others there are.
    """

    heading: str
    method: str
    options: str
    by: str | None
    text: bool
    errors: str = OURS
    coded: Sequence[Coded] = ()
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the report: its name below the folder of the report, and what it holds."""

    name: str
    html: str


def pages(found: Overview, articles: Sequence[Article], told: Told, name: str) -> Iterator[Page]:
    """The files of the report; the last is the report itself, called ``name``."""
    environment = environment_of()
    given = {**common(found, articles, told), "name": name}
    inline = list(articles) if told.text else []
    size = sum(len(one.body) for one in inline)
    if len(inline) <= MOST_ARTICLES and size < MOST_BYTES:
        whole = environment.get_template("report.html.j2").render(given, inline=inline, to=lambda at: "")
        if len(whole.encode("utf-8", "backslashreplace")) <= MOST_BYTES or not inline:
            yield Page(name, whole)
            return
    folder = f"{name.removesuffix('.html')}_articles"
    one_page = environment.get_template("article.html.j2")
    for one in inline:
        yield Page(f"{folder}/{one.number}.html", one_page.render(given, one=one, back=name))
    yield Page(
        name,
        environment.get_template("report.html.j2").render(given, inline=[], to=lambda at: f"{folder}/{at}.html"),
    )


def environment_of() -> Environment:
    """jinja2 with our templates, which escapes every value that is not HTML already."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(loader=PackageLoader("cli.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.globals.update(
        visible=visible,
        excerpt=excerpt,
        plural=plural,
        bar=charts.bar,
        value=figures.figure,
        interval=figures.interval,
        counts=figures.counted,
        top_of=top_of,
        is_number=lambda row: row.unit == "number",
        largest=largest,
        readings=coded.readings,
    )
    return made


def top_of(rows: Sequence[Any]) -> float:
    """The end of the scale of the numbers among figures."""
    return max((row.high or row.value or 0 for row in rows if row.unit == "number"), default=1.0) or 1.0


def common(found: Overview, articles: Sequence[Article], told: Told) -> dict[str, Any]:
    """What all templates need."""
    style = files("cli.page").joinpath("style.css").read_text("utf-8")
    example = found.doc_ids[0] if found.doc_ids else "article.txt"
    return {
        **shown(found, told.by, bool(told.coded)),
        "coded": coded.by_cause(told.coded),
        "coded_finding": coded.finding(told.coded, told.lost),
        "heading": plain(told.heading),
        "style": Markup(style),
        "style_hash": b64encode(sha256(style.encode()).digest()).decode(),
        "titles": [one.title for one in articles],
        "text": told.text,
        "words": EXCERPT,
        "version": __version__,
        "model": MODEL,
        "errors": plain(told.errors),
        "method": told.method,
        "options": told.options,
        "example": f"{plain(example)}, 3",
    }
