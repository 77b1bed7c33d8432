"""REFI-QDA projects (.qdpx), which MAXQDA, NVivo, ATLAS.ti, QualCoder and others exchange.

After the standard's version 1.5 (https://www.qdasoftware.org): a zip with ``project.qde`` and the texts.  Codes are the
kinds of quotations, source, cue, the types of mentions, stance, and one for each speaker and whatever else is noted,
all put on selections of plain text; offsets are code points.  The pieces of one quotation share the number in the name
of their selections.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from newsan.coding.codes import CodedDocument
from newsan.coding.marks import (
    CONTINUED,
    CUE,
    KINDS,
    LABELS,
    PARTS,
    QUOTATION,
    SOURCE,
    Link,
    Mark,
    designed,
    from_marks,
    marks_of,
    noted,
    with_layers,
)

NAMESPACE = "urn:QDA-XML:project:1.0"
NUMBERED = re.compile(r"(?:quote|mark) (\d+)")
DRAWN = re.compile(r"probability=(\S*) stratum=(.*)")
FIXED = (1980, 1, 1, 0, 0, 0)
"""The date of the files in the zip: the same documents give the same bytes."""


def write(documents: Sequence[CodedDocument], suggested: bool) -> Mapping[str, bytes]:
    """One project."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("project.qde", FIXED), project(documents))
        for coded in documents:
            archive.writestr(
                zipfile.ZipInfo(f"Sources/{guid(coded.id)}.txt", FIXED), coded.text.encode("utf-8", "replace")
            )
    return {"project.qdpx": out.getvalue()}


def guid(*parts: object) -> str:
    """An identifier that is always the same for the same thing."""
    return str(uuid5(NAMESPACE_URL, "newsan:" + ":".join(map(str, parts))))


def project(documents: Sequence[CodedDocument]) -> bytes:
    """The project's XML."""
    root = ElementTree.Element("Project", {"xmlns": NAMESPACE, "name": "newsan", "origin": "newsan"})
    users = ElementTree.SubElement(root, "Users")
    ElementTree.SubElement(users, "User", {"guid": guid("user"), "name": "newsan"})
    marked = [(coded, *marks_of(coded)) for coded in documents]
    codes = dict.fromkeys(code for _, marks, _ in marked for mark in marks for code in codes_of(mark))
    book = ElementTree.SubElement(ElementTree.SubElement(root, "CodeBook"), "Codes")
    for code in dict.fromkeys((*LABELS, *codes)):
        ElementTree.SubElement(book, "Code", {"guid": guid("code", code), "name": code, "isCodable": "true"})
    sources = ElementTree.SubElement(root, "Sources")
    for coded, marks, links in marked:
        add_source(sources, coded, marks, {link.other: link.one for link in links})
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def codes_of(mark: Mark) -> list[str]:
    """The codes of a selection."""
    return [mark.label, *(f"{name}: {one_line(value)}" for name, value in mark.notes.items())]


def one_line(text: str) -> str:
    """A text on one line, without characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", " ".join(text.split()))


def add_source(
    sources: ElementTree.Element, coded: CodedDocument, marks: Sequence[Mark], quote_of: Mapping[int, int]
) -> None:
    """Put a document with its selections into the project."""
    source = ElementTree.SubElement(
        sources,
        "TextSource",
        {"guid": guid(coded.id), "name": one_line(coded.id), "plainTextPath": f"internal://{guid(coded.id)}.txt"},
    )
    if coded.probability:
        described = f"probability={coded.probability} stratum={one_line(coded.stratum)}"
        ElementTree.SubElement(source, "Description").text = described
    for mark in marks:
        own = guid(coded.id, "selection", mark.id)
        name = f"quote {quote_of.get(mark.id, mark.id)}" if mark.label in PARTS else f"mark {mark.id}"
        place = {"startPosition": str(mark.start), "endPosition": str(mark.end)}
        selection = ElementTree.SubElement(source, "PlainTextSelection", {"guid": own, "name": name, **place})
        for code in codes_of(mark):
            coding = ElementTree.SubElement(selection, "Coding", {"guid": guid(own, code)})
            ElementTree.SubElement(coding, "CodeRef", {"targetGUID": guid("code", code)})


def read(files: Mapping[str, bytes]) -> list[CodedDocument]:
    """The documents of a project: all texts, since a text without codes was read and holds none."""
    content = next(data for name, data in sorted(files.items()) if name.endswith(".qdpx"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = next(name for name in archive.namelist() if name.lower().endswith(".qde"))
        root = ElementTree.fromstring(archive.read(entry))
        by_name = {name.rpartition("/")[2]: name for name in archive.namelist()}
        names = {code.get("guid", ""): code.get("name", "") for code in root.iter(f"{{{NAMESPACE}}}Code")}
        found = []
        for source in root.iter(f"{{{NAMESPACE}}}TextSource"):
            path = source.get("plainTextPath", "").rpartition("/")[2]
            text = archive.read(by_name[path]).decode("utf-8-sig")
            found.append(document(source, text, names))
    return with_layers(found)


def document(source: ElementTree.Element, text: str, names: Mapping[str, str]) -> CodedDocument:
    """One document; selections of the same stretch are one."""
    coded: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for selection in source.iter(f"{{{NAMESPACE}}}PlainTextSelection"):
        start, end = int(selection.get("startPosition", "0")), int(selection.get("endPosition", "0"))
        number = NUMBERED.match(selection.get("name", ""))
        key = start, end, number[1] if number else ""
        coded[key] += [names.get(ref.get("targetGUID", ""), "") for ref in selection.iter(f"{{{NAMESPACE}}}CodeRef")]
    marks, links = marks_and_links(coded)
    made = from_marks(source.get("name", ""), text, marks, links)
    described = source.find(f"{{{NAMESPACE}}}Description")
    drawn = DRAWN.match((described.text or "") if described is not None else "")
    return designed(made, None, drawn[1], drawn[2]) if drawn else made


def marks_and_links(coded: Mapping[tuple[int, int, str], Sequence[str]]) -> tuple[list[Mark], list[Link]]:
    """The marks of selections: one for each label on it."""
    marks: list[Mark] = []
    heads: dict[str, int] = {}
    further: list[tuple[str, int, str]] = []
    for (start, end, quote), codes in coded.items():
        for label in (code for code in codes if code in LABELS):
            marks.append(Mark(len(marks) + 1, start, end, label, notes_of(codes)))
            if label in (CONTINUED, SOURCE, CUE):
                further.append((quote, len(marks), label))
            elif label in (*KINDS, QUOTATION) and quote:
                heads.setdefault(quote, len(marks))
    return marks, [Link(heads[quote], number, label) for quote, number, label in further if quote in heads]


def notes_of(codes: Sequence[str]) -> dict[str, str]:
    """What the codes with a name before a colon say."""
    pairs = (code.partition(": ") for code in reversed(codes) if ": " in code)
    return noted({name: value for name, _, value in pairs})
