"""What the parsers of exports share: articles as fields, paragraphs of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Article = Mapping[str, str | None]
"""The fields of an article by the names that newsan has for them: text, title, date, outlet, author, section, url …"""

Announced = int | None
"""How many articles a file says that it has."""


def paragraphs(lines: Iterable[str]) -> str:
    """Lines that are a paragraph each, as a text.

    >>> paragraphs(["It rained.", "", " It stopped. "])
    'It rained.\\n\\nIt stopped.'
    """
    return "\n\n".join(line.strip() for line in lines if line.strip())


def unwrapped(lines: Iterable[str]) -> str:
    """Lines that were broken to a width, with the paragraphs made whole again.

    >>> unwrapped(["It", "rained.", "", "It stopped."])
    'It rained.\\n\\nIt stopped.'
    """
    whole: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            whole[-1].append(line.strip())
        elif whole[-1]:
            whole.append([])
    return "\n\n".join(" ".join(part) for part in whole if part)


def one_line(lines: Sequence[str]) -> str | None:
    """Lines in one; None where there is nothing in them.

    >>> one_line(["Ferry", " sails"]), one_line([])
    ('Ferry sails', None)
    """
    return " ".join(" ".join(lines).split()) or None
