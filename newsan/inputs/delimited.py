"""Tables with delimiters that hold articles or data, told from prose with commas and from tables in articles."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

DELIMITERS = ("\t", ",", ";", "|")
LOOK = 200  # records that are looked at

# What corpora and archives call their columns: a header has two of them, and one that speaks of articles.
CONTENT = """
    text body content article maintext main_text full_text fulltext article_text article_body headline title url link
    id doc_id docid document_id article_id uri guid snippet transcript titel inhalt titre texte titulo texto
"""
ABOUT = """
    date published publish_date date_publish published_at pubdate datum author authors byline source source_domain
    outlet publication publisher newspaper section category language lang description summary label topic
    keywords country year month day time page word_count words length
"""
# Columns of newsan's own rows, and those of them that name what a row is about.
OWN = """
    doc_id entity type mention count share docs speaker speaker_status quotes kind cue words text start end holder
    target layer stance score actor mentions portrayal quote_id aliases confidence evidence rule
"""
OWN_FIRST = "doc_id entity speaker holder target actor mention quote_id"
CONTENT_NAMES, KNOWN_NAMES = frozenset(CONTENT.split()), frozenset((CONTENT + ABOUT).split())
OWN_NAMES, OWN_FIRST_NAMES = frozenset(OWN.split()), frozenset(OWN_FIRST.split())

IDENTIFIER = re.compile(r"(?!\d{1,2}:\d\d)[\w./:#@+-]*\d[\w./:#@+-]*\w|\d|\w+\.\w+/\S*")
PROSE = 60  # characters: the mean length from which a column holds sentences; names, dates and figures are shorter
MANY = 20  # records: a table of short cells in an article is shorter, or has a line of prose before or after it


def delimiter_of(head: str) -> str | None:
    r"""The delimiter, when the beginning of a text is a table that holds articles or data; None for prose.

    Such a table has a header of well-known column names, or the same number of cells in each record and either a
    column of sentences, or quotes around all cells, or more records than a table in an article has.

    >>> delimiter_of("id,title,text\n1,Pier,The pier will hold.\n")
    ','
    >>> delimiter_of("Leeds, Hull, York\nand Bath, too, are safe.\n")
    """
    told = re.match(r"\s*sep=([\t,;|])\r?\n", head)  # a line for Excel
    if told:
        return told[1]
    text = "".join(line for line in head.splitlines(keepends=True) if line.strip() and not line.startswith("# "))
    first, _, rest = text.partition("\n")
    if first.strip().strip('"') in CONTENT_NAMES and rest.startswith('"'):  # one column
        return ","
    return next((one for one in DELIMITERS if one in first and is_table(text, one)), None)


def is_table(text: str, delimiter: str) -> bool:
    """Whether a text is a table of articles or data with this delimiter."""
    rows = list(islice(records(text, delimiter), LOOK))
    if not rows or len(rows[0]) < 2 or all(not cell.strip() for cell in rows[0]):
        return False
    if markdown(text, delimiter):
        return is_header(rows[0][1:-1])
    if is_header(rows[0]):
        return len(rows) < 2 or len(rows[1]) >= len(rows[0]) - 1
    return is_data(text, rows[:-1] if len(rows) > 2 else rows, delimiter)  # the last one may be cut


def is_data(text: str, rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether records without well-known names are a table, and not lines of prose or of a table in an article."""
    width = len(rows[0])
    if len(rows) < 2 or any(len(row) != width or blank_first(row) for row in rows) or thousands(rows, delimiter):
        return False
    if len(rows) >= MANY and width > 2:
        return True
    return fully_quoted(text, rows, delimiter) or has_sentences(rows, width, delimiter)


def fully_quoted(text: str, rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether all cells are in quotes, or quotes hold line ends or doubled quotes, as only a table has them."""
    if text.count(f'"{delimiter}"') >= (len(rows[0]) - 1) * len(rows):
        return True
    return f'{delimiter}"' in text and ('""' in text or any("\n" in cell for row in rows for cell in row[:-1]))


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of a text read as a table, up to where it cannot be one."""
    try:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    except csv.Error:
        return


def markdown(text: str, delimiter: str) -> bool:
    """Whether a text is a table in Markdown, which articles have too."""
    return delimiter == "|" and all(line.startswith("|") for line in text.splitlines()[:LOOK])


def is_header(cells: Sequence[str]) -> bool:
    """Whether cells are the column names of a corpus, or of newsan's own output.

    >>> is_header(["Title", "Date", "Text"]), is_header(["Candidate", "Party", "Votes"])
    (True, False)
    """
    if is_own(cells):
        return True
    known = {re.sub(r"[\s-]+", "_", cell.strip().casefold()) for cell in cells}
    if cells and not cells[0] and known & CONTENT_NAMES:  # row numbers without a name, as pandas writes them
        return True
    return len(known & KNOWN_NAMES) > 1 and bool(known & CONTENT_NAMES) and not any(len(name) > 40 for name in known)


def is_own(cells: Iterable[str]) -> bool:
    """Whether cells are the column names of newsan's own output, one of which no corpus has.

    >>> is_own(["doc_id", "start", "end"]), is_own(["doc_id", "text"])
    (True, False)
    """
    names = {cell.strip() for cell in cells} & OWN_NAMES
    return len(names) > 1 and bool(names & OWN_FIRST_NAMES) and not names <= KNOWN_NAMES


def blank_first(row: Sequence[str]) -> bool:
    """Whether a delimiter is followed by a blank, as punctuation is."""
    return any(cell.startswith(" ") for cell in row[1:])


def thousands(rows: Iterable[Sequence[str]], delimiter: str) -> bool:
    """Whether the delimiters are those of large numbers: 1,200."""
    pairs = [pair for row in rows for pair in pairwise(row)]
    return delimiter == "," and all(left[-1:].isdigit() and re.match(r"\d{3}(?!\d)", right) for left, right in pairs)


def has_sentences(rows: Sequence[Sequence[str]], width: int, delimiter: str) -> bool:
    """Whether one column holds sentences and another one identifies them; two columns need identifiers.

    Numbers in order before a tab are those of paragraphs.
    """
    long = [sum(map(len, column)) / len(rows) > PROSE for column in zip(*rows, strict=True)]
    if width > 2:
        return any(long) and not all(long)
    names = [row[0] for row in rows]
    first = int(names[0]) if names[0].isdecimal() else 0
    numbered = delimiter == "\t" and names == [str(number) for number, _ in enumerate(names, first)]
    return long[1] and not numbered and all(map(IDENTIFIER.fullmatch, names))
