"""newsan's answers for gold records, by the code that its commands run, in the form of the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from analyzers import ANALYZERS
from benchmarks.records import Record
from benchmarks.scores.actors import QUESTIONS
from benchmarks.stances import stances as stances_shown
from newsan.document import AnnotatedDocument, Attribution, Document, Span
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Reading, load, read
from newsan.language.model.stances import Probabilities, Question, stances
from newsan.language.pipeline import annotate

LABELS = ("negative", "neutral", "positive")
"""The order of the model's probabilities."""

FORWARD = {"neutral": 0, "positive": 1, "negative": 3}
BACKWARD = {"neutral": 0, "positive": 2, "negative": 4}
"""The five classes of ``scores/directed.py``, from the first to the second of a pair and back."""


def entities(records: Iterable[Record]) -> Iterator[Record]:
    """The mentions of all actors, ``[start, end, label]``, with the type that a command gives: the actor's."""
    for doc in annotated(records, "entities"):
        found = sorted((m.start, m.end, entity.type.upper()) for entity in doc.entities for m in entity.mentions)
        yield {"id": doc.document.id, "entities": [list(entity) for entity in found]}


def quotes(records: Iterable[Record]) -> Iterator[Record]:
    """The attributions, speech and thought alike, since the gold has both, but none inside the content of another."""
    for doc in annotated(records, "quotes"):
        yield {"id": doc.document.id, "attributions": [attribution(one) for one in outer(doc)]}


def outer(doc: AnnotatedDocument) -> Iterator[Attribution]:
    """The attributions that the text itself reports."""
    return (one for one in doc.attributions if one.reported_in is None)


def attribution(one: Attribution) -> Record:
    """An attribution in the form of the gold."""
    return {
        "source": [list(one.source)] if one.source else [],
        "cue": [list(one.cue)] if one.cue else [],
        "content": [list(span) for span in one.content],
    }


def annotated(records: Iterable[Record], part: str) -> Iterator[AnnotatedDocument]:
    """The records' texts as a command gets them."""
    return annotate((Document(record["id"], record["text"]) for record in records), parts=(part,))


def actors(records: Iterable[Record]) -> Iterator[Record]:
    """The detail rows of the three commands."""
    for doc in annotated(records, "stance"):
        yield {"id": doc.document.id, **{name: rows(doc, name) for name in QUESTIONS}}


def speakers(records: Iterable[Record]) -> Iterator[Record]:
    """The rows of quotations and of thoughts."""
    for doc in annotated(records, "quotes"):
        yield {"id": doc.document.id, "quotes": rows(doc, "quotes", thoughts=True)}


def rows(doc: AnnotatedDocument, name: str, **options: Any) -> list[Record]:
    """The detail rows of a command; those of quotations with their content as spans."""
    found = [{field: getattr(row, field) for field in row.__slots__} for row in ANALYZERS[name].rows(doc, **options)]
    for row in found:
        if "spans" in row:
            row["content"] = [list(map(int, span.split("-"))) for span in row["spans"].split(";")]
    return found


def tone(records: Iterable[Record]) -> Iterator[Record]:
    """The most probable tone towards the target."""
    for record, probabilities in tone_probabilities(records):
        yield {"id": record["id"], "label": likeliest(probabilities)}


def tone_probabilities(records: Iterable[Record]) -> Iterator[tuple[Record, Probabilities]]:
    """Each record with the probabilities of the sentence's tone towards the target."""
    model = load()
    for record in records:
        (target,) = spans = [_span(record["target"])]
        reading, lines = _read(record["text"])
        line = around(spans, lines)
        yield record, stances(model, reading, [Question(line, line, None, target, "tone")])[0]


def directed(records: Iterable[Record]) -> Iterator[Record]:
    """The likeliest stance of the source towards the target, the reverse, and both in one."""
    for record, given, back in pair_probabilities(records):
        labels = {"label": likeliest(given), "reversed": likeliest(back)}
        both = (given, back) if record["source"] < record["target"] else (back, given)
        yield {"id": record["id"], **labels, "dse_label": five_class(*both)}


def pair_probabilities(records: Iterable[Record]) -> Iterator[tuple[Record, Probabilities, Probabilities]]:
    """Each record with the probabilities of the source's stance towards the target, and of the reverse."""
    model = load()
    for record in records:
        source, target = spans = [_span(record["source"]), _span(record["target"])]
        reading, lines = _read(record["text"])
        line = around(spans, lines)
        both = [Question(line, line, source, target, "pair"), Question(line, line, target, source, "pair")]
        given, back = stances(model, reading, both)
        yield record, given, back


def stance_probabilities(records: Iterable[Record]) -> Iterator[tuple[Record, Probabilities]]:
    """Each item of ``stance/`` with the probabilities of the polarities; its passage is read by itself."""
    model = load()
    for record in records:
        reading, lines = _read(record["text"])
        passage = (lines[0][0], lines[-1][1])
        holder = None if record["layer"] == "portrayal" else _span(record["holder_span"])
        question = Question(passage, _span(record["sentence"]), holder, _span(record["target_span"]), record["layer"])
        yield record, stances(model, reading, [question])[0]


def five_class(first: Probabilities, second: Probabilities) -> int:
    """The class of an unordered pair: the surer of the two directions that take a side."""
    directions = [(first, FORWARD), (second, BACKWARD)]
    sides = [(max(p), numbers[likeliest(p)]) for p, numbers in directions]
    return max(((sure, number) for sure, number in sides if number), default=(0.0, 0))[1]


def likeliest(probabilities: Probabilities) -> str:
    """The most probable label."""
    return LABELS[probabilities.index(max(probabilities))]


def _span(pair: list[int]) -> Span:
    """A span out of JSON."""
    return pair[0], pair[1]


def _read(text: str) -> tuple[Reading, tuple[Span, ...]]:
    """What the model makes of a short text, read as one section like any article, and its sentences."""
    blocks = paragraphs(text)
    lines = sentences(text, blocks)
    return read(load(), text, (lines[0][0], lines[-1][1]), blocks, lines), lines


def around(spans: Iterable[Span], lines: Iterable[Span]) -> Span:
    """The sentence that holds the spans; all from the first to the last if they stand in several."""
    first, last = min(spans), max(spans)
    held = [line for line in lines if line[1] > first[0] and line[0] < last[1]]
    return held[0][0], held[-1][1]


PREDICTIONS: dict[str, Callable[[Iterable[Record]], Iterator[Record]]] = {
    "entities": entities,
    "quotes": quotes,
    "tone": tone,
    "directed": directed,
    "actors": actors,
    "speakers": speakers,
    "stances": stances_shown,
}
