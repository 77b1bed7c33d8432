"""Articles in the containers that newsrooms and archives keep them in, and prose that looks a little like one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from html import escape

ARTICLES = (
    (
        "2024-05-01-pier",
        "Pier stays open",
        "The pier will stay open, the mayor said.\n\n“We promised it,” said Maya Lind, “and we kept our word.”\n",
    ),
    (
        "2024-05-02-union",
        "Union, council agree",
        'The Harbour Union welcomed the plan; "it is late," said Tom Okafor, "but it is a plan."\n',
    ),
    (
        "2024-05-03-ferry",
        "Ferry sails again",
        "Norland’s ferry sails again in May, 1,200 passengers were told on Monday, and nobody was sorry.\n",
    ),
)
NAMES = ("id", "title", "text")


def delimited(delimiter: str, quoting: int, header: bool, rows: Sequence[Sequence[str]], names: Sequence[str]) -> str:
    """Rows as Python's own writer makes them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([names, *rows] if header else rows)
    return out.getvalue()


def tables() -> Iterator[tuple[str, str, str]]:
    """What it is, how it was made, and the text, for tables with delimiters."""
    for delimiter, called in ((",", "CSV"), (";", "CSV"), ("\t", "TSV"), ("|", "a table with delimiters")):
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
            for header in (True, False):
                made = f"{delimiter!r}, quoting {quoting}, header {header}"
                yield called, made, delimited(delimiter, quoting, header, ARTICLES, NAMES)
                two = [(name, text) for name, _, text in ARTICLES]
                yield called, f"{made}, id and text", delimited(delimiter, quoting, header, two, ("id", "text"))
    yield "CSV", "one article", delimited(",", csv.QUOTE_MINIMAL, True, ARTICLES[:1], NAMES)
    yield "CSV", "one column", delimited(",", csv.QUOTE_ALL, True, [(text,) for *_, text in ARTICLES], ("text",))
    yield "CSV", "numbered by pandas", ",title\n0,Pier stays open\n1,Ferry sails again\n"
    yield "CSV", "for Excel", "sep=;\nNummer;Bericht\n1;Ja\n"
    yield "TSV", "many short cells", "".join(f"word{i}\tNN\tO\n" for i in range(30))


def data() -> Iterator[tuple[str, str, str]]:
    """The same for JSON and its like."""
    records = [dict(zip(NAMES, article, strict=True)) for article in ARTICLES]
    yield "JSON", "an array", json.dumps(records)
    yield "JSON", "an array, indented", "\n" + json.dumps(records, indent=2, ensure_ascii=False)
    yield "JSON", "an object", json.dumps({"articles": records})
    yield "JSON", "an object of one article, cut", json.dumps(records[0])[:60]
    yield "JSON", "an array of texts", json.dumps([text for *_, text in ARTICLES])
    yield "JSON", "arrays in an array", json.dumps(ARTICLES)
    yield "JSON", "printed by Python", repr(records)
    yield "JSON", "printed by Python, one", repr(records[0])
    yield "JSON", "a script", f"window.__DATA__ = {json.dumps(records)};"
    yield "JSON", "a call", f"callback({json.dumps(records[0])})"
    yield "JSON lines", "objects", "".join(json.dumps(record) + "\n" for record in records)
    yield "JSON lines", "objects, with blanks", "\r\n\r\n".join(json.dumps(record) for record in records)
    yield "JSON lines", "arrays", "".join(json.dumps(article) + "\n" for article in ARTICLES)


def pages() -> Iterator[tuple[str, str, str]]:
    """The same for pages and what is written like them."""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for *_, text in ARTICLES)
    items = "".join(f'<doc id="{name}"><title>{title}</title></doc>' for name, title, _ in ARTICLES)
    trec = "".join(f"<DOC>\n<DOCNO> {name} </DOCNO>\n<TEXT>\n{text}</TEXT>\n</DOC>\n" for name, _, text in ARTICLES)
    yield "HTML", "a page", f"<!doctype html>\n<html lang=en><body>{paragraphs}</body></html>"
    yield "HTML", "a page without a type", f"<HTML><HEAD><TITLE>News</TITLE></HEAD><BODY>{paragraphs}</BODY></HTML>"
    yield "HTML", "a page with a comment first", f"<!-- saved -->\n<html>{paragraphs}</html>"
    yield "HTML", "part of a page", f'<div class="a"><div><span>By Ann Lee</span></div><div>{paragraphs}</div></div>'
    yield "HTML", "an answer of a server", f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{paragraphs}"
    yield "XML", "declared", f'<?xml version="1.0"?>\n<docs>{items}</docs>'
    yield "XML", "not declared", f"<docs>{items}</docs>"
    yield "XML", "TREC", trec


