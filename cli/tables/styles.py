"""Cells: how a value looks.  Colours are the terminal's own sixteen, to fit its theme; none carries a meaning alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.text import Text

from cli.messages import clean
from cli.tables.layout import Row

TYPES = {"person": "cyan", "org": "magenta", "place": "bright_blue", "group": "yellow", "other": "bright_black"}
STANCES = {"positive": "green", "negative": "red", "mixed": "yellow", "neutral": "bright_black"}
STATUSES = {"named": "", "unnamed": "yellow", "unresolved": "yellow", "unattributed": "bright_black"}
KINDS = {"direct": "green", "mixed": "yellow", "indirect": "bright_blue"}
STYLES = {"type": TYPES, "stance": STANCES, "portrayal": STANCES, "speaker_status": STATUSES, "kind": KINDS}
QUIET = "bright_black"
EIGHTHS = " ▏▎▍▌▋▊▉"  # Unicode block elements, U+2588 to U+258F


def value(name: str, style: str = "") -> Callable[[Row], Text]:
    """The cell of any column: words as they are, figures with a fixed number of digits, known words in their colour."""

    def cell(row: Row) -> Text:
        content = row[name]
        return Text(plain(content), style=STYLES.get(name, {}).get(str(content), style))

    return cell


def plain(content: Any) -> str:
    """A value as text on one line; nothing for no value."""
    if content is None:
        return ""
    return f"{content:.2f}" if isinstance(content, float) else clean(str(content))


def count(name: str) -> Callable[[Row], Text]:
    """A whole number; zero is a dot, which leaves the numbers that matter to the eye."""
    return lambda row: Text(f"{row[name]:,}") if row[name] else Text("·", style=QUIET)


def percent(number: float) -> str:
    """A fraction as per cent.

    >>> percent(0.1234), percent(1)
    ('12.3%', '100.0%')
    """
    return f"{100 * number:.1f}%"


def per_cent(name: str) -> Callable[[Row], Text]:
    """A fraction as a whole number of per cent, quietly."""
    return lambda row: Text(f"{100 * row[name]:.0f}%", style=QUIET)


def numbered(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> numbered(1, "entity", "entities"), numbered(1200, "quotation")
    ('1 entity', '1,200 quotations')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share(name: str, top: float, width: int) -> Callable[[Row], Text]:
    """A share as per cent with a bar; the largest share, ``top``, fills the bar's width."""

    def cell(row: Row) -> Text:
        return Text.assemble(f"{percent(row[name]):>6} ", (bar(row[name] / top if top else 0, width), "cyan"))

    return cell


def bar(fraction: float, width: int) -> str:
    """A bar of block characters, exact to an eighth of a character and never empty for more than nothing.

    >>> bar(0.5, 4), bar(1, 2), bar(0.01, 4)
    ('██  ', '██', '▏   ')
    """
    eighths = max(round(fraction * width * 8), 1 if fraction > 0 else 0)
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()).ljust(width)


def stance(label: str, score: str) -> Callable[[Row], Text]:
    """A stance with its score: green for positive, red for negative; a dot where there is no evidence."""

    def cell(row: Row) -> Text:
        if row[label] is None:
            return Text("·", style=QUIET)
        return Text(f"{row[label]:<8} {row[score]:+.2f}".replace("-", "−"), style=STANCES[row[label]])

    return cell


def names(name: str, separator: str, style: str) -> Callable[[Row], Text]:
    """A list of names, with commas."""
    return lambda row: Text(clean(row[name] or "").replace(separator.strip(), ", ").replace(",  ", ", "), style=style)


def speaker(row: Row) -> Text:
    """A speaker's name: in bold for a name, in another style for a source that has none."""
    if row["speaker"] is None:
        return Text("(no source)", style=QUIET)
    return Text(clean(row["speaker"]), style="bold" if row["speaker_status"] == "named" else "italic")


def holder(name: str) -> Callable[[Row], Text]:
    """An actor's name in bold; the article's own voice in another style."""
    return lambda row: Text(clean(row[name]), style="italic" if row[name].startswith("(") else "bold")


def excerpt(name: str, most: int) -> Callable[[Row], Text]:
    """A text on one line, up to ``most`` characters of it."""

    def cell(row: Row) -> Text:
        text = clean(row[name])
        return Text(text if len(text) <= most else text[: most - 1].rstrip() + "…")

    return cell
