"""``python -m benchmarks.cards [--data FOLDER]``: what newsan says of the sources of 94 articles.

``read_cards.jsonl`` has for quotations of articles in two training sets (``training/DATA.md``) what a careful reader
sees in the article: the speaker ("-" before the words of a source without a name), the title and the affiliation of
a person, and the kind of source.  No weight was fitted on these articles; two in three of them were read when rules
were last written.  Titles and affiliations are counted once for each person whom newsan names rightly.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from analyzers.matching import same
from analyzers.quotes import QuoteRow, quotes
from benchmarks.gold import FOLDER, folder_of
from newsan.document import AnnotatedDocument, Document
from newsan.language.pipeline import annotate
from training.antecedents import SETS
from training.corpora import records

READ = Path(__file__).with_name("read_cards.jsonl")

PARTIES = {"democrats": "democrat", "democratic": "democrat", "republicans": "republican", "gop": "republican"}
"""Words for the people of two parties, which stand for the parties."""

Card = tuple[int, int, str, str, str, str]
"""Start and end of a quotation, its speaker, title, affiliation and kind of source."""


def counted(cards: Sequence[Card], rows: Sequence[QuoteRow], counts: Counter[str]) -> None:
    """Add what is right in the rows of one article."""
    persons: set[str] = set()
    for start, end, speaker, title, affiliation, kind in cards:
        row = next((row for row in rows if row.start < end and start < row.end), None)
        if row is None:
            continue
        named = row.speaker_status == "named"
        right = not named if speaker.startswith("-") else _is_one_of(row, speaker)
        counts.update(rows=1, right=right, kinds=right, kind_right=right and row.source_type == kind)
        if right and kind == "person" and row.speaker not in persons:
            persons.add(row.speaker or "")
            counts.update(
                titles=bool(title),
                titles_whole=bool(title) and plain(row.speaker_title) == plain(title),
                affiliations=bool(affiliation),
                affiliations_given=bool(row.speaker_affiliation),
                affiliations_right=bool(affiliation) and is_same(row.speaker_affiliation or "", affiliation),
            )


def _is_one_of(row: QuoteRow, names: str) -> bool:
    """Whether the speaker, or one who speaks jointly, is one of the names."""
    found = [name for name in (row.speaker, *(row.joint or "").split("|")) if name]
    return any(same(one, name, lenient=True) for one in found for name in names.split(" + "))


def is_same(found: str, body: str) -> bool:
    """Whether two names are of one body; a longer form of the name counts, and an adjective."""
    one, other = (PARTIES.get(words, words) for words in (plain(found), plain(body)))
    return bool(one) and (same(found, body, lenient=True) or one in other or other in one)


def plain(words: str | None) -> str:
    """Words without capitals, article and marks at the ends, to compare."""
    return " ".join((words or "").replace("’", "'").casefold().removeprefix("the ").strip(" ,.").split())


def shares(counts: Mapping[str, int]) -> dict[str, float]:
    """The figures in percent."""
    pairs = {
        "speaker right": ("right", "rows"),
        "kind of source right": ("kind_right", "kinds"),
        "title whole": ("titles_whole", "titles"),
        "affiliation found": ("affiliations_right", "affiliations"),
        "affiliation right": ("affiliations_right", "affiliations_given"),
    }
    return {name: round(100 * counts[part] / max(1, counts[whole]), 1) for name, (part, whole) in pairs.items()}


def annotated(read: Path, folder: Path) -> Iterator[tuple[dict[str, Any], AnnotatedDocument]]:
    """What was read in each article of a file, and the article with newsan's quotations."""
    texts = {
        (name, str(one["id"])): one["text"]
        for name, file in SETS.items()
        for one in records(folder / f"{file}.jsonl.gz")
    }
    articles = [json.loads(line) for line in read.read_text(encoding="utf-8").splitlines()]
    documents = [Document(one["id"], texts[one["set"], one["id"]]) for one in articles]
    yield from zip(articles, annotate(documents, parts=("quotes",)), strict=True)


@click.command(help=__doc__)
@FOLDER
def main(data: Path | None) -> None:
    """Measure."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no corpora: name their folder with --data")
    counts: Counter[str] = Counter()
    for one, document in annotated(READ, folder):
        counted([tuple(card) for card in one["cards"]], list(quotes(document)), counts)
    click.echo(
        json.dumps({**shares(counts), "rows": counts["rows"], "persons with a title": counts["titles"]}, indent=1)
    )


if __name__ == "__main__":
    main()
