"""Invented articles in the shape of what databases export, and in web pages, web archives and office documents."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from pathlib import Path

from tests.corpora import Article

RULE = "_" * 60


def paragraphs(one: Article) -> list[str]:
    """The paragraphs of an article."""
    return one["text"].strip().split("\n\n")


def day(one: Article) -> date:
    """The day of an article."""
    return date.fromisoformat(one["date"])


def nexis_lines(
    found: Sequence[Article], cover: bool = True, body: bool = True, announced: int | None = None
) -> list[str]:
    """The paragraphs of a Nexis Uni document with these articles, as "Full documents" gives it."""
    lines: list[str] = []
    if cover:
        lines += ["User Name: A Reader", "Date and Time: Friday, May 3, 2024 10:12:00 AM EDT", "Job Number: 223344556"]
        lines += [f"Documents ({announced or len(found)})"]
        for number, one in enumerate(found, 1):
            lines += [
                f"{number}. {one['title']}",
                "Client/Matter: -None-",
                "Search Terms: pier and ferry",
                "Search Type: Terms and Connectors",
            ]
            lines += ["Narrowed by:", "Content Type | Narrowed by", "News | -None-", ""]
    for one in found:
        lines += [
            "",
            one["title"],
            "The " + one["outlet"],
            f"{day(one):%B} {day(one).day}, {day(one):%Y} {day(one):%A}",
            "First Edition",
        ]
        lines += [f"Copyright {day(one):%Y} {one['outlet']} Media Limited All Rights Reserved", ""]
        lines += [
            "Section: NEWS; Pg. 4",
            f"Length: {len(one['text'].split())} words",
            "Byline: Ann Lee",
            "Highlight: A row about the pier",
            "",
        ]
        lines += ["Body"] if body else []
        lines += ["", *paragraphs(one), ""]
        lines += ["Graphic", "", "The pier on Monday, Ann Lee", "Classification", "", "Language: ENGLISH"]
        lines += [
            "Publication-Type: Newspaper",
            "Subject: PIERS (90%); FERRIES (78%)",
            "Load-Date: " + f"{day(one):%B} {day(one).day}, {day(one):%Y}",
        ]
        lines += ["", "End of Document", ""]
    return lines


def docx(lines: Sequence[str], path: Path) -> Path:
    """Lines as the paragraphs of a Word document."""
    import docx as word

    document = word.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def rtf(lines: Sequence[str]) -> str:
    """Lines as the paragraphs of an RTF document."""

    def coded(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in text)

    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n"
        + "".join(f"\\pard {coded(one)}\\par\n" for one in lines)
        + "}"
    )


def factiva_tagged(found: Sequence[Article], between: str = "\t", announced: int | None = None) -> list[str]:
    """The lines of a Factiva export with indexing."""
    lines: list[str] = []
    for number, one in enumerate(found):
        text = paragraphs(one)
        fields = [
            *(("SE", "News"), ("HD", one["title"]), ("BY", "By Ann Lee"), ("WC", f"{len(one['text'].split())} words")),
            *(
                ("PD", f"{day(one).day} {day(one):%B} {day(one):%Y}"),
                ("ET", "09:30"),
                ("SN", one["outlet"]),
                ("SC", "COUR"),
            ),
            *(("PG", "4"), ("LA", "English"), ("CY", "© 2024 Courier Media"), ("LP", text[0])),
        ]
        lines += [f"{name}{between}{value}" for name, value in fields]
        lines += ["", f"TD{between}{text[1] if len(text) > 1 else ''}", "", *text[2:], ""]
        lines += [
            f"NS{between}gcat : Political/General News",
            f"RE{between}norl : Norland",
            f"PUB{between}Courier Media",
        ]
        lines += [
            f"AN{between}Document COUR0000{day(one):%Y%m%d}ek{number:07}",
            "",
            f"Document COUR0000{day(one):%Y%m%d}ek{number:07}",
            "",
        ]
    return [
        *lines,
        "Search Summary",
        "Text\tpier",
        "Date\tAll Dates",
        f"Results Found\t{announced or len(found)}",
        "© 2024 Factiva, Inc. All rights reserved.",
    ]


def factiva_plain(found: Sequence[Article]) -> list[str]:
    """The lines of a Factiva export without the names of its fields."""
    lines: list[str] = []
    for number, one in enumerate(found):
        lines += [
            one["title"],
            "By Ann Lee",
            f"{len(one['text'].split())} words",
            f"{day(one).day} {day(one):%B} {day(one):%Y}",
            "09:30",
        ]
        lines += [
            one["outlet"],
            "COUR",
            "4",
            "English",
            "Copyright 2024 Courier Media. All rights reserved.",
            "",
            *paragraphs(one),
            "",
        ]
        lines += [
            f"Document COUR0000{day(one):%Y%m%d}ek{number:07}",
            f"Page {number + 1} of {len(found)} © 2024 Factiva, Inc. All rights reserved.",
        ]
    return lines


def proquest(found: Sequence[Article], announced: int | None = None, contents: bool = True) -> str:
    """A ProQuest export as text."""
    total = announced or len(found)
    lines = [RULE, "", "Report Information from ProQuest", "03 May 2024 10:12", RULE, ""]
    if contents:
        lines += [
            "Table of contents",
            "",
            *(f"{number}. {one['title']}" for number, one in enumerate(found, 1)),
            "",
            RULE,
        ]
    for number, one in enumerate(found, 1):
        lines += ["", *proquest_lines(one, number, total), "", RULE]
    rights = "Database copyright © 2024 ProQuest LLC. All rights reserved."
    return "\n".join([*lines, "", "Contact us at: http://www.example.test", "", rights])


def proquest_lines(one: Article, number: int, total: int) -> list[str]:
    """The lines of an article in a ProQuest export: what stands before its text, the text, and its fields."""
    first, *others = paragraphs(one)
    place = f"{one['outlet']} ; Port Brisa [Port Brisa]{day(one):%d %b %Y}: 4."
    lines = [f"Document {number} of {total}", one["title"], "Author: Lee, Ann.  ", f"Publication info: {place}"]
    lines += ["https://search.example.test/docview/1?accountid=1", "Abstract: None available."]
    lines = apart([*lines, "Links: https://example.test/resolver"])
    fields = {
        "CREDIT": "Ann Lee",
        "Subject": "Piers; Ferries",
        "Location": "Norland",
        "Title": one["title"],
        "Publication title": f"{one['outlet']}, The; Port Brisa",
        "First page": "4",
        "Publication year": f"{day(one):%Y}",
        "Publication date": f"{day(one):%b} {day(one).day}, {day(one):%Y}",
        "Section": "News",
        "Language of publication": "English",
        "ProQuest document ID": f"22341{number:05}",
        "Document URL": f"https://search.example.test/docview/22341{number:05}",
        "Copyright": "(Copyright 2024 Courier Media)",
        "Last updated": "2024-05-04",
        "Database": "Global Newsstream",
    }
    text = [f"Full text: {first}", *others, ""]
    return [*lines, "", *text, *apart([f"{name}: {value}" for name, value in fields.items()])]


def apart(lines: Sequence[str]) -> list[str]:
    """Lines with an empty line between each two."""
    return "\n\n".join(lines).split("\n")


def academic(found: Sequence[Article]) -> str:
    """An export of LexisNexis Academic as text."""
    import textwrap

    lines: list[str] = []
    for number, one in enumerate(found, 1):
        lines += [
            "",
            f"                               {number} of {len(found)} DOCUMENTS",
            "",
            "",
            f"                          The {one['outlet']}",
            "",
        ]
        lines += [
            f"                       {day(one):%B} {day(one).day}, {day(one):%Y} {day(one):%A}",
            "",
            one["title"],
            "",
            "BYLINE: Ann Lee",
            "",
            "SECTION: NEWS; Pg. 4",
            "",
            f"LENGTH: {len(one['text'].split())} words",
            "",
            "",
        ]
        for part in paragraphs(one):
            lines += [*textwrap.wrap(part, 60), ""]
        lines += [
            f"LOAD-DATE: {day(one):%B} {day(one).day}, {day(one):%Y}",
            "",
            "LANGUAGE: ENGLISH",
            "",
            "PUBLICATION-TYPE: Newspaper",
            "",
            "",
            f"                     Copyright {day(one):%Y} {one['outlet']} Media Limited",
            "",
        ]
    return "\n".join(lines)


def page(one: Article, charset: str = "utf-8") -> str:
    """A web page with an article, a menu and comments."""
    text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs(one))
    title, outlet = escape(one["title"]), one["outlet"]
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title} | {outlet}</title>'
        f'<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{one["date"]}T09:30:00Z">'
        f'<meta name="author" content="Ann Lee"><link rel="canonical" href="https://news.example.test/{one["id"]}">'
        '</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>{text}</article></main>"
        '<section id="comments" class="comments"><p>Nonsense, says a reader of this page, as always.</p></section>'
        "<footer><p>All rights reserved. Cookies.</p></footer></body></html>"
    )


def warc_records(found: Sequence[Article], page: Callable[[Article], str] = page) -> list[bytes]:
    """The records of a web archive: its own description, and for each page a request, a response and a picture."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    records: list[bytes] = []

    def add(uri: str, kind: str, headers: Sequence[tuple[str, str]], payload: bytes, status: str = "200 OK") -> None:
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=False)
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1" if kind == "response" else "GET / HTTP/1.1")
        writer.write_record(writer.create_warc_record(uri, kind, payload=io.BytesIO(payload), http_headers=http))
        records.append(out.getvalue())

    for one in found:
        uri = f"https://news.example.test/{one['id']}"
        html = page(one).encode()
        add(uri, "response", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(html)))], html)
        add(uri + ".png", "response", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n" + bytes(50))
        add(uri + "/gone", "response", [("Content-Type", "text/html")], b"<html><p>Gone</p></html>", "404 Not Found")
    return records


def packed(records: Sequence[bytes]) -> bytes:
    """Records each in a gzip member of its own, as crawlers write them."""
    return b"".join(map(gzip.compress, records))
