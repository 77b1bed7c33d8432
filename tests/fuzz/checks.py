"""What must hold for every text, whatever is found in it; AssertionError where it does not."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, get_args

from analyzers import ANALYZERS, cells
from analyzers.quotes import voices
from analyzers.rows import words_at
from cli.formats import FORMATS
from newsan.document import AUTHOR, AnnotatedDocument, Span
from newsan.values import QuoteRule, SpeakerRule
from tests.views import view, written

OUTPUTS = list(product(ANALYZERS, (False, True), (name for name, format in FORMATS.items() if format.text)))


def check(doc: AnnotatedDocument, number: int) -> None:
    """Check spans, names, rows and summaries of a document, and one of its outputs, which depends on the number."""
    check_layout(doc)
    check_actors(doc)
    check_attributions(doc)
    check_judgements(doc)
    check_rows(doc)
    check_summaries(doc)
    check_output(doc, number)
    assert AnnotatedDocument.from_dict(json.loads(json.dumps(doc.to_dict()))) == doc, "by way of JSON"


def apart(spans: Iterable[Span], size: int) -> bool:
    """Whether spans lie in a text, in order, without touching each other's characters, none of them empty."""
    behind = 0
    for start, end in spans:
        if not behind <= start < end <= size:
            return False
        behind = end
    return True


def check_layout(doc: AnnotatedDocument) -> None:
    size = len(doc.document.text)
    assert apart(doc.paragraphs, size), "paragraphs"
    assert apart(doc.sentences, size), "sentences"


def check_actors(doc: AnnotatedDocument) -> None:
    mentions = sorted((m.start, m.end) for actor in doc.entities for m in actor.mentions)
    assert apart(mentions, len(doc.document.text)), "mentions"
    for actor in doc.entities:
        assert actor.name.strip(), "an actor without a name"
        assert actor.mentions, "an actor without mentions"
        assert all(m.type == actor.type and 0 <= m.confidence <= 1 for m in actor.mentions), "mentions of an actor"


def check_attributions(doc: AnnotatedDocument) -> None:
    size = len(doc.document.text)
    starts = [one.content[0][0] for one in doc.attributions]
    assert starts == sorted(starts), "order of attributions"
    flat = (span for one in doc.attributions if one.reported_in is None for span in one.content)
    assert apart(sorted(flat), size), "contents"
    for i, one in enumerate(doc.attributions):
        assert apart(one.content, size), "content"
        assert one.reported_in is None or 0 <= one.reported_in < i, "an attribution is reported in an earlier one"
        assert all(span is None or apart([span], size) for span in (one.source, one.cue)), "source or cue"
        assert 0 <= one.confidence <= 1, "confidence of an attribution"
        assert one.speaker is not None, "no speaker"
        assert one.rule in get_args(QuoteRule) and one.speaker.rule in get_args(SpeakerRule), "rule"
        nobody = one.speaker.status == "unattributed"
        assert nobody if one.speaker.name is None else one.speaker.name.strip(), "name of a speaker"


def check_judgements(doc: AnnotatedDocument) -> None:
    keys = [(j.sentence, j.holder, j.target, j.layer) for j in doc.judgements]
    assert len(set(keys)) == len(keys), "judgements twice"
    assert [j.start for j in doc.judgements] == sorted(j.start for j in doc.judgements), "order of judgements"
    for one in doc.judgements:
        assert 0 <= one.start <= one.end <= len(doc.document.text), "evidence"
        assert -1 <= one.score <= 1, "score"
        assert 0 <= one.confidence <= 1, "confidence of a judgement"
        assert 0 <= one.sentence < len(doc.sentences), "sentence of a judgement"
        assert one.holder.strip(), "no holder"
        assert one.target.strip(), "no target"


def check_rows(doc: AnnotatedDocument) -> None:
    text = doc.document.text
    assert doc.repairs or words_at(doc, (0, len(text))) == text, "an undamaged text is shown as it is"
    for row in ANALYZERS["entities"].rows(doc):
        assert row.mention == words_at(doc, (row.start, row.end)), "mention"
    for row in ANALYZERS["quotes"].rows(doc, thoughts=True):
        spans = [tuple(map(int, span.split("-"))) for span in row.spans.split(";")] if row.spans else []
        assert row.text == " ".join(words_at(doc, (start, end)) for start, end in spans), "text of a quotation"
        assert (row.start, row.end) == (spans[0][0], spans[-1][1]), "ends of a quotation"
        assert row.source is None or row.source == words_at(doc, (row.source_start, row.source_end)), "source"
        assert row.cue is None or row.cue == words_at(doc, (row.cue_start, row.cue_end)), "cue"
        assert 0 <= row.position <= 1, "position"
    for row in ANALYZERS["stance"].rows(doc):
        assert row.evidence == words_at(doc, (row.start, row.end)), "evidence"


def check_summaries(doc: AnnotatedDocument) -> None:
    rows = {question: list(analyzer.rows(doc)) for question, analyzer in ANALYZERS.items()}
    summed = {question: analyzer.summary([doc]) for question, analyzer in ANALYZERS.items()}
    entities = Counter((row.entity, row.type) for row in rows["entities"])
    assert entities == Counter({(row.entity, row.type): row.count for row in summed["entities"]}), "entities"
    said = list(voices(doc))
    quoted = Counter(map(ANALYZERS["quotes"].key, said))
    assert sorted(quoted.values()) == sorted(row.quotes for row in summed["quotes"]), "quotes"
    words = sum(row.words for row in said)
    assert words == sum(row.words for row in summed["quotes"]), "words"
    pairs = Counter((row.holder, row.target, row.layer) for row in rows["stance"])
    assert pairs == Counter({(row.holder, row.target, row.layer): row.n for row in summed["pairs"]}), "pairs"
    about = Counter(row.target for row in rows["stance"] if row.target != AUTHOR)
    found = {row.actor: row.positive + row.neutral + row.negative for row in summed["stance"]}
    assert about == Counter({actor: n for actor, n in found.items() if n}), "stance"


def check_output(doc: AnnotatedDocument, number: int) -> None:
    question, detail, format = OUTPUTS[number % len(OUTPUTS)]
    seen = view(question, [doc], detail=detail)
    rows = [cells for group in seen.groups for cells in group.rows]
    check_format(format, written(seen, format), list(seen.names), rows)


def check_format(format: str, output: str, names: list[str], rows: Sequence[Sequence[Any]]) -> None:
    """Check that an output reads back as the rows that were written."""
    if format in ("csv", "tsv"):
        assert cells_of(output, "," if format == "csv" else "\t") == [
            names,
            *([("" if cell is None else str(cell)) for cell in row] for row in rows),
        ], format
    elif format in ("json", "jsonl"):
        read = json.loads(output) if format == "json" else [json.loads(line) for line in output.split("\n") if line]
        assert read == [dict(zip(names, row, strict=True)) for row in rows], format
    elif format == "md":
        assert output.count("\n") == len(rows) + 2, format
    else:
        assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in output), format


def cells_of(output: str, delimiter: str) -> list[list[str]]:
    """The cells of a table in CSV, however long they are."""
    limit = csv.field_size_limit(len(output) + 1)
    try:
        return list(csv.reader(io.StringIO(output, newline=""), delimiter=delimiter))
    finally:
        csv.field_size_limit(limit)


def same(one: AnnotatedDocument, other: AnnotatedDocument) -> bool:
    """Whether two documents give the same rows."""
    return all(
        [cells(row) for row in analyzer.rows(one)] == [cells(row) for row in analyzer.rows(other)]
        for analyzer in ANALYZERS.values()
    )
