"""Examples → batches of windows, cut and packed anew in every epoch.

A batch belongs to one task.  Documents are cut into windows from a random phase; single sentences are either alone in
a window or packed with others (the heads must know both: a benchmark asks about one sentence, an article is read in
windows).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from newsan.language.model.pieces import CLS, LOWER, MIXED, N_PATTERNS, OTHER, SEP, TITLE, UPPER
from training.labels import IGNORE, POLARITY
from training.prepare import Example, link_tags

LENGTHS = (96, 128, 160, 192, 224)
"""Window lengths seen in training, so that the product may choose among them."""

PIECES_PER_BATCH = {
    "entity": 2048, "gmb": 3072, "attribution": 2048, "tone": 1024, "pairs": 1536,
    "soft_tone": 1536, "soft_pairs": 1536,
}  # fmt: skip
"""About as many pieces in a batch: small ones where a task has few and varied examples."""

MASK, MASKED = 103, 0.06
"""A share of the pieces is hidden: several passes over small corpora are learnt by heart otherwise."""

SWAPPED = 0.3
"""Share of sentences whose targets and holders get the names of others: a stance is in the words, not in the names."""

HEADS = {"gmb": "entity", "soft_tone": "tone", "soft_pairs": "pairs"}
"""Tasks that train the head of another one, with other examples."""

CURLY = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}
"""Piece ids: “ ” → " and ‘ ’ → ' (an augmentation: half the world's news is typed in ASCII)."""


@dataclass
class Batch:
    """Tensors of one task's batch; ``asked`` rows are what ``Newsan.links``, ``tones`` or ``pairs`` take."""

    task: str
    ids: Tensor
    cases: Tensor
    mask: Tensor
    tags: Tensor | None = None
    asked: Tensor | None = None
    labels: Tensor | None = None


@dataclass
class Window:
    """A stretch of pieces (without the opening and closing one) with its labels; ``asked`` counts from its start."""

    ids: np.ndarray
    cases: np.ndarray
    tags: np.ndarray | None = None
    asked: list[tuple[int, ...]] = field(default_factory=list)
    labels: list[Any] = field(default_factory=list)


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
    window.ids[np.array([random.random() < MASKED for _ in window.ids])] = MASK
    if random.random() < 0.3:
        for curly, straight in CURLY.items():
            window.ids[window.ids == curly] = straight
    return window


def recase(cases: np.ndarray, change: dict[int, int]) -> np.ndarray:
    """Case patterns changed, line breaks kept."""
    table = np.array([change.get(p, p) for p in range(N_PATTERNS)])
    return table[cases % N_PATTERNS] + cases // N_PATTERNS * N_PATTERNS


def names(examples: list[Example]) -> dict[int, list[np.ndarray]]:
    """The pieces of everything that is asked about, by their number."""
    found: dict[int, list[np.ndarray]] = defaultdict(list)
    for example in examples:
        for *ranges, _ in example["asked"]:
            for start, end in ranges:
                found[end - start].append(example["ids"][start:end])
    return found


def swapped(example: Example, pool: dict[int, list[np.ndarray]], random: Random) -> Example:
    """A sentence whose holders and targets have other names of as many pieces, the same one wherever it returns."""
    ids = example["ids"].copy()
    known: dict[bytes, np.ndarray] = {}
    for start, end in {span for *ranges, _ in example["asked"] for span in ranges}:
        old = example["ids"][start:end]
        ids[start:end] = known.setdefault(old.tobytes(), random.choice(pool[end - start]))
    return {**example, "ids": ids}


def cut(example: Example, task: str, length: int, phase: int) -> Iterator[Window]:
    """A document's windows of ``length`` pieces with the labels that fall inside."""
    n = len(example["ids"])
    starts = [0, *range(phase, n, length)] if phase else list(range(0, n, length))
    for start, end in zip(starts, [*starts[1:], n], strict=True):
        part = slice(start, min(end, start + length))
        if part.stop - part.start < 8:
            continue
        window = Window(example["ids"][part], example["cases"][part], example[task][part])
        if task == "attribution":
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


