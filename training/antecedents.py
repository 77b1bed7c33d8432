"""``python -m training.antecedents [--data FOLDER] [--write]``: the weights that resolve pronouns and descriptions.

Every pronoun and description whose meaning is known becomes a question: the candidates that the product finds for it,
with their features, and which of them are right.  A softmax regression with a ridge learns what each feature weighs,
one for every kind of question.  Known are the chains of GUM and LitBank, the pairs of GAP, 39 articles of world news,
every source of 60 articles of PolNeAR, and the sources of 220 further articles that were read for it (``DATA.md``).
Printed is how often the likeliest candidate is right in articles that the fit has not seen (five folds); ``--write``
writes the fit over all to
``newsan/language/model/files/antecedents.json``.  ``python -m benchmarks.coref`` has the other figures.

What a text has spoken of so far depends on how its pronouns were resolved, so the questions are asked anew with the
weights of the round before (``ROUNDS``).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, get_args

import click
import numpy as np

from analyzers.matching import same
from benchmarks.gold import FOLDER, folder_of
from benchmarks.scores.actors import match
from newsan.document import Document, Span
from newsan.language.coreference import antecedents
from newsan.language.coreference.antecedents import FILE, Candidate, Kind, Question, probabilities
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.questions import question
from newsan.language.coreference.salience import Key
from newsan.language.pipeline import discourses
from newsan.language.syntax.noun_phrases import read_noun_phrase
from training.coref import Anaphor, texts
from training.corpora import records

FOLDS, ROUNDS, STEPS = 5, 2, 8

RIDGE = 2.0
"""Strength of the ridge."""

COUNTS: Mapping[str, float] = {"coref": 0.03, "gap": 0.15, "who": 1.0, "read": 1.0, "polnear": 2.0}
"""How much a question of a source counts: novels have many and speak otherwise than news; GAP is all hard cases."""

READ = Path(__file__).with_name("read_sources.jsonl")
"""Whom sources mean in articles of three training sets: start, end and name of each."""

SETS = {"polnear": "quotes/polnear_train", "worldwide": "entities/worldwide_train", "wikinews": "raw/wikinews"}
"""The files of the articles in READ."""

NEWS = ("polnear", "read", "who")
"""The sources whose articles the fit is measured on."""

PRIOR: Mapping[Kind, Mapping[str, float]] = {
    "he or she": {"nobody: always": -1.5, "nobody: source": -3.0},
    "it or they": {"nobody: source": -4.0},
}
"""What is added to weights, chosen by cross-validation: who speaks is seldom nobody."""

LIGHTEST = 0.02
"""Weights that are smaller are left out."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question with its answer: which candidates are right, and whether nobody is."""

    source: str
    article: str
    question: Question
    right: tuple[bool, ...]
    none: bool
    unknown: tuple[bool, ...] = ()


Answer = tuple[Span, int | None, Any]
"""A span, the attribution whose source it is, and what is known of it: an anaphor, or the name of the speaker."""


def known(source: str, article: str, discourse: Discourse, answers: Iterable[Answer]) -> Iterator[Known]:
    """The questions of one text that have candidates."""
    for span, i, answer in answers:
        asked = question(discourse, read_noun_phrase(discourse.index, *span), i)
        if asked and asked.candidates:
            labels = _by_span if isinstance(answer, Anaphor) else _by_name
            if found := labels(discourse, asked.candidates, answer, span):
                yield Known(source, article, asked, *found)


Labels = tuple[tuple[bool, ...], bool] | tuple[tuple[bool, ...], bool, tuple[bool, ...]]


def _by_span(discourse: Discourse, candidates: Sequence[Candidate], answer: Anaphor, _: Span) -> Labels | None:
    """Right are entities that a right name belongs to; in a pair of GAP that means neither, all but the two."""
    entities = discourse.index.entities

    def holds(numbers: Sequence[int], spans: Sequence[Span]) -> bool:
        named = [entities[number].mentions for number in numbers if number >= 0]
        return bool(named) and all(
            any(one.start < end and start < one.end for one in mentions for start, end in spans) for mentions in named
        )

    numbers = [one.key.joint or (one.key.entity,) for one in candidates]
    if rights := [span for span, right in answer.candidates if right]:
        found = tuple(holds(number, rights) for number in numbers)
        named = any(holds((number,), rights) for number in range(len(entities)))
        return (found, not any(found)) if named else None
    if len(answer.candidates) == 2:
        return tuple(not holds(number, [span for span, _ in answer.candidates]) for number in numbers), True
    return (False,) * len(numbers), True, tuple(one.key.entity < 0 for one in candidates)


