"""WebAnno and INCEpTION: a TSV 3.3 file for each document, with one layer of spans.

After the user's guide of INCEpTION, "WebAnno TSV 3.3 File format": a line for each token with its offsets in UTF-16
code units; values of the same stretch share a number in brackets.  The layer ``webanno.custom.Newsan`` has the features
label, quote and what is noted: what belongs to one quotation has its number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsan.coding.codes import CodedDocument
from newsan.coding.marks import (
    CONTINUED,
    CUE,
    DOCUMENTS,
    NOTED,
    PARTS,
    SOURCE,
    Link,
    Mark,
    file_names,
    from_marks,
    list_of,
    listed,
    marks_of,
    noted,
    tokens,
    utf16,
    with_layers,
)
from newsan.document import Span

LAYER = "webanno.custom.Newsan"
FEATURES = ("label", "quote", *NOTED)

HEAD = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|{'|'.join(FEATURES)}\n\n"
SPECIAL = re.compile(r"([\\\[\]|_;\t\n*])|->")
NUMBER = re.compile(r"(?<!\\)\[(\d+)\]$")
LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
NOTHING = "_"
CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def write(documents: Sequence[CodedDocument], suggested: bool) -> Mapping[str, bytes]:
    """A file for each document, and the table of all."""
    names = file_names(documents)
    files = {
        f"{name}.tsv": exported(one).encode("utf-8", "replace") for name, one in zip(names, documents, strict=True)
    }
    return {DOCUMENTS: list_of(documents, names), **files}


def exported(coded: CodedDocument) -> str:
    """The file of a document; a sentence of it is a line of the text."""
    marks, links = marks_of(coded)
    quote_of = {link.other: link.one for link in links}
    found = tokens(coded.text, marks)
    lines = [HEAD]
    at = 0
    for number, match in enumerate(LINE.finditer(coded.text), 1):
        here = []
        while at < len(found) and found[at][0] < match.end():
            here.append(found[at])
            at += 1
        lines.append(f"\n#Text={line_of(coded.text[here[0][0] : match.end()].rstrip())}\n" if here else "")
        for position, token in enumerate(here, 1):
            cells = [values(token, marks, quote_of, feature) for feature in FEATURES]
            place = f"{utf16(coded.text, token[0])}-{utf16(coded.text, token[1])}"
            lines.append("\t".join([f"{number}-{position}", place, coded.text[slice(*token)], *cells, ""]) + "\n")
    return "".join(lines)


def values(token: Span, marks: Sequence[Mark], quote_of: Mapping[int, int], feature: str) -> str:
    """The values of a feature at a token, one for each mark over it."""
    over = [mark for mark in marks if mark.start <= token[0] and token[1] <= mark.end]
    given = []
    for mark in over:
        quote = str(quote_of.get(mark.id, mark.id)) if mark.label in PARTS else ""
        value = {"label": mark.label, "quote": quote, **mark.notes}.get(feature)
        given.append(f"{escaped(value) if value else '*'}[{mark.id}]")
    return "|".join(given) or NOTHING


def escaped(value: str) -> str:
    """A value without what has a meaning in the format.

    >>> escaped("a_b [c]")
    'a\\\\_b \\\\[c\\\\]'
    """
    return SPECIAL.sub(lambda match: "\\" + match.group(), " ".join(value.split()))


def line_of(text: str) -> str:
    """A sentence as the format writes it: backslashes and control characters are escaped."""
    return text.replace("\\", "\\\\").replace("\t", "\\t")


def text_of(line: str) -> str:
    """A sentence as it was before it was escaped."""
    return re.sub(r"\\(.)", lambda match: CONTROLS.get(match[1], match[1]), line)


def plain(value: str) -> str:
    """A value as it was before it was escaped."""
    return re.sub(r"\\(->|.)", r"\1", value)


def read(files: Mapping[str, bytes]) -> list[CodedDocument]:
    """The documents of an export."""
    found = [
        document(name.removesuffix(".tsv"), data.decode("utf-8-sig"))
        for name, data in files.items()
        if data.lstrip(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno")
    ]
    return with_layers(list(listed(files, found)))


def document(name: str, content: str) -> CodedDocument:
    """One document: its text is put together from its lines, which stand where their tokens say."""
    header, rows, texts = parsed(content)
    columns = columns_of(header)
    units = bytearray()
    for start, text in texts:
        units += "\n".encode("utf-16-le") * (start - len(units) // 2)
        units += text.encode("utf-16-le", "surrogatepass")
    whole = units.decode("utf-16-le", "replace")
    spans: dict[str, dict[str, str]] = defaultdict(dict)
    ends: dict[str, Span] = {}
    for line, (start, end), cells in rows:
        for feature, column in columns.items():
            for key, value in valued(cells[column] if column < len(cells) else NOTHING, line):
                spans[key][feature] = value
                ends[key] = min(start, ends.get(key, (start, 0))[0]), max(end, ends.get(key, (0, end))[1])
    points = {
        position: len(units[: 2 * position].decode("utf-16-le", "replace"))
        for span in ends.values()
        for position in span
    }
    return from_marks(name, whole, *marks_and_links(spans, ends, points))


def parsed(content: str) -> tuple[list[str], list[tuple[str, Span, list[str]]], list[tuple[int, str]]]:
    """The lines of the header, the tokens with their offsets and cells, and the texts of the sentences."""
    header: list[str] = []
    rows: list[tuple[str, Span, list[str]]] = []
    texts: list[tuple[int, str]] = []
    waiting: str | None = None
    for line in content.split("\n"):
        line = line.rstrip("\r")
        if line.startswith("#Text="):
            waiting = line[len("#Text=") :] if waiting is None else f"{waiting}\n{line[len('#Text=') :]}"
        elif line.startswith("#"):
            header.append(line)
        elif line:
            cells = line.split("\t")
            start, _, end = cells[1].partition("-")
            if waiting is not None:
                texts.append((int(start), text_of(waiting)))
                waiting = None
            rows.append((cells[0], (int(start), int(end)), cells))
    return header, rows, texts


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where the features of our layer stand; ValueError where the file has no such layer."""
    column = 3
    for line in header:
        if line.startswith("#T_SP="):
            layer, *features = line[len("#T_SP=") :].split("|")
            if layer == LAYER:
                return {feature: column + i for i, feature in enumerate(features) if feature in FEATURES}
            column += len(features) or 1
    raise ValueError(f"no layer {LAYER}")


def valued(cell: str, line: str) -> Iterator[tuple[str, str]]:
    """The values of a cell with the number of their stretch; one without a number is a stretch of its own."""
    if cell in (NOTHING, ""):
        return
    for one in re.split(r"(?<!\\)\|", cell):
        match = NUMBER.search(one)
        value = one[: match.start()] if match else one
        yield (match[1] if match else line), "" if value == "*" else plain(value)


def marks_and_links(
    spans: Mapping[str, Mapping[str, str]], ends: Mapping[str, Span], points: Mapping[int, int]
) -> tuple[list[Mark], list[Link]]:
    """The marks of stretches, with links from the first piece of a quotation to the rest of it."""
    marks: list[Mark] = []
    heads: dict[str, int] = {}
    further: list[tuple[str, int, str]] = []
    for number, (key, values) in enumerate(spans.items(), 1):
        start, end = (points[position] for position in ends[key])
        label, quote = values.get("label", ""), values.get("quote", "")
        marks.append(Mark(number, start, end, label, noted(values)))
        if label in (CONTINUED, SOURCE, CUE):
            further.append((quote, number, label))
        elif quote:
            heads[quote] = number
    return marks, [Link(heads[quote], number, label) for quote, number, label in further if quote in heads]
