"""Exports of Nexis Uni and Lexis Advance (.docx, .rtf), and of LexisNexis Academic before them (.txt).

In Nexis Uni an article is its headline, outlet, date and copyright, some "Name: value" lines, "Body" with the text,
"Graphic", "Classification" with more such lines, and "End of Document".  A cover page lists all headlines.  In
LexisNexis Academic it begins with "1 of 20 DOCUMENTS", and the names of its fields are in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.inputs.exports.article import Announced, Article, one_line, paragraphs, unwrapped
from newsan.periods import iso_date

END = re.compile(r"\s*End of Document\s*", re.IGNORECASE)
NUMBERED = re.compile(r"\s*(\d+) of (\d+) DOCUMENTS\s*")
COVER = re.compile(r"\s*Documents?\s*\((\d+)\)\s*")
FIELD = re.compile(r"([A-Z][A-Za-z]+(?:[ -][A-Za-z]+)?):[\s\xa0]+(\S.*)")
CAPITALS = re.compile(r"\s*([A-Z][A-Z-]+):\s*(.*)")
RIGHTS = re.compile(r"\s*(?:Copyright\b|©|\(c\))", re.IGNORECASE)
AFTER = ("graphic", "classification", "notes", "correction")
"""Headings of what comes behind the text."""

IN_HEAD = ("BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "HEADLINE", "SOURCE", "TITLE")
"""Fields before the text in LexisNexis Academic; all others come behind it."""

LONGEST_DATE = 60  # characters of a line that is nothing but a date, with its day of the week and its edition


def articles(lines: Sequence[str]) -> tuple[list[Article], Announced]:
    """The articles in an export, and how many it announces."""
    if any(map(NUMBERED.fullmatch, lines)):
        return academic(lines)
    announced = next((int(match[1]) for match in map(COVER.fullmatch, lines[:200]) if match), None)
    chunks: list[list[str]] = [[]]
    for line in lines:
        if END.fullmatch(line):
            chunks.append([])
        elif line.strip():
            chunks[-1].append(line.strip())
    return [article(chunk) for chunk in chunks if has_article(chunk)], announced


def has_article(chunk: Sequence[str]) -> bool:
    """Whether lines between two ends are an article, and not what stands behind the last one."""
    return any(line == "Body" or RIGHTS.match(line) or line.startswith("Length:") for line in chunk)


def article(chunk: Sequence[str]) -> Article:
    """One article of Nexis Uni."""
    body = next((at for at, line in enumerate(chunk) if line == "Body"), None)
    head = chunk if body is None else chunk[:body]
    date = last_date(head)
    fields = {match[1].lower(): match[2].strip() for match in map(FIELD.fullmatch, chunk) if match}
    text = chunk[behind_fields(chunk, date) :] if body is None else chunk[body + 1 :]
    ends = [at for at, line in enumerate(text) if line.lower() in AFTER or line.startswith("Load-Date:")]
    outlet = head[date - 1] if date else None
    return {
        "text": paragraphs(text[: min(ends, default=len(text))]),
        "title": title_of(head, date),
        "date": iso_date(head[date]) if date else iso_date(fields.get("load-date")),
        "outlet": outlet,
        "author": fields.get("byline"),
        "section": fields.get("section"),
        "url": fields.get("url"),
        **{name: fields[name] for name in ("length", "language", "highlight", "load-date") if name in fields},
    }


def last_date(head: Sequence[str]) -> int:
    """The number of the line of the head with the article's date, behind its headline and outlet; 0 without one."""
    first = max((at for at, line in enumerate(head) if COVER.fullmatch(line)), default=-1)
    found = [at for at, line in enumerate(head) if at > first and is_date(line)]
    behind = [at for at in found if at > 0 and not head[at - 1].endswith(":")]
    return behind[-1] if behind else 0


def is_date(line: str) -> bool:
    """Whether a line is nothing but a date."""
    return len(line) <= LONGEST_DATE and iso_date(line) is not None


def title_of(head: Sequence[str], date: int) -> str | None:
    """The headline: all lines before the outlet, or only one where a cover page stands before it."""
    if not date:
        return head[0] if head else None
    covered = any(map(COVER.fullmatch, head))
    return head[date - 2] if covered and date > 1 else one_line(head[: date - 1])


def behind_fields(chunk: Sequence[str], date: int) -> int:
    """The number of the first line of a text without its heading: the one behind copyright and fields."""
    at = date + 1
    while at < len(chunk) and (RIGHTS.match(chunk[at]) or FIELD.fullmatch(chunk[at]) or len(chunk[at]) < LONGEST_DATE):
        at += 1
    return at


def academic(lines: Sequence[str]) -> tuple[list[Article], Announced]:
    """The articles of an export of LexisNexis Academic."""
    chunks: list[list[str]] = []
    announced = 0
    for line in lines:
        numbered = NUMBERED.fullmatch(line)
        if numbered:
            announced = max(announced, int(numbered[2]))
            chunks.append([])
        elif chunks:
            chunks[-1].append(line)
    return [academic_article(chunk) for chunk in chunks], announced


def academic_article(chunk: Sequence[str]) -> Article:
    """One article of LexisNexis Academic."""
    body = max((i for i, line in enumerate(chunk) if is_field(line, IN_HEAD)), default=-1) + 1
    fields, loose = fields_of(chunk[:body], IN_HEAD), between_fields(chunk[:body])
    tail = next((i for i in range(body, len(chunk)) if is_field(chunk[i]) or RIGHTS.match(chunk[i])), len(chunk))
    dated = next((i for i, line in enumerate(loose) if i and is_date(line)), 0)
    behind = fields_of(chunk[tail:])
    length = {"length": fields["LENGTH"]} if fields.get("LENGTH") else {}
    return {
        "text": unwrapped(chunk[body:tail]),
        "title": fields.get("HEADLINE") or fields.get("TITLE") or one_line(loose[dated + 1 :]),
        "date": iso_date(loose[dated]) if dated else iso_date(behind.get("LOAD-DATE")),
        "outlet": loose[0] if loose else None,
        "author": fields.get("BYLINE"),
        "section": fields.get("SECTION"),
        "url": behind.get("URL"),
        **length,
    }


def fields_of(lines: Sequence[str], names: Sequence[str] = ()) -> dict[str, str]:
    """The fields in some lines, those with one of these names if there are any."""
    found = (match for match in map(CAPITALS.fullmatch, lines) if match)
    return {match[1]: match[2].strip() for match in found if not names or match[1] in names}


def between_fields(head: Sequence[str]) -> list[str]:
    """The lines between the fields of a head: outlet, date, headline; a line right behind a field goes on with it."""
    fields = [is_field(line, IN_HEAD) for line in head]
    free = (line for line, own, before in zip(head, fields, [False, *fields], strict=False) if not (own or before))
    return [line.strip() for line in free if line.strip()]


def is_field(line: str, names: Sequence[str] = ()) -> bool:
    """Whether a line is a field of LexisNexis Academic, one of these names if there are any."""
    match = CAPITALS.fullmatch(line)
    return match is not None and (match[1] in names if names else len(match[1]) > 2)
