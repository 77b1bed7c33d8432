"""``python -m training.affiliations [--data FOLDER] [--write]``: what says to which body a person belongs.

The head has the form of the antecedent head and reads the same states, whose matrices stay as they are; it learns from
persons of news whose bodies, countries and parties were read (``DATA.md``).  Printed are precision and recall in
articles that the fit has not seen, by how likely the answer has to be; ``--write`` writes the fit over all into the
shipped files.  A run takes five minutes on one processor core; it comes after ``training.antecedent_head``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import torch

from analyzers.matching import same
from benchmarks.gold import FOLDER, folder_of
from newsan.document import Document, Span
from newsan.language.coreference.discourse import affiliation_name
from newsan.language.index import Index
from newsan.language.layout.sentences import paragraphs
from newsan.language.model.encoder import load, read
from newsan.language.pipeline import discourses
from newsan.language.speakers.affiliations import affiliation_question
from training.antecedent_head import Head, Settings, Table, features_of, folds, learn, likelihoods, write
from training.antecedents import SETS, Known, states
from training.corpora import records

READ = Path(__file__).with_name("read_affiliations.jsonl")
"""Persons in articles of three training sets: where each is named first, and their bodies, the one to print first."""

KINDS = ("affiliation",)

PARTIES = {"Republican": ("Republican", "GOP"), "Democratic": ("Democrat",)}
"""How the names of two parties, and the words for their people, begin."""

SEEN = 12
"""Candidates that have to have a feature for it to be learned."""

SETTINGS = Settings(passes=15, batch=16, rate=1e-2, net_rate=1e-3, decay=0.1, ridge=1e-3)
"""How the fit is made; chosen by the precision and recall of articles that were not seen (``TUNING.md``)."""

LEAST = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8)

Read = tuple[Known, bool]
"""A question, and whether the person belongs to any body, named nearby or not."""


def questions(data: Path) -> list[Read]:
    """The questions about all persons that were read."""
    texts = {
        (name, str(one["id"])): one["text"] for name, file in SETS.items() for one in records(data / f"{file}.jsonl.gz")
    }
    articles = [json.loads(line) for line in READ.read_text(encoding="utf-8").splitlines()]
    documents = (Document(f"{one['set']} {one['id']}", texts[one["set"], one["id"]]) for one in articles)
    found: list[Read] = []
    for one, discourse in zip(articles, discourses(documents), strict=True):
        found += _asked(f"{one['set']} {one['id']}", discourse.index, one["read"])
    return found


def _asked(article: str, index: Index, persons: Iterable[tuple[int, int, list[str]]]) -> Iterator[Read]:
    """The questions about the persons of one article."""
    reading = read(load(), index.text, (0, len(index.text)), paragraphs(index.text), index.sentences)
    entities = {mention.start: mention.entity for mention in index.mentions if mention.type == "person"}
    for start, _, bodies in persons:
        seen: list[Span] = []

        def note(_: str, asked: Span, places: Sequence[object], __: object, seen: list[Span] = seen) -> list[float]:
            seen.append(asked)
            return [0.0] * (1 + len(places))

        if start not in entities or (asked := affiliation_question(index, note, entities[start])) is None:
            continue
        names = [affiliation_name(index, candidate.key.entity) for candidate in asked.candidates]
        right = tuple(any(_same(name, body) for body in bodies) for name in names)
        known = states(reading, seen[0], asked.candidates)
        yield Known("read", article, asked, right, not any(right), (), *known), bool(bodies)


def _same(one: str, other: str) -> bool:
    """Whether two names are of one body; a party goes by the words for its people, too."""
    parties = [next((party for party, stem in PARTIES.items() if name.startswith(stem)), name) for name in (one, other)]
    return parties[0] == parties[1] or same(one, other, lenient=True)


def names_of(asked: Iterable[Known]) -> list[str]:
    """The names of the features that are frequent enough."""
    counts = Counter(name for one in asked for features in features_of(one) for name in features)
    return sorted(name for name, n in counts.items() if n >= SEEN)


def fit(asked: Sequence[Read], names: Sequence[str]) -> Head:
    """A head that has learned from the questions whose answer is nobody or among the candidates."""
    torch.manual_seed(0)
    some = [one for one, belongs in asked if any(one.right) or not belongs]
    head, matrices = Head(len(some[0].own), len(names), len(KINDS)), load().heads
    for layer, name in ((head.own, "own"), (head.other, "other")):
        layer.weight.data = torch.from_numpy(matrices[f"antecedent.{name}.weight"].T.copy())
        layer.weight.requires_grad = False
    return learn(head, torch.zeros(len(KINDS), len(names)), Table(some, names, KINDS), SETTINGS)


def unseen(asked: Sequence[Read], names: Sequence[str]) -> Iterator[tuple[Read, list[float]]]:
    """The questions, each with the likelihoods by a fit that has not seen its article."""
    for left_out in folds(one.article for one, _ in asked):
        head = fit([one for one in asked if one[0].article not in left_out], names)
        some = [one for one in asked if one[0].article in left_out]
        yield from zip(some, likelihoods(head, Table([one for one, _ in some], names, KINDS)), strict=True)


@click.command(help=__doc__)
@FOLDER
@click.option("--write", "writes", is_flag=True, help="Write the weights.")
def main(data: Path | None, writes: bool) -> None:
    """Fit and measure."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no corpora: name their folder with --data")
    asked = questions(folder)
    names = names_of(one for one, _ in asked)
    if writes:
        write(fit(asked, names), names, KINDS, "affiliation", ("own.weight", "other.weight", "kind.weight"))
    found = list(unseen(asked, names))
    belong = sum(belongs for (_, belongs), _ in found)
    for least in LEAST:
        answers = [(one, likely) for (one, _), likely in found if max(likely[1:]) >= max(least, likely[0])]
        right = sum(one.right[max(range(len(one.right)), key=likely[1:].__getitem__)] for one, likely in answers)
        precision = right / max(1, len(answers))
        click.echo(f"least {least}: precision {precision:.3f}, found {right / belong:.3f} of {belong}")


if __name__ == "__main__":
    main()
