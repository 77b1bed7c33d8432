"""Examples → batches of windows, cut and packed anew in every pass.

A batch belongs to one task.  Documents are cut into windows from a random phase; single sentences are either alone in
a window or packed with others (the heads must know both: a benchmark asks about one sentence, an article is read in
windows).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsan.language.model.pieces import CLS, LOWER, MIXED, N_PATTERNS, OTHER, SEP, TITLE, UPPER
from training.labels import IGNORE, POLARITY
from training.pieces import Example
from training.prepare import NOBODY, link_tags

LENGTHS = (96, 128, 160, 192, 224)
"""Window lengths seen in training, so that the product may choose among them."""

SENTENCES = ("gmb", "tone", "pair", "stance", "read", "written", "unanswered")
"""Tasks whose examples are single sentences or passages."""

ASKED = ("tone", "pair", "stance", "read", "written", "unanswered")
"""Tasks that ask about a holder and a target."""

TAGGED = {"entity": "entity", "gmb": "entity", "attribution": "attribution"}
"""Task → the tags that it trains."""

MASK, MASKED = 103, 0.06
"""A share of the pieces is hidden: several passes over small corpora are learnt by heart otherwise."""

SWAPPED = 0.3
"""Share of passages whose targets and holders get the names of others: a stance is in the words, not in the names."""

STANDING_IN = 0.25
"""Share of the swapped names that give way to one of ``STAND_INS``; not compared with other shares."""

_THE = 1996
STAND_INS: dict[int, list[tuple[int, ...]]] = {
    1: [(piece,) for piece in (2002, 2016, 2032, 2014, 2027, 2068, 2009, 2040)],
    2: [
        (_THE, piece)
        for piece in (
            2194, 2897, 2457, 2704, 2343, 2283, 2586, 2177, 2231, 5205, 3664, 2924, 4034, 8408, 2473, 3648, 2837, 2252,
            3472, 8582, 2610, 3757, 21618, 2472,
        )
    ],
}  # fmt: skip
"""Words for somebody without the name, by their number of pieces: he, she, him, her, they, them, it, who; the company,
network, court, minister, president, party, union, group, government, senator, mayor, bank, agency, embassy, council,
judge, committee, club, chairman, airline, police, ministry, regulator, director."""

CURLY = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}
"""Piece ids: “ ” → " and ‘ ’ → ' (an augmentation: half the world's news is typed in ASCII)."""

Array = NDArray[Any]


@dataclass(slots=True)
class Batch:
    """Arrays of one task's batch; ``seen`` are the pieces before any was hidden, which is what a teacher reads.

    ``asked`` is what ``Newsan.links`` or ``stances`` takes, ``labels`` what they should answer.
    """

    task: str
    ids: Array
    seen: Array
    cases: Array
    mask: Array
    tags: Array | None = None
    asked: Any = None
    labels: Array | None = None


@dataclass(slots=True)
class Window:
    """A stretch of pieces (without the opening and closing one) with its labels; ``asked`` counts from its start."""

    ids: Array
    cases: Array
    tags: Array | None = None
    asked: list[tuple[int, ...]] = field(default_factory=list)
    labels: list[Any] = field(default_factory=list)
    seen: Array | None = None


def augment(window: Window, random: Random) -> Window:
    """Sometimes all capitals, no capitals, or ASCII marks; ids are uncased, so capitals are case patterns alone."""
    draw = random.random()
    if draw < 0.03:
        window.cases = recase(window.cases, {LOWER: UPPER, TITLE: UPPER, MIXED: UPPER})
    elif draw < 0.05:
        window.cases = recase(window.cases, {TITLE: LOWER, UPPER: LOWER, MIXED: LOWER})
    elif draw < 0.07:
        window.cases = recase(window.cases, {LOWER: TITLE})
    window.ids = window.ids.copy()
    if random.random() < 0.3:
        for curly, straight in CURLY.items():
            window.ids[window.ids == curly] = straight
    window.seen = window.ids.copy()
    window.ids[np.random.default_rng(random.getrandbits(32)).random(len(window.ids)) < MASKED] = MASK
    return window


def recase(cases: Array, change: dict[int, int]) -> Array:
    """Case patterns changed, line breaks kept."""
    patterns = np.array([change.get(p, p) for p in range(N_PATTERNS)])
    changed: Array = patterns[cases % N_PATTERNS] + cases // N_PATTERNS * N_PATTERNS
    return changed