def exports() -> Iterator[tuple[str, str, str]]:
    """The same for mail, archives and databases."""
    name, title, text = ARTICLES[0]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = "a@news.test", "b@news.test", title, "<1@news.test>"
    mail.set_content(text)
    yield "an e-mail", "", mail.as_string()
    yield "a mailbox", "", f"From a@news.test Mon Jan  1 10:00:00 2024\n{mail.as_string()}"
    yield "a web archive", "", f"WARC/1.1\r\nWARC-Type: response\r\n\r\n{text}"
    yield "a subtitle file", "SubRip", "1\n00:00:01,000 --> 00:00:04,000\nThe pier will stay open.\n"
    yield "a subtitle file", "WebVTT", "WEBVTT\n\n00:01.000 --> 00:04.000\nThe pier will stay open.\n"
    yield "a list of references", "RIS", f"TY  - NEWS\nTI  - {title}\nER  - \n"
    yield "a list of references", "BibTeX", f"@article{{pier24,\n  title = {{{title}}}\n}}\n"
    yield "a Nexis export", "texts", f"\n               1 of 2 DOCUMENTS\n\n\n          The Courier\n\n{text}"
    yield (
        "a Nexis export",
        "Nexis Uni",
        f"{title}\nThe Courier\n\n{text}\nLoad-Date: May 1, 2024\n\n\nEnd of Document\n",
    )
    yield "a Factiva export", "", f"HD {title}\nWC 320 words\nLP\n\n{text}\nDocument COUR000020240501ek5100012\n"
    yield "a ProQuest export", "", f"{title}\n\nProQuest document ID: 223410001\nFull text: {text}"
    yield "a Git LFS pointer", "", f"version https://git-lfs.github.com/spec/v1\noid sha256:{name}\nsize 12\n"


PROSE = {
    "begins with a brace": "{Correction: an earlier version named the wrong pier.}\n\nIt stays, Lind said.\n",
    "begins with a quotation in a brace": '{"We promised it," Lind said.} The rest of the speech was lost.\n',
    "begins with a bracket": '["We promised it," Lind said, "and we kept our word," she added.]\n\nThe rest is.\n',
    "begins with a note": "[1] The pier was built in 1911. [2] It burned in 1950.\n\n[3] Lind rebuilt it.\n",
    "begins with links": "[[Pier]] [[Port Brisa]]\n\nThe pier will stay open, Lind said.\n",
    "begins with a tag": "<b>PORT BRISA</b> — The pier will stay open, <i>the Courier</i> said.\n\n<b>By Ann Lee</b>\n",
    "paragraphs in tags": "<p>The pier stays open.</p>\n<p>“We promised it,” said <b>Maya Lind</b>.</p>\n<p>Rain.</p>",
    "embedded posts": '<tweet id="1">The pier will stay open.</tweet>\n\n<tweet id="2">So it will.</tweet>\nSo Lind.\n',
    "speaks of tags": "Every page needs a <title> tag, said Lind, and <body> comes after it.\n",
    "escapes": "&ldquo;We promised it,&rdquo; said Maya Lind of Marks &amp; Sons.\n",
    "From": "From London, Ann Lee reports.\n\nFrom Monday 3 June 2024 the pier is closed: nobody may fish.\n",
    "a release": "From: City of Port Brisa\nDate: 3 June 2024\nSubject: The pier\n\nIt will stay open, Lind said.\n",
    "one comma a line": "Maya Lind, mayor\nTom Okafor, critic\nAnn Lee, reporter\n",
    "two commas a line": "Lind, the mayor, left.\nOkafor, a critic, stayed.\nLee, of course, wrote.\n",
    "large numbers": "Brisa counted 1,200 votes\nHull counted 3,400 votes\nYork counted 5,600 votes\n",
    "results": "Candidate\tParty\tVotes\nEwa Lis\tCivic Union\t10,412\nUdo Pohl\tGreens\t9,001\n",
    "results without a header": "Ewa Lis;Civic Union;10412\nUdo Pohl;Greens;9001\nSpoilt;;911\n",
    "a table in Markdown": "| Party | Seats |\n|---|--:|\n| Greens | 12 |\n| Union | 9 |\n",
    "numbered paragraphs": "1\tThe court finds that the applicant has standing to sue, and that he did so in time.\n"
    "2\tThe court finds that the respondent has not shown why the pier should close so early.\n",
    "a transcript with tabs": "LIND:\tWe promised it, and we kept our word, and now the pier will stay open for all.\n"
    "OKAFOR:\tIt is a shameful waste of money, and the mayor knows it as well as everybody else.\n",
    "a transcript with times": "00:01\tWe promised it, and we kept our word, and now the pier will stay open for all.\n"
    "00:09\tIt is a shameful waste of money, and the mayor knows it as well as everybody else.\n",
    "a menu": "Home | News | Sport | Weather\n\nThe pier will stay open, Lind said. “We promised it.”\n",
    "code": "The clerk typed print('hello') and x = {\"a\": 1}, Lind said.\n\n    def pier():\n        return 1\n",
    "a list": "Title, text and date were wrong, the Courier said.\n\n- The title\n- The text\n",
    "documents": "He read 3 of 12 documents.\n\nDocument 12 was lost, he said. The load date was 3 May.\n",
    "empty": "",
    "blank": " \n\t\n",
}
