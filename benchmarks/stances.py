"""``python -m benchmarks.stances [--data FOLDER] [--part train]``: do readers see the sides that newsan shows?

The items of ``stance/`` are single holders and targets in passages of whole articles, read one by one.  newsan reads
the articles, and each item is looked up among its evidence: the same layer, holder and target, in the target's
sentence.  Figures by layer, and by rule: how many rows take a side, how many of these the readers see as well
(precision), how many of the readers' sides are shown (recall), and how many rows have the opposite side.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from benchmarks.gold import FOLDER, folder_of
from benchmarks.records import Record, read
from benchmarks.scores.ratios import percent
from newsan import choices
from newsan.document import AUTHOR, AnnotatedDocument, Document, Judgement
from newsan.language.pipeline import annotate

TEXTS = {
    "polnear": "quotes/polnear_train",
    "worldwide": "entities/worldwide_train",
    "wikinews": "raw/wikinews",
}
"""Where the articles of the items stand, by the first part of an item's ``doc``."""

OPPOSITE = {"positive": "negative", "negative": "positive"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What newsan shows about one item: ``given`` is None if it shows nothing, ``rule`` what found it."""

    item: Record
    given: Judgement | None


def items(data: Path, part: str) -> list[Record]:
    """The items of ``train`` or ``dev``."""
    return read(data / "stance" / f"stance_{part}.jsonl.gz")


def articles(data: Path, wanted: Iterable[str]) -> Iterator[Document]:
    """The articles with these ``doc`` ids."""
    known = set(wanted)
    for name, file in TEXTS.items():
        for record in read(data / f"{file}.jsonl.gz"):
            if f"{name}:{record['id']}" in known:
                yield Document(f"{name}:{record['id']}", record["text"])


def answers(data: Path, part: str) -> Iterator[Answer]:
    """Every item with newsan's row about it."""
    by_article: dict[str, list[Record]] = defaultdict(list)
    for item in items(data, part):
        by_article[item["doc"]].append(item)
    for doc in annotate(articles(data, by_article), parts=("stance",)):
        for item in by_article[doc.document.id]:
            yield Answer(item, shown(doc, item))


def shown(doc: AnnotatedDocument, item: Record) -> Judgement | None:
    """newsan's evidence about an item, if it gives any."""
    begin = doc.document.text.find(item["text"])
    if begin < 0:
        return None
    start, end = (begin + x for x in item["sentence"])
    target = named_at(doc, (begin + item["target_span"][0], begin + item["target_span"][1])) or item["target"]
    for judgement in doc.judgements:
        line = doc.sentences[judgement.sentence]
        same = judgement.layer == item["layer"] and judgement.target == target and line[0] < end and start < line[1]
        if same and (item["layer"] == "portrayal" or is_holder(doc, judgement, item, begin)):
            return judgement
    return None


def is_holder(doc: AnnotatedDocument, judgement: Judgement, item: Record, begin: int) -> bool:
    """Whether a judgement has the item's holder: by name, or as the speaker of the words at the holder's place."""
    if judgement.holder == AUTHOR:
        return False
    start, end = (begin + x for x in item["holder_span"])
    at = {named_at(doc, (start, end)), item["holder"]} | {
        a.speaker.name for a in doc.attributions if a.speaker and a.source and a.source[0] < end and start < a.source[1]
    }
    return judgement.holder in at


def named_at(doc: AnnotatedDocument, span: tuple[int, int]) -> str | None:
    """The entity with a mention that shares a character with a span."""
    return next((e.name for e in doc.entities for m in e.mentions if m.start < span[1] and span[0] < m.end), None)


def figures(found: Iterable[Answer]) -> Record:
    """Rows that take a side, precision, recall, share of opposite sides."""
    rows = list(found)
    sides = [a for a in rows if a.given and a.given.stance != "neutral"]
    right = sum(a.given.stance == a.item["label"] for a in sides if a.given)
    opposite = sum(a.item["label"] == OPPOSITE.get(a.given.stance) for a in sides if a.given)
    polar = sum(a.item["label"] != "neutral" for a in rows)
    return {
        "items": len(rows),
        "sides": len(sides),
        "precision": percent(right, len(sides)),
        "recall": percent(right, polar),
        "opposite": percent(opposite, len(sides)),
    }


def report(found: list[Answer]) -> Record:
    """The figures of all items, of each layer, and of each rule (without recall, which no rule has by itself)."""
    layers = {layer: figures(a for a in found if a.item["layer"] == layer) for layer in choices.LAYERS}
    rules = {rule: figures(a for a in found if a.given and a.given.rule == rule) for rule in ("act", "model")}
    shown_by_default = figures(a for a in found if a.item["layer"] != "portrayal")
    return {"shown by default": shown_by_default, **layers, **rules}


@click.command(help=__doc__)
@FOLDER
@click.option("--part", type=click.Choice(["train", "dev"]), default="dev", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write all items, with rows.")
def main(data: Path | None, part: str, output: Path | None) -> None:
    """Command line."""
    folder = folder_of(data)
    if folder is None:
        raise click.ClickException("the folder of the corpora is not there: name it with --data")
    found = list(answers(folder, part))
    if output:
        lines = ({**a.item, "row": a.given and asdict(a.given)} for a in found)
        output.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    click.echo(json.dumps(report(found), indent=1))


if __name__ == "__main__":
    main()
