"""Label Studio: tasks in its JSON format, and the configuration of the labelling interface.

After https://labelstud.io/guide/task_format and https://labelstud.io/guide/predictions; annotations are read from its
JSON export.  A stance is a region of its own on the evidence, with its holder, its target and its side: a relation of
two mentions would not say which words are the evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsan.coding.codes import SOURCE_TYPES, CodedDocument
from newsan.coding.marks import (
    KINDS,
    LABELS,
    QUOTATION,
    STANCE,
    TYPES,
    Link,
    Mark,
    designed,
    fitting,
    from_marks,
    marks_of,
    noted,
    with_layers,
)

TASKS, CONFIGURATION = "tasks.json", "label_config.xml"
SPOKEN = (*KINDS, QUOTATION)
CONFIG = """<View>
  <Labels name="label" toName="text" choice="single">
{labels}
  </Labels>
  <Relations>
    <Relation value="source"/>
    <Relation value="cue"/>
    <Relation value="continued"/>
  </Relations>
  <Text name="text" value="$text" granularity="word"/>
{notes}
</View>
"""
WRITTEN = {
    "speaker": (SPOKEN, "Speaker: the full name, or the description"),
    "name": (TYPES, "The name that it goes by"),
    "holder": ((STANCE,), "Whose stance it is"),
    "target": ((STANCE,), "Towards whom"),
}
"""What is noted in words: of which labels, and what stands in the empty field."""
CHOSEN = {
    "status": (SPOKEN, ("named", "unnamed", "unresolved", "unattributed")),
    "source_type": (SPOKEN, SOURCE_TYPES),
    "stance": ((STANCE,), ("positive", "negative")),
    "layer": ((STANCE,), ("expressed", "directed")),
}
"""What is chosen: of which labels, and the choices."""


def write(documents: Sequence[CodedDocument], suggested: bool) -> Mapping[str, bytes]:
    """Tasks and configuration; marks are predictions where they are suggestions, else annotations."""
    tasks = [task(number, one, suggested) for number, one in enumerate(documents, 1)]
    labels = "\n".join(f'    <Label value="{label}"/>' for label in LABELS)
    return {
        TASKS: json.dumps(tasks, ensure_ascii=False, indent=1).encode("utf-8", "replace"),
        CONFIGURATION: CONFIG.format(labels=labels, notes="\n".join(fields())).encode("utf-8"),
    }


def fields() -> Iterator[str]:
    """The field of each thing that is noted, shown with the labels that have it."""
    for name, (labels, values) in CHOSEN.items():
        choices = "".join(f'\n    <Choice value="{value}"/>' for value in values)
        yield f'  <Choices name="{name}" choice="single" {shown(labels)}>{choices}\n  </Choices>'
    for name, (labels, hint) in WRITTEN.items():
        yield f'  <TextArea name="{name}" editable="true" maxSubmissions="1" placeholder="{hint}" {shown(labels)}/>'


def shown(labels: Sequence[str]) -> str:
    """The attributes of a field of a region that has one of these labels."""
    return f'toName="text" perRegion="true" whenTagName="label" whenLabelValue="{",".join(labels)}"'


def task(number: int, coded: CodedDocument, suggested: bool) -> dict[str, Any]:
    """One task."""
    result = list(results(coded))
    data = {"text": coded.text, "doc_id": coded.id, "probability": coded.probability, "stratum": coded.stratum}
    if suggested:
        predictions = [{"model_version": "newsan", "result": result}] if result else []
        return {"id": number, "data": data, "predictions": predictions}
    return {"id": number, "data": data, "annotations": [{"result": result, "was_cancelled": False}]}


def results(coded: CodedDocument) -> Iterator[dict[str, Any]]:
    """The results of a task: a region with its label, what is said of it, and the relations of regions."""
    marks, links = marks_of(coded)
    for mark in marks:
        place = {"start": mark.start, "end": mark.end}
        region = {"id": f"m{mark.id}", "to_name": "text"}
        words = coded.text[mark.start : mark.end]
        yield {
            **region,
            "from_name": "label",
            "type": "labels",
            "value": {**place, "text": words, "labels": [mark.label]},
        }
        for name, value in mark.notes.items():
            type_, key = ("textarea", "text") if name in WRITTEN else ("choices", "choices")
            yield {**region, "from_name": name, "type": type_, "value": {**place, key: [value]}}
    for link in links:
        ends = {"from_id": f"m{link.one}", "to_id": f"m{link.other}"}
        yield {"type": "relation", **ends, "direction": "right", "labels": [link.label]}


def read(files: Mapping[str, bytes]) -> list[CodedDocument]:
    """The annotated tasks of an export; tasks without an annotation were not coded."""
    content = next(data for name, data in sorted(files.items()) if name.endswith(".json"))
    return with_layers([one for one in map(document, json.loads(content)) if one is not None])


def document(task: Mapping[str, Any]) -> CodedDocument | None:
    """The document of a task, by the last annotation that was not skipped; None without one."""
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    if not done:
        return None
    data = task["data"]
    numbers: dict[str, int] = {}
    found: dict[int, dict[str, Any]] = {}
    links = []
    for one in done[-1]["result"]:
        if one["type"] == "relation":
            links.append(one)
        else:
            number = numbers.setdefault(one["id"], len(numbers) + 1)
            note(found.setdefault(number, {}), one, data["text"])
    marks = [mark(number, values) for number, values in found.items() if "label" in values]
    known = [one for one in links if one["from_id"] in numbers and one["to_id"] in numbers]
    joined = [Link(numbers[one["from_id"]], numbers[one["to_id"]], "") for one in known]
    made = from_marks(str(data.get("doc_id") or task.get("id")), data["text"], marks, joined)
    return designed(made, None, data.get("probability"), data.get("stratum"))


def note(values: dict[str, Any], result: Mapping[str, Any], text: str) -> None:
    """Put what one result says of a region to what is known of it."""
    value = result["value"]
    if result["type"] == "labels":
        values["start"], values["end"] = fitting(text, value["start"], value["end"], value.get("text"))
        values["label"] = value["labels"][0]
    elif result["type"] == "textarea":
        given = value["text"]
        values[result.get("from_name", "speaker")] = given if isinstance(given, str) else " ".join(given)
    elif result["type"] == "choices":
        values[result.get("from_name", "status")] = value["choices"][0]


def mark(number: int, values: Mapping[str, Any]) -> Mark:
    """The mark of what is known of a region."""
    return Mark(number, values["start"], values["end"], values["label"], noted(values))
