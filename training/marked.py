"""The stance encoder: ``python -m training.marked --start CHECKPOINT --base FOLDER -o CHECKPOINT``.

A copy of the encoder's layers that reads a passage once for every question, with the holder and the target marked, as a
teacher does (``training/model.py``), and a stance head of its own.  It begins with the shipped layers and head and no
marks, or where an earlier stance encoder stopped (``--marked``).  What goes in are the embedded pieces of the shipped
encoder, which stay as they are, so that the product has them already.  It learns from the labels and, if they are at
hand, from a teacher's answers to questions that nobody answered.

Takes an hour on one processor core with AMX; stops in time (``--seconds``), and goes on from its checkpoint.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, pad

from newsan.language.model.pieces import CLS, OTHER, SEP
from training.batches import MASK, MASKED, Array, likelihood, names, swapped
from training.measure import macro, stances
from training.model import HOLDER_MARK, TARGET_MARK, Newsan, Stance, load, table, within
from training.pieces import Example
from training.prepare import NOBODY
from training.train import PAIR_WEIGHTS, SMOOTHING, answered, examples_of, half, rate

SHARES = {"tone": 0.3, "pair": 0.25, "written": 0.4, "stance": 3.0, "read": 3.0, "unanswered": 1.0}
"""How often a pass goes through each kind of question."""

SURE, OF_SURE = 0.9, 0.1
"""Of the questions that the teacher finds as surely neutral, only a share is read: they are most of all."""

PIECES = 3072
"""Pieces in a batch."""

SWAPPED = 0.4
"""Share of passages in which holders and targets get the names of others."""

WINDOW = 176
"""Pieces of the product's windows: a passage begins anywhere in one."""

AVERAGED, SHOWN = 5, 400
"""Steps between two additions to the running mean, and between two checkpoints."""

MEASURED = ("stance", "read")
"""Tasks whose precision and recall are shown; of the others the macro F1 is."""

TASKS = ("tone", "pair", "written", "stance", "read")


