"""brat: a text and a standoff file for each document, and the configuration of its labels.

After https://brat.nlplab.org/standoff.html: text-bound annotations, which may be in several pieces, relations, and
notes.  A piece ends with a line.  What has no place in the text is a note: ``speaker: Ann Lee; status: named``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsan.coding.codes import CodedDocument
from newsan.coding.marks import (
    CONTINUED,
    CUE,
    DOCUMENTS,
    KINDS,
    LABELS,
    NOTED,
    QUOTATION,
    SOURCE,
    Link,
    Mark,
    file_names,
    from_marks,
    list_of,
    listed,
    marks_of,
    noted,
    with_layers,
)
from newsan.document import Span

NOTE = re.compile(rf"(?:^|; )({'|'.join(NOTED)}): (.*?)(?=; (?:{'|'.join(NOTED)}): |$)")
LINES = re.compile(r"[^\r\n]+")


def write(documents: Sequence[CodedDocument], suggested: bool) -> Mapping[str, bytes]:
    """The files of a collection."""
    names = file_names(documents)
    files = {"annotation.conf": configuration().encode("utf-8"), DOCUMENTS: list_of(documents, names)}
    for name, coded in zip(names, documents, strict=True):
        files[f"{name}.txt"] = coded.text.encode("utf-8", "replace")
        files[f"{name}.ann"] = "".join(f"{line}\n" for line in standoff(coded)).encode("utf-8", "replace")
    return files


def configuration() -> str:
    """What can be annotated."""
    spoken = "|".join((*KINDS, QUOTATION))
    entities = "\n".join(label for label in LABELS if label != CONTINUED)
    relations = "\n".join(f"{label}\tArg1:{spoken}, Arg2:{label}" for label in (SOURCE, CUE))
    return f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n[attributes]\n"


def standoff(coded: CodedDocument) -> Iterator[str]:
    """The lines of an .ann file."""
    marks, links = marks_of(coded)
    further: dict[int, list[Span]] = {}
    by_id = {mark.id: mark for mark in marks}
    for link in links:
        if link.label == CONTINUED:
            further.setdefault(link.one, []).append((by_id[link.other].start, by_id[link.other].end))
    for mark in marks:
        if mark.label == CONTINUED:
            continue
        pieces = [
            piece for span in [(mark.start, mark.end), *further.get(mark.id, ())] for piece in lines(coded.text, span)
        ]
        words = " ".join(coded.text[start:end] for start, end in pieces)
        yield f"T{mark.id}\t{mark.label} {';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"
        if mark.notes:
            said = "; ".join(f"{name}: {' '.join(value.split())}" for name, value in mark.notes.items())
            yield f"#{mark.id}\tAnnotatorNotes T{mark.id}\t{said}"
    kept = [link for link in links if link.label != CONTINUED]
    yield from (f"R{i}\t{link.label} Arg1:T{link.one} Arg2:T{link.other}" for i, link in enumerate(kept, 1))


def lines(text: str, span: Span) -> list[Span]:
    """A span in pieces that end with the lines of the text."""
    return [(match.start(), match.end()) for match in LINES.finditer(text, *span)] or [span]


def read(files: Mapping[str, bytes]) -> list[CodedDocument]:
    """The documents of a collection: each .ann file with the text beside it."""
    found = [
        document(
            name.removesuffix(".ann"), files[name.removesuffix(".ann") + ".txt"].decode("utf-8"), data.decode("utf-8")
        )
        for name, data in files.items()
        if name.endswith(".ann")
    ]
    return with_layers(list(listed(files, found)))


def document(name: str, text: str, standoff: str) -> CodedDocument:
    """One document."""
    spans: dict[int, tuple[str, list[Span]]] = {}
    notes: dict[int, dict[str, str]] = {}
    links: list[Link] = []
    for line in standoff.split("\n"):
        kind, _, rest = line.rstrip("\r").partition("\t")
        head, _, tail = rest.partition("\t")
        if kind.startswith("T"):
            label, _, offsets = head.partition(" ")
            pairs = [one.split() for one in offsets.split(";")]
            spans[int(kind[1:])] = label, joined(text, [(int(start), int(end)) for start, end in pairs])
        elif kind.startswith("R"):
            label, one, other = head.split()
            links.append(Link(int(one.partition(":T")[2]), int(other.partition(":T")[2]), label))
        elif kind.startswith("#") and " T" in head:
            notes.setdefault(int(head.partition(" T")[2]), {}).update(noted(dict(NOTE.findall(tail))))
    marks = [Mark(number, *pieces[0], label, notes.get(number, {})) for number, (label, pieces) in spans.items()]
    for number, (_, pieces) in spans.items():
        for piece in pieces[1:]:
            marks.append(Mark(-len(marks), *piece, CONTINUED))
            links.append(Link(number, marks[-1].id, CONTINUED))
    return from_marks(name, text, marks, links)


def joined(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Pieces with those joined between which there is nothing but the end of a line."""
    found: list[Span] = []
    for start, end in sorted(pieces):
        if found and not text[found[-1][1] : start].strip() and "\n" in text[found[-1][1] : start]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found
