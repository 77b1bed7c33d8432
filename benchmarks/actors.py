"""``python -m benchmarks.actors GOLD.jsonl``: who is named, who speaks, who stands where, measured on whole articles.

    python -m benchmarks.actors GOLD.jsonl            by the code that the commands run
    python -m benchmarks.actors GOLD.jsonl --given    with the gold's mentions and quotations: linking alone
    python -m benchmarks.actors GOLD.jsonl --errors   the quotations whose speaker is wrong, one a line

The figures go to stdout as JSON; ``benchmarks/scores/actors.py`` says what they mean.  A gold record is an article with
its ``text``, ``entities`` (name, type, mentions), ``quotes`` (source, cue, content, kind, speaker, speaker_status) and
``stance`` (holder, target, polarity).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from analyzers.matching import same
from benchmarks.predictions import annotated, rows
from benchmarks.records import Record, read
from benchmarks.scores.actors import QUESTIONS, match, score
from newsan.document import AnnotatedDocument, Attribution, Document, Mention, Span
from newsan.language.entities.link import link
from newsan.language.index import index_of
from newsan.language.layout.page import page
from newsan.language.speakers.resolve import resolve
from newsan.values import EntityType


def given(gold: Iterable[Record]) -> Iterator[AnnotatedDocument]:
    """The articles with the gold's own mentions and quotations, linked and resolved."""
    for record in gold:
        text = record["text"]
        laid_out = page(text)
        entities = link(text, mentions(record), laid_out.sentences)
        quoted = attributions(record)
        resolved = resolve(index_of(laid_out, entities), quoted, laid_out.turns).attributions
        spoken = tuple(replace(one, speaker=found.speaker) for one, found in zip(quoted, resolved, strict=True))
        document = Document(record["id"], text)
        yield AnnotatedDocument(document, laid_out.paragraphs, laid_out.sentences, entities, spoken)


def mentions(record: Record) -> list[Mention]:
    """The gold's mentions, in order."""
    found = [(start, end, one["type"].lower()) for one in record["entities"] for start, end in one["mentions"]]
    return [Mention(start, end, cast(EntityType, kind), 1.0) for start, end, kind in sorted(found)]


def attributions(record: Record) -> list[Attribution]:
    """The gold's quotations, in order of their content."""
    ordered = sorted(record["quotes"], key=lambda quote: quote["content"][0])
    return [
        Attribution(
            _span(one["source"]), _span(one["cue"]), _spans(one["content"]), one["kind"], "speech", 1.0, "model"
        )
        for one in ordered
    ]


def _span(pair: list[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


def errors(gold: Iterable[Record], found: Iterable[Record]) -> Iterator[Record]:
    """The matched quotations whose speaker or status is wrong."""
    for record, rows_found in zip(gold, found, strict=True):
        for i, j in match(record["text"], record["quotes"], rows_found["quotes"]).items():
            true, row = record["quotes"][i], rows_found["quotes"][j]
            right = same(true["speaker"], row["speaker"], lenient=True)
            if not right or true["speaker_status"] != row["speaker_status"]:
                yield {
                    "id": record["id"],
                    "source": true["source"] and record["text"][slice(*true["source"])],
                    "gold": [true["speaker"], true["speaker_status"]],
                    "found": [row["source"], row["speaker"], row["speaker_status"], row["speaker_rule"]],
                }


@click.command(help=__doc__)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--given", "from_gold", is_flag=True, help="Take mentions and quotations from the gold.")
@click.option("--errors", "wrong", is_flag=True, help="Print the quotations whose speaker is wrong.")
def main(gold: Path, from_gold: bool, wrong: bool) -> None:
    """Measure the three commands on articles."""
    records = read(gold)
    docs = given(records) if from_gold else annotated(records, "stance")
    found = [{"id": doc.document.id, **{name: rows(doc, name) for name in QUESTIONS}} for doc in docs]
    if wrong:
        for record in errors(records, found):
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(json.dumps(score(records, found), indent=1))


if __name__ == "__main__":
    main()
