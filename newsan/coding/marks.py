"""Coded documents as labelled stretches with links between them: what annotation tools know.

A quotation is a mark with its kind as label; its further pieces are marks ``continued``, and its source and its cue are
marks too, all linked from the first piece.  A mention is a mark with its type as label, a stance one on its evidence.
What has no place in the text, as the speaker's full name, is noted with the mark.  A tool that keeps no such notes gets
the speaker from the words of the source.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsan.coding.codes import CodedDocument, CodedMention, CodedQuote, CodedStance, Layer
from newsan.coding.speakers import speaker_and_status
from newsan.document import Span
from newsan.errors import NewsanError

KINDS = ("direct", "mixed", "indirect")
QUOTATION = "quotation"
"""The label of a quotation whose kind nobody gave."""
CONTINUED, SOURCE, CUE = "continued", "source", "cue"
TYPES = ("person", "org", "place", "group", "other")
STANCE = "stance"
PARTS = (*KINDS, QUOTATION, CONTINUED, SOURCE, CUE)
"""The labels of what belongs to a quotation."""
LABELS = (*PARTS, *TYPES, STANCE)
NOTED = ("speaker", "status", "source_type", "name", "holder", "target", "stance", "layer")
"""What may be noted of a mark: three things of a quotation, one of a mention, four of a stance."""
DOCUMENTS = "documents.csv"
"""The file beside a tool's files that says which document each is, and how it was drawn."""

Notes = Mapping[str, str]

TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch, with what is noted of it (``NOTED``)."""

    id: int
    start: int
    end: int
    label: str
    notes: Notes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """From the first piece of a quotation to another mark; its label is that mark's."""

    one: int
    other: int
    label: str


def marks_of(coded: CodedDocument) -> tuple[list[Mark], list[Link]]:
    """The marks and links of a document, numbered from 1."""
    marks: list[Mark] = []
    links: list[Link] = []

    def add(span: Span, label: str, **notes: str | None) -> int:
        marks.append(Mark(len(marks) + 1, *span, label, noted(notes)))
        return len(marks)

    for quote in coded.quotes:
        said = {"speaker": quote.speaker, "status": quote.status, "source_type": quote.source_type}
        first = add(quote.spans[0], quote.kind or QUOTATION, **said)
        more = [(span, CONTINUED) for span in quote.spans[1:]]
        more += [(span, label) for span, label in ((quote.source, SOURCE), (quote.cue, CUE)) if span]
        links += [Link(first, add(span, label), label) for span, label in more]
    for mention in coded.mentions:
        add((mention.start, mention.end), mention.type, name=mention.name)
    for one in coded.stances:
        if one.start is not None and one.end is not None:
            add((one.start, one.end), STANCE, holder=one.holder, target=one.target, stance=one.stance, layer=one.layer)
    return marks, links


def noted(notes: Mapping[str, str | None]) -> dict[str, str]:
    """What is noted, without what is empty or unknown to newsan."""
    return {name: value for name, value in notes.items() if name in NOTED and value}


