"""Prodigy: JSON lines for its recipes ``spans.manual`` and ``rel.manual``.

After https://prodi.gy/docs/api-interfaces: ``tokens``, ``spans`` with offsets in characters and in tokens, and
``relations`` between spans.  Prodigy keeps further fields of a span, so the speaker is one.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from newsan.coding.codes import CodedDocument
from newsan.coding.marks import Link, Mark, designed, from_marks, marks_of, noted, tokens, with_layers
from newsan.document import Span


def write(documents: Sequence[CodedDocument], suggested: bool) -> Mapping[str, bytes]:
    """The tasks."""
    lines = [json.dumps(task(one, suggested), ensure_ascii=False) + "\n" for one in documents]
    return {"tasks.jsonl": "".join(lines).encode("utf-8", "replace")}


def task(coded: CodedDocument, suggested: bool) -> dict[str, Any]:
    """One task."""
    marks, links = marks_of(coded)
    found = tokens(coded.text, marks)
    spans = {mark.id: span(mark, found) for mark in marks}
    relations = [
        {
            "head": spans[link.one]["token_end"],
            "child": spans[link.other]["token_end"],
            "head_span": spans[link.one],
            "child_span": spans[link.other],
            "label": link.label,
        }
        for link in links
    ]
    return {
        "text": coded.text,
        "tokens": [
            {"text": coded.text[start:end], "start": start, "end": end, "id": i, "ws": coded.text[end : end + 1] == " "}
            for i, (start, end) in enumerate(found)
        ],
        "spans": list(spans.values()),
        "relations": relations,
        "meta": {"doc_id": coded.id, "probability": coded.probability, "stratum": coded.stratum},
        **({} if suggested else {"answer": "accept"}),
    }


def span(mark: Mark, found: Sequence[Span]) -> dict[str, Any]:
    """A mark as a span."""
    starts = [start for start, _ in found]
    first, behind = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
    made = {"start": mark.start, "end": mark.end, "token_start": first, "token_end": max(first, behind - 1)}
    return {**made, "label": mark.label, **mark.notes}


def read(files: Mapping[str, bytes]) -> list[CodedDocument]:
    """The tasks that were accepted."""
    content = next(data for name, data in sorted(files.items()) if name.endswith(("jsonl", "ndjson")))
    records = [json.loads(line) for line in content.decode("utf-8-sig").split("\n") if line.strip()]
    return with_layers(
        [document(i, one) for i, one in enumerate(records, 1) if one.get("answer", "accept") == "accept"]
    )


def document(number: int, record: Mapping[str, Any]) -> CodedDocument:
    """The document of a task."""
    meta = record.get("meta") or {}
    marks = [
        Mark(i, one["start"], one["end"], one["label"], noted(one)) for i, one in enumerate(record.get("spans", ()), 1)
    ]
    by_place = {(one.start, one.end, one.label): one.id for one in marks}
    links = []
    for one in record.get("relations", ()):
        ends = [by_place.get(place(one[name])) for name in ("head_span", "child_span")]
        if ends[0] and ends[1]:
            links.append(Link(ends[0], ends[1], one["label"]))
    made = from_marks(str(meta.get("doc_id") or number), record["text"], marks, links)
    return designed(made, None, meta.get("probability"), meta.get("stratum"))


def place(span: Mapping[str, Any]) -> tuple[int, int, str]:
    """By what a span is known."""
    return span["start"], span["end"], span["label"]