def named(example: Example) -> set[tuple[int, int]]:
    """The ranges of the holders and targets that begin with a capital."""
    spans = {span for _, _, holder, target, _ in example["asked"] for span in (holder, target) if span != NOBODY}
    return {(start, end) for start, end in spans if example["cases"][start] % N_PATTERNS in (TITLE, UPPER, MIXED)}


def names(examples: Sequence[Example]) -> dict[int, list[Array]]:
    """The pieces of every name that is asked about, by their number."""
    pool: dict[int, list[Array]] = defaultdict(list)
    for example in examples:
        for start, end in named(example):
            pool[end - start].append(example["ids"][start:end])
    return pool


def swapped(example: Example, pool: dict[int, list[Array]], random: Random) -> Example:
    """A passage whose holders and targets have other names of as many pieces, the same one wherever it returns.

    Some get no name but a pronoun or a description: a text goes on with these, and they are asked about like names.
    """
    ids, cases = example["ids"].copy(), example["cases"].copy()
    known: dict[bytes, Array] = {}
    for start, end in sorted(named(example)):
        old = example["ids"][start:end]
        if old.tobytes() not in known and end - start in STAND_INS and random.random() < STANDING_IN:
            known[old.tobytes()] = np.array(random.choice(STAND_INS[end - start]), ids.dtype)
        ids[start:end] = new = known.setdefault(old.tobytes(), random.choice(pool[end - start]))
        if tuple(new.tolist()) in STAND_INS.get(end - start, ()):
            cases[start:end] = recase(cases[start:end], {TITLE: LOWER, UPPER: LOWER, MIXED: LOWER})
    return {**example, "ids": ids, "cases": cases}


def cut(example: Example, tagged: str | None, length: int, phase: int) -> Iterator[Window]:
    """A document's windows of ``length`` pieces with the labels that fall inside."""
    n = len(example["ids"])
    starts = [0, *range(phase, n, length)] if phase else list(range(0, n, length))
    for start, end in zip(starts, [*starts[1:], n], strict=True):
        part = slice(start, min(end, start + length))
        if part.stop - part.start < 8:
            continue
        window = Window(example["ids"][part], example["cases"][part], example[tagged][part] if tagged else None)
        if tagged == "attribution":
            add_links(window, example, part)
        yield window


def add_links(window: Window, example: Example, part: slice) -> None:
    """The cues that lie inside a window, and each one's tags."""
    for parts in example["links"]:
        if not parts["cue"]:
            continue
        start, end = parts["cue"][0]
        if part.start <= start < end <= part.stop:
            window.asked.append((start - part.start, end - part.start))
            window.labels.append(link_tags(example, parts)[part])


@dataclass(slots=True)
class Packing:
    """A window that is being filled with sentences."""

    ids: list[Array] = field(default_factory=list)
    cases: list[Array] = field(default_factory=list)
    tags: list[Array] = field(default_factory=list)
    asked: list[tuple[int, ...]] = field(default_factory=list)
    labels: list[Any] = field(default_factory=list)

    def add(self, example: Example, random: Random) -> None:
        """One more sentence, which sometimes begins a paragraph."""
        offset, broken = len(self), example["cases"].copy()
        if self.ids and random.random() < 0.3:
            broken[0] = broken[0] % N_PATTERNS + N_PATTERNS
        self.ids.append(example["ids"])
        self.cases.append(broken)
        if "entity" in example:
            self.tags.append(example["entity"])
        for question, sentence, holder, target, label in example.get("asked", ()):
            ranges = (0, len(example["ids"])), sentence, holder, target
            moved = (x if span == NOBODY else x + offset for span in ranges for x in span)
            self.asked.append((*moved, question))
            self.labels.append(likelihood(label))

    def __len__(self) -> int:
        """Pieces so far."""
        return sum(map(len, self.ids))

    def window(self) -> Window:
        """What has been filled."""
        tags = np.concatenate(self.tags) if self.tags else None
        return Window(np.concatenate(self.ids), np.concatenate(self.cases), tags, self.asked, self.labels)


