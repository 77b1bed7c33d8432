"""``python -m benchmarks.coref GOLD.jsonl.gz``: who is meant by pronouns and descriptions, measured on gold anaphors.

    python -m benchmarks.coref coref_dev.jsonl.gz          chains of GUM, LitBank and MEANTIME
    python -m benchmarks.coref gap_dev.jsonl.gz            pairs of GAP
    python -m benchmarks.coref worldwide_who_dev.jsonl.gz  articles of entities/worldwide_* beside it
    python -m benchmarks.coref GOLD -o LINKS.jsonl         also writes [start, end, name] of every anaphor answered

The product's own names are candidates; every gold anaphor is asked in the text as the product reads it.  The figures go
to stdout as JSON; ``benchmarks/scores/coref.py`` says what they mean.  ``training/DATA.md`` has the formats.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.records import Record, read, write
from benchmarks.scores.coref import Answer, score
from newsan.document import Document, Span
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.questions import meaning
from newsan.language.pipeline import discourses
from newsan.language.syntax.noun_phrases import read_noun_phrase
from training.coref import DESCRIPTION, HE_SHE, THEY_IT, Anaphor, Chained, chains, pair, told

KINDS = {HE_SHE: "he or she", THEY_IT: "it or they", DESCRIPTION: "description"}


def texts(gold: Path) -> Iterator[tuple[str, Chained]]:
    """The texts of a gold file by their ids, with their anaphors."""
    records = read(gold)
    articles = _articles(gold) if "who" in records[0] else {}
    for record in records:
        if "who" in record:
            article = articles[record["id"]]
            yield record["id"], told(record, article["text"], article["entities"])
        else:
            yield record["id"], pair(record) if "pronoun" in record else chains(record)


def _articles(gold: Path) -> dict[str, Record]:
    """The articles of world news by their ids."""
    folder = gold.parent.parent / "entities"
    return {one["id"]: one for path in sorted(folder.glob("worldwide_*.jsonl.gz")) for one in read(path)}


def answered(discourse: Discourse, span: Span) -> int | None:
    """The number of the entity that the product takes words for, None if it names nobody."""
    own = {one.source: i for i, one in enumerate(discourse.attributions) if one.source}
    found = meaning(discourse, read_noun_phrase(discourse.index, *span), own.get(span)).candidate
    return found.key.entity if found and found.key.entity >= 0 else None


def labels(discourse: Discourse, asked: Anaphor, entity: int | None) -> list[bool]:
    """Which candidates of an anaphor are names of an entity."""
    mentions = discourse.index.entities[entity].mentions if entity is not None else ()
    return [any(one.start < end and start < one.end for one in mentions) for (start, end), _ in asked.candidates]


def judged(discourse: Discourse, asked: Anaphor, entity: int | None) -> Answer:
    """Whether the product's entity is one that a right name belongs to."""
    found, wanted = labels(discourse, asked, entity), [right for _, right in asked.candidates]
    hit = any(a and b for a, b in zip(found, wanted, strict=True))
    return Answer(KINDS[asked.kind], any(wanted), entity is not None, hit, both=found == wanted)


@click.command(help=__doc__)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the answers here.")
def main(gold: Path, output: Path | None) -> None:
    """Measure who is meant."""
    given = list(texts(gold))
    answers: list[Answer] = []
    links: list[Record] = []
    read_texts = discourses(Document(name, text.text) for name, text in given)
    for (name, text), discourse in zip(given, read_texts, strict=True):
        here = [(one, answered(discourse, one.span)) for one in text.anaphors if _asked(one, gold)]
        names = discourse.index.entities
        links.append({"id": name, "links": [[*one.span, names[n].name] for one, n in here if n is not None]})
        answers += (judged(discourse, one, n) for one, n in here)
    if output:
        write(output, links)
    click.echo(json.dumps(score(answers), indent=1))


def _asked(one: Anaphor, gold: Path) -> bool:
    """Whether an anaphor counts: its name stands before it, or it has none; pairs count always."""
    rights = [name for name, right in one.candidates if right]
    return "gap" in gold.name or not rights or any(name[1] <= one.span[0] for name in rights)


if __name__ == "__main__":
    main()
