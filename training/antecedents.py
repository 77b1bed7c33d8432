"""What ``training.antecedent_head`` learns from: pronouns and descriptions whose meaning is known.

Each becomes a question: the candidates that the product finds for it, with their features and the encoder's states, and
which of them are right.  Known are the chains of GUM and LitBank, the pairs of GAP, 39 articles of world news, every
source of 60 articles of PolNeAR, the sources of 220 further articles, and the pronouns and descriptions of 749
articles of news, which were read for it, and of short texts, which were written for it (``DATA.md``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzers.matching import same
from benchmarks.scores.actors import match
from newsan.document import Document, Span
from newsan.language.coreference.antecedents import Candidate, Question
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.questions import question
from newsan.language.coreference.salience import Key
from newsan.language.layout.sentences import paragraphs
from newsan.language.model.antecedent_head import NEAREST
from newsan.language.model.encoder import Reading, load, means, read
from newsan.language.pipeline import discourses
from newsan.language.syntax.noun_phrases import read_noun_phrase
from training.coref import Anaphor, texts
from training.corpora import records

SOURCES = Path(__file__).with_name("read_sources.jsonl")
"""Whom sources mean in articles of three training sets: start, end and name of each."""

ANAPHORS = Path(__file__).with_name("read_anaphors.jsonl")
"""The same of pronouns and descriptions, wherever they stand."""

ARTICLES = 749
"""How many articles of ``ANAPHORS`` are learned from, the first ones; the others bring nothing (``TUNING.md``)."""

WRITTEN = Path(__file__).with_name("anaphors_written.jsonl")
"""Short texts with their pronouns and descriptions."""

SETS = {"polnear": "quotes/polnear_train", "worldwide": "entities/worldwide_train", "wikinews": "raw/wikinews"}
"""The files of the articles that were read."""

States = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Known:
    """A question with its answer: which candidates are right, and whether nobody is.

    ``own`` [width] is the state of the words asked about, ``others`` [candidates, 2, width] those of the nearest place
    where the text has spoken of each candidate, and the mean of the nearest ones.
    """

    source: str
    article: str
    question: Question
    right: tuple[bool, ...]
    none: bool
    unknown: tuple[bool, ...]
    own: States
    others: States


Answer = tuple[Span, int | None, Any]
"""A span, the attribution whose source it is, and what is known of it: an anaphor, or the name of the speaker."""


def known(source: str, article: str, discourse: Discourse, answers: Iterable[Answer]) -> Iterator[Known]:
    """The questions of one text that have candidates."""
    index = discourse.index
    reading = read(load(), index.text, (0, len(index.text)), paragraphs(index.text), index.sentences)
    for span, i, answer in answers:
        asked = question(discourse, read_noun_phrase(index, *span), i)
        if asked and asked.candidates:
            if isinstance(answer, Anaphor):
                found = _by_span(discourse, asked.candidates, answer)
            else:
                found = _by_name(discourse, asked.candidates, answer, speaks=i is not None)
            if found:
                yield Known(source, article, asked, *found, *states(reading, span, asked.candidates))


def states(reading: Reading, span: Span, candidates: Sequence[Candidate]) -> tuple[States, States]:
    """The states of an anaphor and of its candidates, as ``Known`` has them."""
    own = means(reading.hidden, *reading.ranges([span]))[0]
    near = [means(reading.hidden, *reading.ranges([r.span for r in c.references[:NEAREST]])) for c in candidates]
    others = np.array([(each[0], each.mean(axis=0)) for each in near])
    return own.astype(np.float16), others.astype(np.float16)


Labels = tuple[tuple[bool, ...], bool, tuple[bool, ...]]


def _by_span(discourse: Discourse, candidates: Sequence[Candidate], answer: Anaphor) -> Labels | None:
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
        return (found, not any(found), ()) if named else None
    if len(answer.candidates) == 2:
        return tuple(not holds(number, [span for span, _ in answer.candidates]) for number in numbers), True, ()
    return (False,) * len(numbers), True, tuple(one.key.entity < 0 for one in candidates)


def _by_name(discourse: Discourse, candidates: Sequence[Candidate], name: str | None, *, speaks: bool) -> Labels:
    """Right are all that go by a form of the name ("A; B": either).

    Who has no name in the text is nobody, or a source without a name, and who ``speaks`` is such a source if there is
    one.
    """
    entities = discourse.index.entities

    def called(words: str) -> bool:
        return any(same(each.strip(), words, lenient=True) for each in (name or "").split(";") if name)

    def right(key: Key) -> bool:
        members = key.joint or ((key.entity,) if key.entity >= 0 else ())
        if members:
            return all(called(entities[number].name) for number in members)
        return name is None or called(key.phrase)

    found = tuple(right(one.key) for one in candidates)
    return found, not any(found) or (name is None and not speaks), ()


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


def meanings(data: Path, file: Path) -> Iterator[tuple[Document, list[tuple[Span, str | None]]]]:
    """The articles of a file, with the words that were read and whom these mean."""
    texts = {
        name: {str(one["id"]): one["text"] for one in records(data / f"{file}.jsonl.gz")} for name, file in SETS.items()
    }
    for n, one in enumerate(map(json.loads, file.read_text(encoding="utf-8").splitlines())):
        meant = [((start, end), name) for start, end, name in one["read"]]
        if "text" in one:
            yield Document(f"written {n}", one["text"]), meant
        else:
            yield Document(f"{one['set']} {one['id']}", texts[one["set"]][str(one["id"])]), meant


def questions(data: Path) -> list[Known]:
    """All questions, as the product asks them with its present weights."""
    found: list[Known] = []
    for source, chained in texts(data, "train").items():
        spoken_of = discourses(Document(str(n), text.text) for n, text in enumerate(chained))
        for n, (text, discourse) in enumerate(zip(chained, spoken_of, strict=True)):
            found += known(source, f"{source} {n}", discourse, anaphors(discourse, text.anaphors))
    articles = list(polnear(data))
    for (document, quotations, names), discourse in zip(articles, discourses(one for one, *_ in articles), strict=True):
        found += known("polnear", document.id, discourse, sources(discourse, quotations, names))
    for source, file in (("read", SOURCES), ("news", ANAPHORS), ("written", WRITTEN)):
        articles_read = list(meanings(data, file))[: ARTICLES if file == ANAPHORS else None]
        for (document, meant), discourse in zip(
            articles_read, discourses(one for one, _ in articles_read), strict=True
        ):
            own = {one.source: i for i, one in enumerate(discourse.attributions)}
            answers = ((span, own.get(span), name) for span, name in meant if source != "read" or span in own)
            found += known(source, document.id, discourse, answers)
    return found


def anaphors(discourse: Discourse, gold: Iterable[Anaphor]) -> Iterator[Answer]:
    """Anaphors, with the number of the attribution whose source they are."""
    own = {one.source: i for i, one in enumerate(discourse.attributions)}
    return ((one.span, own.get(one.span), one) for one in gold)
