"""doccano: JSON lines for a project of sequence labelling with relations.

After https://doccano.github.io/doccano/: ``entities`` with ``start_offset`` and ``end_offset``, ``relations`` with
``from_id`` and ``to_id``; offsets are code points.  doccano keeps other fields as metadata and exports them again.  It
has no place for names and the like, so these are such a field, by the place of the mark.  The older form with
``label``, a list of triples, is read too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from newsan.coding.codes import CodedDocument
from newsan.coding.marks import LABELS, Link, Mark, Notes, designed, from_marks, marks_of, noted, with_layers

LABEL_FILE = "labels.json"


def write(documents: Sequence[CodedDocument], suggested: bool) -> Mapping[str, bytes]:
    """The documents, and the labels to import."""
    lines = [json.dumps(record(one), ensure_ascii=False) + "\n" for one in documents]
    labels = [{"text": label} for label in LABELS]
    return {
        "documents.jsonl": "".join(lines).encode("utf-8", "replace"),
        LABEL_FILE: json.dumps(labels, indent=1).encode("utf-8"),
    }


def record(coded: CodedDocument) -> dict[str, Any]:
    """One document."""
    marks, links = marks_of(coded)
    return {
        "text": coded.text,
        "entities": [
            {"id": one.id, "label": one.label, "start_offset": one.start, "end_offset": one.end} for one in marks
        ],
        "relations": [
            {"id": number, "from_id": one.one, "to_id": one.other, "type": one.label}
            for number, one in enumerate(links, 1)
        ],
        "Comments": [],
        "doc_id": coded.id,
        "probability": coded.probability,
        "stratum": coded.stratum,
        "notes": notes_by_place(marks),
    }


def notes_by_place(marks: Sequence[Mark]) -> dict[str, list[Notes]]:
    """What is noted of the marks at each place, in their order."""
    found: dict[str, list[Notes]] = {}
    for one in marks:
        if one.notes:
            found.setdefault(place(one), []).append(one.notes)
    return found


def place(mark: Mark) -> str:
    """The place and the label of a mark, as a key."""
    return f"{mark.start}-{mark.end} {mark.label}"


def read(files: Mapping[str, bytes]) -> list[CodedDocument]:
    """The documents of an export."""
    content = next(data for name, data in sorted(files.items()) if name.endswith(("jsonl", "ndjson")))
    records = [json.loads(line) for line in content.decode("utf-8-sig").split("\n") if line.strip()]
    return with_layers([document(number, one) for number, one in enumerate(records, 1)])


def document(number: int, record: Mapping[str, Any]) -> CodedDocument:
    """The document of a record."""
    notes = {name: list(given) for name, given in (record.get("notes") or {}).items()}
    if "entities" in record:
        given = [(one["id"], one["start_offset"], one["end_offset"], one["label"]) for one in record["entities"]]
    else:
        given = [(i, *one) for i, one in enumerate(record.get("label", ()), 1)]
    marks = [Mark(*one) for one in given]
    whole = [replace(one, notes=noted(notes[place(one)].pop(0))) if notes.get(place(one)) else one for one in marks]
    links = [Link(one["from_id"], one["to_id"], one["type"]) for one in record.get("relations", ())]
    made = from_marks(str(record.get("doc_id") or record.get("id") or number), record["text"], whole, links)
    return designed(made, None, record.get("probability"), record.get("stratum"))
