"""``python -m benchmarks.persons [--data FOLDER]``: titles and affiliations of those who speak in 401 articles.

``read_persons.jsonl`` has for the most important persons of training articles what a language model read there after
written rules (``training/DATA.md``): where the name and the title stand, and the bodies that the person belongs to, the
one to print first.  Nothing was fitted on these articles.  The rows of one half were looked at while rules were
written, those of the other half were not.  Counted once for each person to whom newsan gives words.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from analyzers.matching import same
from benchmarks.cards import annotated, is_same, plain
from benchmarks.gold import FOLDER, folder_of
from newsan.document import AnnotatedDocument, Speaker

READ = Path(__file__).with_name("read_persons.jsonl")

Person = tuple[int, int, list[int] | None, list[str]]
"""Start and end of the name, where the title stands, and the bodies."""


def speakers(document: AnnotatedDocument) -> Iterator[Speaker]:
    """The persons with a name who speak, each once."""
    known = set[str]()
    for attribution in document.attributions:
        speaker = attribution.speaker
        if speaker and speaker.name and speaker.status == "named" and speaker.type == "person":
            if speaker.name not in known:
                yield speaker
            known.add(speaker.name)


def counted(document: AnnotatedDocument, persons: Sequence[Person], counts: Counter[str]) -> None:
    """Add what is right in one article."""
    text, found = document.document.text, list(speakers(document))
    for start, end, title, bodies in persons:
        one = next((one for one in found if one.name and same(one.name, text[start:end], lenient=True)), None)
        if one is None:
            continue
        given = plain(text[slice(*one.title)]) if one.title else ""
        wanted = plain(text[slice(*title)]) if title else ""
        counts.update(
            persons=1,
            titles=bool(wanted),
            given=bool(given),
            whole=bool(wanted) and given == wanted,
            missing=bool(wanted) and not given,
            affiliations=bool(bodies),
            affiliations_given=bool(one.affiliation),
            affiliations_right=any(is_same(one.affiliation or "", body) for body in bodies),
        )


def shares(counts: Mapping[str, int]) -> dict[str, float]:
    """The figures in percent, and how many persons there are."""
    pairs = {
        "title whole": ("whole", "titles"),
        "title missing": ("missing", "titles"),
        "affiliation found": ("affiliations_right", "affiliations"),
        "affiliation right": ("affiliations_right", "affiliations_given"),
    }
    found = {name: round(100 * counts[part] / max(1, counts[all_]), 1) for name, (part, all_) in pairs.items()}
    return {**found, "persons": counts["persons"], "with a title": counts["titles"]}


@click.command(help=__doc__)
@FOLDER
def main(data: Path | None) -> None:
    """Measure."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no corpora: name their folder with --data")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one, document in annotated(READ, folder):
        counted(document, one["persons"], counts["looked at" if one["looked_at"] else "not looked at"])
    click.echo(json.dumps({name: shares(some) for name, some in counts.items()}, indent=1))


if __name__ == "__main__":
    main()
