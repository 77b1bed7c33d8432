"""Questions about holders and targets as batches, for whatever reads a passage once for every question.

``training.marked`` trains on them, ``training.answer`` has a teacher answer them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random

import numpy as np

from newsan.language.model.pieces import OTHER
from training.batches import Array, likelihood, names, swapped
from training.pieces import Example
from training.prepare import NOBODY

SHARES = {"tone": 0.12, "pair": 0.1, "written": 0.6, "stance": 2.0, "read": 1.0, "before": 2.0, "unanswered": 1.0}
"""How often a pass goes through each kind of question."""

SURE, OF_SURE = 0.9, 0.1
"""Of the questions that the teacher finds as surely neutral, only a share is read: they are most of all."""

SWAPPED = 0.4
"""Share of passages in which holders and targets get the names of others."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A passage as pieces and case patterns, a question about it, and the probabilities of the polarities."""

    task: str
    ids: Array
    cases: Array
    asked: tuple[int, ...]
    label: Array


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of about the same length: their tasks, pieces and case patterns [n, T] with room for an edge before and
    behind each passage, ``asked`` [n, 9] and ``labels`` [n, polarities]."""

    tasks: tuple[str, ...]
    ids: Array
    cases: Array
    asked: Array
    labels: Array


def askings(task: str, examples: Sequence[Example]) -> Iterator[Asking]:
    """Each question about each passage; ranges count a piece before the passage."""
    for example in examples:
        n = len(example["ids"])
        for question, sentence, holder, target, label in example["asked"]:
            ranges = (0, n), sentence, holder, target
            moved = (x if span == NOBODY else x + 1 for span in ranges for x in span)
            yield Asking(task, example["ids"], example["cases"], (*moved, question), likelihood(label))


def thinned(examples: Sequence[Example], random: Random) -> Iterator[Example]:
    """The passages with fewer of the questions whose answer is surely neutral."""
    for x in examples:
        kept = [q for q in x["asked"] if q[-1][1] < SURE or random.random() < OF_SURE]
        if kept:
            yield {**x, "asked": kept}


_sets: dict[str, list[Example]] = {}
"""The passages as the processes that make batches see them; they are forked after it has been filled."""


def one_pass(number: int, pieces: int) -> list[Questions]:
    """The batches of a pass, in the order in which they are read."""
    random, found = Random(number), list[Asking]()
    for task, examples in _sets.items():
        share, pool = SHARES[task], names(examples)
        some = [x for _ in range(int(share)) for x in examples]
        some += random.sample(examples, round(share % 1 * len(examples)))
        found += askings(task, [swapped(x, pool, random) if random.random() < SWAPPED else x for x in some])
    made = list(batches(sorted(found, key=lambda x: len(x.ids) + 8 * random.random()), pieces))
    random.shuffle(made)
    return made


def passes(sets: dict[str, list[Example]], numbers: Sequence[int], pieces: int) -> list[Questions]:
    """The batches of several passes, made by as many processes as there are processors."""
    _sets.update(sets)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        return [b for some in pool.map(one_pass, numbers, [pieces] * len(numbers)) for b in some]


def batches(found: Sequence[Asking], pieces: int) -> Iterator[Questions]:
    """Batches of about so many pieces, of questions in the order of their lengths."""
    some: list[Asking] = []
    for x in found:
        some.append(x)
        if len(some) * len(x.ids) >= pieces:
            yield batch(some)
            some = []
    if some:
        yield batch(some)


def batch(some: Sequence[Asking]) -> Questions:
    """Questions as arrays."""
    shape = len(some), max(len(x.ids) for x in some) + 2
    ids, cases = np.zeros(shape, np.int16), np.full(shape, OTHER, np.int16)
    for row, x in enumerate(some):
        ids[row, 1 : len(x.ids) + 1], cases[row, 1 : len(x.ids) + 1] = x.ids, x.cases
    asked, labels = np.array([x.asked for x in some], np.int16), np.stack([x.label for x in some])
    return Questions(tuple(x.task for x in some), ids, cases, asked, labels)