def from_marks(id_: str, text: str, marks: Sequence[Mark], links: Iterable[Link]) -> CodedDocument:
    """The document of marks and links; labels that newsan does not know are passed over."""
    by_id = {mark.id: mark for mark in marks}
    linked: dict[int, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        if link.one in by_id and link.other in by_id:
            linked[link.one][by_id[link.other].label].append(by_id[link.other])
    quotes = [
        quote(text, mark, linked[mark.id])
        for mark in marks
        if mark.label in (*KINDS, QUOTATION) and mark.start < mark.end
    ]
    mentions = [
        CodedMention(mark.start, mark.end, mark.label, mark.notes.get("name") or text[mark.start : mark.end])
        for mark in marks
        if mark.label in TYPES
    ]
    ordered = tuple(sorted(quotes, key=lambda one: one.spans[0]))
    stances = tuple(stance(text, mark) for mark in marks if mark.label == STANCE)
    return CodedDocument(id_, text, ordered, tuple(mentions), stances, ("quotes", "entities", "stance"))


def stance(text: str, mark: Mark) -> CodedStance:
    """The stance of a mark on its evidence; NewsanError where the coder left out who, towards whom, or which."""
    holder, target, side = (mark.notes.get(name, "") for name in ("holder", "target", "stance"))
    if not (holder and target and side):
        raise NewsanError(f"the stance {text[mark.start : mark.end]!r} needs a holder, a target and a side")
    return CodedStance(holder, target, side, mark.start, mark.end, mark.notes.get("layer", "expressed"))


def quote(text: str, mark: Mark, linked: Mapping[str, Sequence[Mark]]) -> CodedQuote:
    """The quotation of its first piece and what is linked to it."""
    pieces = [(mark.start, mark.end), *((one.start, one.end) for one in linked.get(CONTINUED, ()))]
    source = next(((one.start, one.end) for one in linked.get(SOURCE, ())), None)
    cue = next(((one.start, one.end) for one in linked.get(CUE, ())), None)
    given = mark.notes.get("speaker") or (" ".join(text[slice(*source)].split()) if source else "")
    speaker, status = speaker_and_status(given)
    return CodedQuote(
        spans=tuple(sorted(pieces)),
        speaker=speaker,
        status=mark.notes.get("status") or status,
        kind=None if mark.label == QUOTATION else mark.label,
        source=source,
        cue=cue,
        source_type=mark.notes.get("source_type"),
    )


def with_layers(documents: Sequence[CodedDocument]) -> list[CodedDocument]:
    """The documents with the layers that were coded in any of them: a tool does not say what it was used for."""
    layers: list[Layer] = ["quotes"] if any(one.quotes for one in documents) else []
    layers += ["entities"] if any(one.mentions for one in documents) else []
    layers += ["stance"] if any(one.stances for one in documents) else []
    return [replace(one, layers=tuple(layers or ["quotes"])) for one in documents]


def tokens(text: str, marks: Iterable[Mark]) -> list[Span]:
    """The tokens of a text, cut wherever a mark begins or ends."""
    borders = sorted({border for mark in marks for border in (mark.start, mark.end)})
    found: list[Span] = []
    at = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        while at < len(borders) and borders[at] <= start:
            at += 1
        while at < len(borders) and borders[at] < end:
            found.append((start, borders[at]))
            start, at = borders[at], at + 1
        found.append((start, end))
    return found


def fitting(text: str, start: int, end: int, words: str | None) -> Span:
    """A span in code points, also where a tool counts UTF-16 code units, which its own words show."""
    if words is None or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    if units[2 * start : 2 * end].decode("utf-16-le", "replace") == words:
        first = len(units[: 2 * start].decode("utf-16-le", "replace"))
        return first, first + len(words)
    return start, end


def utf16(text: str, position: int) -> int:
    """A position as a number of UTF-16 code units."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def file_names(documents: Sequence[CodedDocument]) -> list[str]:
    """A name for a file of each document, without folder and ending, each once."""
    found: list[str] = []
    for one in documents:
        name = re.sub(r"[^\w.-]+", "_", one.id.replace("\\", "/").rpartition("/")[2]) or "document"
        name = name.removesuffix(".txt").removesuffix(".md")
        number = sum(other == name or other.startswith(f"{name}~") for other in found)
        found.append(f"{name}~{number + 1}" if number else name)
    return found


def list_of(documents: Sequence[CodedDocument], names: Sequence[str]) -> bytes:
    """The table of the documents of a folder."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["file", "doc_id", "probability", "stratum"])
    writer.writerows(
        [name, one.id, one.probability or "", one.stratum] for name, one in zip(names, documents, strict=True)
    )
    return out.getvalue().encode("utf-8", "replace")


def listed(files: Mapping[str, bytes], documents: Iterable[CodedDocument]) -> Iterator[CodedDocument]:
    """The documents of a folder with their ids and the design of the sample, as its table has them."""
    rows = csv.DictReader(io.StringIO(files.get(DOCUMENTS, b"").decode("utf-8-sig"), newline=""))
    by_file = {row["file"]: row for row in rows}
    for one in documents:
        row = by_file.get(one.id)
        yield one if row is None else designed(one, row["doc_id"], row["probability"], row["stratum"])


def designed(coded: CodedDocument, id_: str | None, probability: object, stratum: object) -> CodedDocument:
    """A document with its id and the design of the sample, where they are known."""
    known = float(str(probability)) if probability not in (None, "") else None
    return replace(coded, id=id_ or coded.id, probability=known, stratum=str(stratum or ""))