def pack(examples: list[Example], length: int, random: Random, alone: float) -> Iterator[Window]:
    """Sentences as windows: a share ``alone``, the others several to a window, each asked about within itself."""
    ids: list[np.ndarray] = []
    cases: list[np.ndarray] = []
    asked: list[tuple[int, ...]] = []
    labels: list[int] = []
    tags: list[np.ndarray] = []

    def flush() -> Window:
        window = Window(
            np.concatenate(ids), np.concatenate(cases), np.concatenate(tags) if tags else None, [*asked], [*labels]
        )
        for parts in (ids, cases, asked, labels, tags):
            parts.clear()
        return window

    for example in examples:
        by_itself = random.random() < alone
        if ids and (by_itself or sum(map(len, ids)) + len(example["ids"]) > length):
            yield flush()
        offset, n = sum(map(len, ids)), len(example["ids"])
        broken = example["cases"].copy()
        if ids and random.random() < 0.3:
            broken[0] += N_PATTERNS
        ids.append(example["ids"])
        cases.append(broken)
        if "entity" in example:
            tags.append(example["entity"])
        for *ranges, label in example.get("asked", ()):
            asked.append((offset, offset + n, *(x + offset for span in ranges for x in span)))
            labels.append(label)
        if by_itself:
            yield flush()
    if ids:
        yield flush()


def batch(task: str, windows: list[Window]) -> Batch:
    """Windows padded into tensors, with the opening and closing pieces around each."""
    width = max(len(w.ids) for w in windows) + 2
    ids, cases = np.zeros((len(windows), width), np.int64), np.full((len(windows), width), OTHER, np.int64)
    mask = np.zeros((len(windows), width), np.int64)
    tags = np.full((len(windows), width), IGNORE, np.int64)
    asked: list[tuple[int, ...]] = []
    labels: list[Any] = []
    for row, window in enumerate(windows):
        n = len(window.ids)
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, window.ids, SEP
        cases[row, 1 : n + 1] = window.cases
        mask[row, : n + 2] = 1
        if window.tags is not None:
            tags[row, 1 : n + 1] = window.tags
        asked += [(row, *(x + 1 for x in ranges)) for ranges in window.asked]
        labels += [padded(label, width) if task == "attribution" else likelihood(label) for label in window.labels]
    t = torch.from_numpy
    out = Batch(task, t(ids), t(cases), t(mask))
    if windows[0].tags is not None:
        out.tags = t(tags)
    if asked:
        out.asked, out.labels = torch.tensor(asked), torch.from_numpy(np.array(labels))
    return out


def likelihood(label: int | list[float]) -> np.ndarray:
    """A label as the probabilities of the polarities, if it is not that already."""
    return np.eye(len(POLARITY), dtype=np.float32)[label] if isinstance(label, int) else np.array(label, np.float32)


def padded(tags: np.ndarray, width: int) -> np.ndarray:
    """Link tags at a window's pieces, padded to the batch's width."""
    out = np.full(width, IGNORE, np.int64)
    out[1 : len(tags) + 1] = tags
    return out


def windows(task: str, examples: list[Example], length: int, random: Random, *, alone: float = 0.5) -> list[Window]:
    """One epoch's windows of a task."""
    if task in ("entity", "attribution"):
        return [w for x in examples for w in cut(x, task, length, random.randrange(length))]
    pool = names(examples)
    examples = [swapped(x, pool, random) if random.random() < SWAPPED else x for x in examples]
    return list(pack(random.sample(examples, len(examples)), length, random, alone))


def epoch(task: str, examples: list[Example], random: Random) -> list[list[Window]]:
    """One epoch of a task as batches' windows, lengths mixed between batches; windows of like length share a batch."""
    kind = HEADS.get(task, task)
    shares = np.array_split(np.array(random.sample(range(len(examples)), len(examples))), len(LENGTHS))
    groups: list[list[Window]] = []
    for length, share in zip(LENGTHS, shares, strict=True):
        chosen = [examples[i] for i in share]
        made = list(pack(chosen, length, random, 0.3)) if task == "gmb" else windows(kind, chosen, length, random)
        made.sort(key=lambda w: len(w.ids) + random.random() * 8)
        groups += grouped([augment(w, random) for w in made], PIECES_PER_BATCH[task])
    random.shuffle(groups)
    return groups


def grouped(items: list[Window], pieces: int) -> Iterator[list[Window]]:
    """Runs of windows that make batches of about so many pieces."""
    group: list[Window] = []
    for window in items:
        if group and (len(group) + 1) * (len(window.ids) + 2) > pieces:
            yield group
            group = []
        group.append(window)
    if group:
        yield group