def _by_name(discourse: Discourse, candidates: Sequence[Candidate], name: str | None, span: Span) -> Labels:
    """Right are all that go by a form of the speaker's name ("A; B": either),"""
    entities = discourse.index.entities

    def called(words: str) -> bool:
        return any(same(each.strip(), words, lenient=True) for each in (name or "").split(";") if name)

    def right(key: Key) -> bool:
        members = key.joint or ((key.entity,) if key.entity >= 0 else ())
        return all(called(entities[number].name) for number in members) if members else called(key.phrase)

    found = tuple(right(one.key) for one in candidates)
    return found, not any(found)


def polnear(data: Path) -> Iterator[tuple[Document, list[Any], list[str | None]]]:
    """The articles whose speakers are known, with their attributions and the names of the speakers."""
    articles = {one["id"]: one for one in records(data / "quotes" / "polnear_train.jsonl.gz")}
    for one in records(data / "actors" / "polnear_speakers.jsonl.gz"):
        article = articles[one["id"]]
        names = [speaker["speaker"] for speaker in one["speakers"]]
        yield Document(one["id"], article["text"]), article["attributions"], names


def sources(discourse: Discourse, quotations: Sequence[Any], names: Sequence[str | None]) -> Iterator[Answer]:
    """The sources that the product found, with the name of their speaker."""
    found = [{"content": one.content} for one in discourse.attributions]
    for gold, i in match(discourse.index.text, quotations, found).items():
        if span := discourse.attributions[i].source:
            yield span, i, names[gold]


def meanings(data: Path) -> Iterator[tuple[Document, list[tuple[Span, str]]]]:
    """The articles in READ, with their sources and whom these mean."""
    texts = {
        name: {str(one["id"]): one["text"] for one in records(data / f"{file}.jsonl.gz")} for name, file in SETS.items()
    }
    for one in map(json.loads, READ.read_text(encoding="utf-8").splitlines()):
        meant = [((start, end), name) for start, end, name in one["sources"]]
        yield Document(f"{one['set']} {one['id']}", texts[one["set"]][str(one["id"])]), meant


def questions(data: Path) -> list[Known]:
    """All questions, as the product asks them with its present weights."""
    found: list[Known] = []
    for source, chained in texts(data, "train").items():
        read = discourses(Document(str(n), text.text) for n, text in enumerate(chained))
        for n, (text, discourse) in enumerate(zip(chained, read, strict=True)):
            found += known(source, f"{source} {n}", discourse, anaphors(discourse, text.anaphors))
    articles = list(polnear(data))
    for (document, quotations, names), discourse in zip(articles, discourses(one for one, *_ in articles), strict=True):
        found += known("polnear", document.id, discourse, sources(discourse, quotations, names))
    articles_read = list(meanings(data))
    for (document, meant), discourse in zip(articles_read, discourses(one for one, _ in articles_read), strict=True):
        own = {one.source: i for i, one in enumerate(discourse.attributions)}
        found += known("read", document.id, discourse, ((span, own[span], name) for span, name in meant if span in own))
    return found


def anaphors(discourse: Discourse, gold: Iterable[Anaphor]) -> Iterator[Answer]:
    """Anaphors, with the number of the attribution whose source they are."""
    own = {one.source: i for i, one in enumerate(discourse.attributions)}
    return ((one.span, own.get(one.span), one) for one in gold)


def tensors(asked: Sequence[Known], names: Sequence[str]) -> tuple[Any, ...]:
    """Features [n, 1 + candidates, features] with nobody first, which exist, which are right, what each counts."""
    width = 1 + max(len(one.question.candidates) for one in asked)
    column = {name: i for i, name in enumerate(names)}
    features = np.zeros((len(asked), width, len(names)))
    there, right = np.zeros((2, len(asked), width), bool)
    for row, one in enumerate(asked):
        every = [one.question.nobody, *(each.features for each in one.question.candidates)]
        there[row, : len(every)] = True
        right[row, : len(every)] = [one.none, *one.right]
        there[row, 1 : 1 + len(one.unknown)] &= ~np.array(one.unknown, bool)
        for place, each in enumerate(every):
            for name, value in each.items():
                features[row, place, column[name]] = value
    return features, there, right, np.array([counts(one) for one in asked])