class Marked(nn.Module):
    """What the stance encoder and its head make of questions about passages."""

    def __init__(self, model: Newsan) -> None:
        super().__init__()
        width = model.encoder.config.hidden_size
        self.mark = table(3, width)
        nn.init.zeros_(self.mark.weight)
        self.layers = copy.deepcopy(model.encoder.encoder.layer)
        self.stance: Stance = copy.deepcopy(model.stance)
        edges = torch.tensor([[CLS, SEP]]), torch.full((1, 2), OTHER), torch.tensor([[0, WINDOW // 3]])
        self.edges = nn.Parameter(embedded(model, *edges)[0].detach().clone())

    def forward(self, states: Tensor, asked: Tensor) -> Tensor:
        """``states`` [n, T, width], embedded passages with room for an edge before and behind each, ``asked`` [n, 9] as
        ``Stance`` takes it → [n, polarities]."""
        n = states.shape[1]
        first, last = asked[:, 0], asked[:, 1]
        at = torch.arange(n)
        marks = within(n, asked[:, 4], asked[:, 5]) * HOLDER_MARK
        marks = torch.where(within(n, asked[:, 6], asked[:, 7]), TARGET_MARK, marks)
        states = states + self.mark(marks)
        states = torch.where((at == first[:, None] - 1)[:, :, None], self.edges[0], states)
        states = torch.where((at == last[:, None])[:, :, None], self.edges[1], states)
        mask = torch.where(within(n, first - 1, last + 1), 0.0, -1e4)[:, None, None].to(states.dtype)
        return self.stance(self.upper(states, mask), torch.arange(len(asked)), asked)

    def upper(self, states: Tensor, mask: Tensor | None = None) -> Tensor:
        """The states above the layers [n, T, width]."""
        for layer in self.layers:
            states = layer(states, mask)
        return states


def embedded(model: Newsan, ids: Tensor, cases: Tensor, positions: Tensor) -> Tensor:
    """The embedded pieces [n, T, width], as the encoder's graph gives them out."""
    tables = model.encoder.embeddings
    words = tables.word_embeddings(ids) + model.case(cases) + tables.token_type_embeddings.weight[0]
    states: Tensor = tables.LayerNorm(words + tables.position_embeddings(positions))
    return states


def load_marked(checkpoint: Path, model: Newsan) -> Marked:
    """The averaged weights of a checkpoint; the model gives the architecture."""
    marked = Marked(model)
    marked.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu")["mean"])
    return marked.eval()


@dataclass(frozen=True, slots=True)
class Asking:
    """A passage as pieces and case patterns, a question about it, and the probabilities of the polarities."""

    task: str
    ids: Array
    cases: Array
    asked: tuple[int, ...]
    label: Array


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


def one_pass(sets: dict[str, list[Example]], number: int) -> list[list[Asking]]:
    """The batches of a pass, in the order in which they are read."""
    random, found = Random(number), list[Asking]()
    for task, examples in sets.items():
        share, pool = SHARES[task], names(examples)
        some = [x for _ in range(int(share)) for x in examples]
        some += random.sample(examples, round(share % 1 * len(examples)))
        found += askings(task, [swapped(x, pool, random) if random.random() < SWAPPED else x for x in some])
    return batches(found, random)


def batches(found: Sequence[Asking], random: Random) -> list[list[Asking]]:
    """Batches of about ``PIECES`` pieces, like lengths together, in any order."""
    made, some = list[list[Asking]](), list[Asking]()
    for x in sorted(found, key=lambda x: len(x.ids) + 8 * random.random()):
        some.append(x)
        if len(some) * len(x.ids) >= PIECES:
            made.append(some)
            some = []
    random.shuffle(made)
    return [*made, some] if some else made


def tensors(some: Sequence[Asking], chance: np.random.Generator | None) -> tuple[Tensor, ...]:
    """Pieces, case patterns, positions, questions and labels of a batch; by chance pieces are hidden and moved on."""
    width = max(len(x.ids) for x in some) + 2

    def padded(rows: Sequence[Array], value: int) -> Tensor:
        wide = [pad(torch.from_numpy(r.astype(np.int64)), (1, width - len(r) - 1), value=value) for r in rows]
        return torch.stack(wide)

    ids, cases = padded([x.ids for x in some], 0), padded([x.cases for x in some], OTHER)
    begin = chance.integers(0, WINDOW, (len(some), 1)) if chance else np.zeros((len(some), 1), int)
    positions = torch.from_numpy(1 + (begin + np.arange(width) - 1) % WINDOW)
    if chance:
        ids = torch.where(torch.from_numpy(chance.random(ids.shape) < MASKED), MASK, ids)
    labels = torch.from_numpy(np.stack([x.label for x in some]))
    return ids, cases, positions, torch.tensor([x.asked for x in some]), labels


def loss_of(logits: Tensor, some: Sequence[Asking], labels: Tensor) -> Tensor:
    """Cross-entropy of the polarities; labels by people are smoothed."""
    smoothing = torch.tensor([0.0 if x.task == "unanswered" else SMOOTHING for x in some])[:, None]
    wanted = labels * (1 - smoothing) + smoothing / labels.shape[-1]
    pairs = torch.tensor([x.task == "pair" for x in some])[:, None]
    wanted = torch.where(pairs, wanted * torch.tensor(PAIR_WEIGHTS), wanted)
    return -(wanted * logits.float().log_softmax(-1)).sum() / wanted.sum()


@dataclass(slots=True)
class Run:
    """A run as a checkpoint keeps it: its weights, their running mean, the optimiser, steps and seconds."""

    model: Marked
    optimiser: torch.optim.Optimizer
    mean: dict[str, Tensor]
    step: int = 0
    seconds: float = 0.0

    def read(self, path: Path) -> None:
        """Go on from a checkpoint, if there is one."""
        if path.exists():
            kept = torch.load(path, weights_only=True)
            self.model.load_state_dict(kept["last"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.mean, self.step, self.seconds = kept["mean"], kept["step"], kept["seconds"]

    def write(self, path: Path) -> None:
        """Write a checkpoint at once."""
        kept = {"last": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(kept | {"mean": self.mean, "step": self.step, "seconds": self.seconds}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def learn(self, encoder: Newsan, some: Sequence[Asking], chance: np.random.Generator, done: float) -> float:
        """One step; the loss.  ``done`` is the share of the run that is over, by which the learning rate falls."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * rate(int(10_000 * done), 10_000)
        *pieces, asked, labels = tensors(some, chance)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half()):
            with torch.no_grad():
                states = embedded(encoder, *pieces)
            logits = self.model(dropout(states, 0.1), asked)
        loss = loss_of(logits, some, labels)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % AVERAGED == 0:
            self.average()
        return float(loss.detach())

    @torch.no_grad()
    def average(self) -> None:
        """Move the running mean of the weights towards them, at first faster."""
        for name, value in self.model.state_dict().items():
            self.mean[name].lerp_(value, max(0.02, 1 / (self.step / AVERAGED + 9)))


@torch.no_grad()
def figures(encoder: Newsan, run: Run, dev: dict[str, list[Asking]]) -> dict[str, Any]:
    """Figures of the mean weights on the development sets."""
    model = Marked(encoder)
    model.load_state_dict(run.mean)
    model.eval()
    out: dict[str, Any] = {}
    for task, found in dev.items():
        given: list[tuple[int, int, list[float]]] = []
        for some in batches(found, Random(0)):
            *pieces, asked, labels = tensors(some, None)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half()):
                likely = model(embedded(encoder, *pieces), asked).float().softmax(-1).tolist()
            given += zip((x.asked[-1] for x in some), labels.argmax(1).tolist(), likely, strict=True)
        out[task] = stances(given) if task in MEASURED else macro([(w, int(np.argmax(p))) for _, w, p in given])
    return out


def sets_of(arguments: argparse.Namespace) -> tuple[dict[str, list[Example]], dict[str, list[Asking]]]:
    """The passages that are trained on, by task, and the questions of the development sets."""
    examples, random = examples_of(arguments.prepared), Random(2)
    sets = {task: examples[f"{task}_train"] for task in TASKS}
    if arguments.answers:
        sets["unanswered"] = list(thinned(answered(examples["unanswered_train"], np.load(arguments.answers)), random))
    dev = {task: list(askings(task, examples[f"{task}_dev"])) for task in ("tone", "pair", *MEASURED)}
    return sets, dev


def begun(encoder: Newsan, arguments: argparse.Namespace) -> Run:
    """A run at its beginning, or where its checkpoint stands."""
    model = load_marked(arguments.marked, encoder).train() if arguments.marked else Marked(encoder)
    groups = [
        {"params": list(model.layers.parameters()), "base": arguments.lr},
        {"params": list(model.stance.parameters()), "base": arguments.head_lr},
        {"params": [model.mark.weight, model.edges], "base": 10 * arguments.lr},
    ]
    optimiser = torch.optim.AdamW(groups, lr=arguments.lr, weight_decay=0.01, fused=True)
    run = Run(model, optimiser, {name: value.detach().clone() for name, value in model.state_dict().items()})
    run.read(arguments.output)
    return run


def fit(encoder: Newsan, arguments: argparse.Namespace) -> None:
    """Train for some time, or on from where an earlier run stopped."""
    sets, dev = sets_of(arguments)
    print({task: sum(len(x["asked"]) for x in some) for task, some in sets.items()}, flush=True)
    passes = [b for number in range(arguments.passes) for b in one_pass(sets, number)]
    run = begun(encoder, arguments)
    chance, spent, start = np.random.default_rng(run.step), run.seconds, time.time()
    run.model.train()
    while run.step < len(passes) and run.seconds < arguments.seconds:
        done = max(run.step / len(passes), run.seconds / arguments.seconds)
        loss = run.learn(encoder, passes[run.step], chance, done)
        run.seconds = spent + time.time() - start
        if run.step % 100 == 0:
            print(f"{run.step}/{len(passes)} {run.seconds:.0f} s {loss:.3f}", flush=True)
        if run.step % SHOWN == 0:
            run.write(arguments.output)
            print(json.dumps(figures(encoder, run, dev)), flush=True)
    run.write(arguments.output)
    print(json.dumps(figures(encoder, run, dev)), flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True, help="the shipped files as a checkpoint")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    parser.add_argument("--answers", type=Path, help="what training.answer wrote")
    parser.add_argument("--marked", type=Path, help="an earlier stance encoder, to begin with")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--head-lr", type=float, default=3e-4)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    encoder = load(arguments.start, arguments.base).eval()
    fit(encoder, arguments)


if __name__ == "__main__":
    main()