def likelihood(label: int | Sequence[float] | None) -> Array:
    """A label as the probabilities of the polarities, if it is not that already; zeros where there is none."""
    if label is None:
        return np.zeros(len(POLARITY), np.float32)
    return np.eye(len(POLARITY), dtype=np.float32)[label] if isinstance(label, int) else np.array(label, np.float32)


def pack(examples: Sequence[Example], length: int, random: Random, alone: float) -> Iterator[Window]:
    """Sentences as windows: a share ``alone``, the others several to a window, each asked about within itself."""
    packing = Packing()
    for example in examples:
        by_itself = random.random() < alone
        if packing.ids and (by_itself or len(packing) + len(example["ids"]) > length):
            yield packing.window()
            packing = Packing()
        packing.add(example, random)
        if by_itself:
            yield packing.window()
            packing = Packing()
    if packing.ids:
        yield packing.window()


def padded(windows: Sequence[Window]) -> tuple[Array, Array, Array, Array]:
    """Pieces, pieces before any was hidden, case patterns and mask, with the opening and closing pieces around each."""
    width = max(len(w.ids) for w in windows) + 2
    ids, seen, cases, mask = (np.zeros((len(windows), width), np.int16) for _ in range(4))
    cases += OTHER
    for row, window in enumerate(windows):
        n = len(window.ids)
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, window.ids, SEP
        seen[row, 0], seen[row, n + 1] = CLS, SEP
        seen[row, 1 : n + 1] = window.ids if window.seen is None else window.seen
        cases[row, 1 : n + 1] = window.cases
        mask[row, : n + 2] = 1
    return ids, seen, cases, mask


def batch(task: str, windows: Sequence[Window]) -> Batch:
    """Windows padded into arrays."""
    made = Batch(task, *padded(windows))
    width = made.ids.shape[1]
    if task in TAGGED:
        made.tags = np.full(made.ids.shape, IGNORE, np.int8)
        for row, window in enumerate(windows):
            made.tags[row, 1 : len(window.ids) + 1] = window.tags
    asked = [
        (row, *(x + 1 if x >= 0 else x for x in ranges)) if task == "attribution" else (row, *shifted(ranges))
        for row, window in enumerate(windows)
        for ranges in window.asked
    ]
    labels = [label for window in windows for label in window.labels]
    if asked:
        made.asked = np.array(asked, np.int32)
        made.labels = np.stack([wide(label, width) for label in labels] if task == "attribution" else labels)
    return made


def shifted(question: Sequence[int]) -> list[int]:
    """A question whose ranges count the opening piece."""
    return [*(x + 1 if x >= 0 else x for x in question[:-1]), question[-1]]


def wide(tags: Array, width: int) -> Array:
    """Link tags at a window's pieces, padded to the batch's width."""
    out = np.full(width, IGNORE, np.int8)
    out[1 : len(tags) + 1] = tags
    return out


def windows(task: str, examples: Sequence[Example], length: int, random: Random) -> list[Window]:
    """The windows of one pass."""
    if task not in SENTENCES:
        return [w for x in examples for w in cut(x, TAGGED.get(task), length, random.randrange(length))]
    if task in ASKED:
        pool = names(examples)
        examples = [swapped(x, pool, random) if random.random() < SWAPPED else x for x in examples]
    return list(pack(random.sample(list(examples), len(examples)), length, random, 0.5 if task in ASKED else 0.3))


def epoch(task: str, examples: Sequence[Example], random: Random, pieces: int) -> list[Batch]:
    """One pass of a task as batches of about so many pieces, lengths mixed between batches; like lengths together."""
    shares = np.array_split(np.array(random.sample(range(len(examples)), len(examples))), len(LENGTHS))
    made: list[Batch] = []
    for length, share in zip(LENGTHS, shares, strict=True):
        chosen = [examples[i] for i in share]
        cut_out = windows(task, chosen, length, random)
        cut_out.sort(key=lambda w: len(w.ids) + random.random() * 8)
        made += [batch(task, group) for group in grouped([augment(w, random) for w in cut_out], pieces)]
    random.shuffle(made)
    return made


def grouped(items: Sequence[Window], pieces: int) -> Iterator[list[Window]]:
    """Runs of windows that make batches of about so many pieces."""
    group: list[Window] = []
    for window in items:
        if group and (len(group) + 1) * (len(window.ids) + 2) > pieces:
            yield group
            group = []
        group.append(window)
    if group:
        yield group