def counts(one: Known) -> float:
    """How much a question counts; "he" and "she" gain nothing by the articles that were read (TUNING.md)."""
    if (one.source, one.question.kind) == ("read", "he or she"):
        return 0.0
    return COUNTS[one.source] * (2 if one.source == "polnear" and one.question.kind == "it or they" else 1)


def fitted(asked: Sequence[Known], kind: Kind) -> dict[str, float]:
    """The weights of one kind of question, by Newton's method; where several are right, by the likeliest of them."""
    chosen = [one for one in asked if one.question.kind == kind]
    every = (each for one in chosen for each in (one.question.nobody, *(c.features for c in one.question.candidates)))
    names = sorted({name for features in every for name in features})
    features, there, right, heavy = tensors(chosen, names)
    weights = np.zeros(len(names))
    ridge = np.array([1e-3 if name == "nobody: always" else RIDGE for name in names])
    for _ in range(STEPS):
        likely = _softmax(features @ weights, there)
        wanted = _softmax(features @ weights, right)
        slope = np.einsum("nc,ncf->f", heavy[:, None] * (likely - wanted), features) + ridge * weights
        mean = np.einsum("nc,ncf->nf", likely, features)
        spread = np.einsum("ncf,ncg->fg", features * (heavy[:, None] * likely)[:, :, None], features, optimize=True)
        curve = spread - (mean * heavy[:, None]).T @ mean + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    found = {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}
    found |= {name: found.get(name, 0.0) + more for name, more in PRIOR.get(kind, {}).items()}
    return {name: value for name, value in found.items() if abs(value) >= LIGHTEST}


def _softmax(scores: Any, allowed: Any) -> Any:
    parts = np.exp(np.where(allowed, scores - scores.max(1, keepdims=True), -np.inf))
    return parts / np.maximum(parts.sum(1, keepdims=True), 1e-300)


def fit(asked: Sequence[Known]) -> dict[Kind, dict[str, float]]:
    """The weights of all kinds."""
    return {kind: fitted(asked, kind) for kind in get_args(Kind)}


def unseen(asked: Sequence[Known]) -> Mapping[tuple[str, str], Counter[str]]:
    """How often the likeliest is right in articles of news that the fit has not seen, by kind of question."""
    articles = sorted({one.article for one in asked if one.source in NEWS})
    Random(0).shuffle(articles)
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for fold in range(FOLDS):
        left_out = set(articles[fold::FOLDS])
        made = fit([one for one in asked if one.article not in left_out])
        for one in asked:
            if one.article in left_out:
                found = probabilities(one.question, made[one.question.kind])
                likely = max(range(len(found)), key=found.__getitem__)
                answer = "nobody" if one.none else "somebody"
                counted[one.question.kind, answer].update(n=1, right=[one.none, *one.right][likely])
    return counted


def write(weights: Mapping[Kind, Mapping[str, float]]) -> None:
    """The weights into the file that is shipped."""
    note = "What speaks for and against whoever may be meant; made by training/antecedents.py."
    FILE.write_text(json.dumps({"note": note, "weights": weights}, indent=1) + "\n", encoding="utf-8")
    antecedents.weights.cache_clear()


@click.command(help=__doc__)
@FOLDER
@click.option("--write", "writes", is_flag=True, help="Write the weights.")
@click.option(
    "--kind", "kinds", type=click.Choice(get_args(Kind)), multiple=True, help="Write those of this kind alone."
)
def main(data: Path | None, writes: bool, kinds: tuple[Kind, ...]) -> None:
    """Fit and measure."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no corpora: name their folder with --data")
    asked = questions(folder)
    for _ in range(ROUNDS if writes else 0):
        made = fit(asked)
        write({**antecedents.weights(), **{kind: made[kind] for kind in kinds or made}})
        asked = questions(folder)
    for (kind, answer), n in sorted(unseen(asked).items()):
        click.echo(f"{kind:17} {answer:9} {n['right']} of {n['n']}")


if __name__ == "__main__":
    main()
