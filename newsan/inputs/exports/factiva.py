"""Exports of Factiva (.rtf, .txt): with its two-letter field names ("plus indexing"), or without them.

Either way an article ends with "Document" and its accession number.  Without names its head is the headline, the
author, "320 words", the date and the time, the outlet, its code, the language and the copyright.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from newsan.inputs.exports.article import Announced, Article, one_line, paragraphs
from newsan.periods import iso_date

LAST = r"(?:Document|Dokument|Documento) ([A-Z][A-Z0-9]{5,}20\d{6}[a-z0-9]{6,})"
END = re.compile(rf"\s*{LAST}\s*\|?\s*")
NAMES = (
    *("CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD"),
    *("CT", "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN"),
)
"""The names of the fields in the order in which they come (Factiva's field codes)."""

FIELD = re.compile(rf"\s*({'|'.join(NAMES)})(?:\s*\|\s*|\t\s*|\s{{2,}}|\s*$|\s(?=\S))(.*)")
SURE = re.compile(r"\s*[A-Z]{2,3}(?:\s*\||\t|\s{2,}|\s*$)")
CODED = re.compile(r"\w+ : ")
FURNITURE = re.compile(r"\s*(?:Page \d+ of \d+.*|©.{0,30}Factiva, Inc\..*|\(c\).{0,30}Factiva.*)")
FOUND = re.compile(r"\s*Results Found\s*\|?\s*([\d,]+)\s*\|?\s*")
WORDS = re.compile(r"([\d,]+) words")
RIGHTS = re.compile(r"(?:Copyright\b|©|\(c\))", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: [A-Z]{2,4})?")


def articles(lines: Sequence[str]) -> tuple[list[Article], Announced]:
    """The articles in an export, and how many it announces."""
    found: list[Article] = []
    chunk: list[str] = []
    for line in lines:
        end = END.fullmatch(line)
        if end:
            found.append(article(chunk, end[1]))
            chunk = []
        elif not FURNITURE.fullmatch(line):
            chunk.append(line)
    announced = next((int(match[1].replace(",", "")) for match in map(FOUND.fullmatch, lines) if match), None)
    return found, announced


def article(chunk: Sequence[str], id: str) -> Article:
    """One article with its accession number."""
    fields = named(chunk)
    return {**(tagged(fields) if {"HD", "WC"} & fields.keys() and "PD" in fields else plain(chunk)), "id": id}


def named(chunk: Sequence[str]) -> Mapping[str, list[str]]:
    """The lines of each field; a name counts only behind those that come before it."""
    fields: dict[str, list[str]] = {}
    last = ""
    for line in chunk:
        match = FIELD.fullmatch(line)
        if match and begins(match, last):
            last, line = match[1], match[2]
        if last:
            fields.setdefault(last, []).append(line.rstrip("| \t"))
    return fields


def begins(match: re.Match[str], last: str) -> bool:
    """Whether a line that looks like a field is one: it is in its place, and in the text it needs more than a blank."""
    if last and NAMES.index(match[1]) <= NAMES.index(last):
        return False
    return (
        last not in ("LP", "TD")
        or match[1] == "TD"
        or SURE.match(match[0]) is not None
        or CODED.match(match[2]) is not None
    )


def tagged(fields: Mapping[str, list[str]]) -> Article:
    """The article with these fields."""
    first = {name: one_line(lines) for name, lines in fields.items()}
    return {
        "text": paragraphs([*fields.get("LP", ()), *fields.get("TD", ())]),
        "title": first.get("HD"),
        "date": iso_date(first.get("PD")),
        "outlet": first.get("SN"),
        "author": author(first.get("BY")),
        "section": first.get("SE") or first.get("CLM"),
        "length": first.get("WC"),
        "language": first.get("LA"),
    }


def plain(chunk: Sequence[str]) -> Article:
    """The article in lines without names of fields."""
    lines = [line.strip(" |\t") for line in chunk if line.strip(" |\t")]
    counted = next((at for at, line in enumerate(lines) if WORDS.fullmatch(line)), None)
    if counted is None:
        return {"text": None, "title": lines[0] if lines else None}
    head = lines[:counted]
    writer = head.pop() if len(head) > 1 and re.match(r"(?i)by\s", head[-1]) else None
    rest = lines[counted + 1 :]
    dated = rest.pop(0) if rest and iso_date(rest[0]) else None
    if rest and CLOCK.fullmatch(rest[0]):
        del rest[0]
    return {
        "text": paragraphs(rest[heading_end(rest) :]),
        "title": one_line(head),
        "date": iso_date(dated),
        "outlet": rest[0] if rest else None,
        "author": author(writer),
        "section": None,
        "length": lines[counted],
    }


def heading_end(lines: Sequence[str]) -> int:
    """The number of the first line of the text: the one behind the copyright, or else behind the language."""
    first = lines[:12]
    rights = next((at for at, line in enumerate(first) if RIGHTS.match(line)), None)
    return (rights if rights is not None else first.index("English") if "English" in first else 1) + 1


def author(text: str | None) -> str | None:
    """A name without the "By" before it.

    >>> author("By Ann Lee")
    'Ann Lee'
    """
    return re.sub(r"(?i)^by\s+", "", text).strip() or None if text else None
