"""The stance encoder: ``python -m training.marked --start CHECKPOINT --base FOLDER -o CHECKPOINT``.

A copy of the encoder's layers that reads a passage once for every question, with the holder and the target marked, as a
teacher does (``training/model.py``), and a stance head of its own.  It begins with the shipped layers and head and no
marks, or where an earlier stance encoder stopped (``--marked``).  What goes in are the embedded pieces of the shipped
encoder, which stay as they are, so that the product has them already.  It learns from the labels and, if there is one,
from a teacher, which answers every batch (``--teacher``); questions that nobody answered need a teacher.  With
``--keep`` the earlier stance encoder is the teacher of what it has learned, so that it learns something new without
losing that.  Without ``--start`` a teacher is trained: all of the pretrained encoder ``--base``.

Takes an hour on one processor core with AMX, five minutes on a GPU; stops in time (``--seconds``), and goes on from its
checkpoint.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import dropout

from newsan.language.model.pieces import CLS, OTHER, SEP
from training.askings import Questions, askings, batches, passes, thinned
from training.batches import MASK, MASKED, Array
from training.measure import macro, stances
from training.model import HOLDER_MARK, TARGET_MARK, Newsan, Stance, fresh, load, table, within
from training.pieces import Example
from training.train import DEVICE, HARD, PAIR_WEIGHTS, SMOOTHING, answered, examples_of, groups_of, half, rate

WINDOW = 176
"""Pieces of the product's windows: a passage begins anywhere in one."""

AVERAGED, SHOWN = 5, 400
"""Steps between two additions to the running mean, and between two checkpoints."""

MEASURED = ("stance", "read", "before", "written")
"""Tasks whose precision and recall are shown; of the others the macro F1 is."""

DECAY = 0.95
"""How much lower the rate of each layer of a teacher is than that of the one above it."""

TASKS = ("tone", "pair", "written", "stance", "read", "before")

NEW = "before"
"""What an earlier stance encoder has not learned: of this the labels alone tell."""


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
        at = torch.arange(n, device=states.device)
        marks = within(n, asked[:, 4], asked[:, 5]) * HOLDER_MARK
        marks = torch.where(within(n, asked[:, 6], asked[:, 7]), TARGET_MARK, marks)
        states = states + self.mark(marks)
        states = torch.where((at == first[:, None] - 1)[:, :, None], self.edges[0], states)
        states = torch.where((at == last[:, None])[:, :, None], self.edges[1], states)
        mask = torch.where(within(n, first - 1, last + 1), 0.0, -1e4)[:, None, None].to(states.dtype)
        return self.stance(self.upper(states, mask), torch.arange(len(asked), device=states.device), asked)

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
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")["mean"]
    marked = shallow(Marked(model), len({name.split(".")[1] for name in state if name.startswith("layers.")}))
    marked.load_state_dict(state)
    return marked.eval()


def shallow(model: Marked, layers: int) -> Marked:
    """A model with some of its layers, spread evenly; the first and the last are kept."""
    numbers = np.linspace(0, len(model.layers) - 1, layers).round().astype(int)
    model.layers = nn.ModuleList(model.layers[i] for i in numbers)
    return model


def tensor(array: Array) -> Tensor:
    """An array on the device; whole numbers are long."""
    moved = torch.from_numpy(array).to(DEVICE, non_blocking=True)
    return moved if moved.is_floating_point() else moved.long()


def read(model: nn.Module, below: Newsan | None, b: Questions, chance: np.random.Generator | None) -> Tensor:
    """The answers of a stance encoder to a batch, or of a teacher if there is no encoder ``below``.

    By chance, pieces are hidden and the passages begin anywhere in a window.
    """
    n, width = b.ids.shape
    ids = tensor(np.where(chance.random(b.ids.shape) < MASKED, MASK, b.ids) if chance else b.ids)
    if below is None:
        rows = np.column_stack((np.arange(n), b.asked))
        return model.marked(ids, tensor(b.cases), tensor(rows))
    begin = chance.integers(0, WINDOW, (n, 1)) if chance else np.zeros((n, 1), int)
    positions = 1 + (begin + np.arange(width) - 1) % WINDOW
    with torch.no_grad():
        states = embedded(below, ids, tensor(b.cases), tensor(positions))
    logits: Tensor = model(dropout(states, 0.1) if chance else states, tensor(b.asked))
    return logits


@torch.no_grad()
def probabilities(model: nn.Module, below: Newsan | None, b: Questions) -> Tensor:
    """How likely each polarity is [n, polarities]."""
    with torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=half()):
        return read(model, below, b, None).float().softmax(-1)


def loss_of(logits: Tensor, b: Questions, soft: Tensor | None, taught: Collection[str] = ()) -> Tensor:
    """Cross-entropy of the polarities, by the labels and by a teacher, who knows some tasks; labels by people are
    smoothed."""
    log = logits.float().log_softmax(-1)
    unknown = torch.tensor([task == "unanswered" for task in b.tasks], device=DEVICE)[:, None]
    pairs = torch.tensor([task == "pair" for task in b.tasks], device=DEVICE)[:, None]
    labels = tensor(b.labels)
    smoothed = labels * (1 - SMOOTHING) + SMOOTHING / labels.shape[-1]
    wanted = torch.where(unknown, labels, smoothed)
    wanted = torch.where(pairs, wanted * torch.tensor(PAIR_WEIGHTS, device=DEVICE), wanted)
    if soft is not None:
        known = torch.tensor([task in taught for task in b.tasks], device=DEVICE)[:, None]
        wanted = torch.where(known, torch.where(unknown, soft, HARD * wanted + (1 - HARD) * soft), wanted)
    return -(wanted * log).sum() / wanted.sum()


@dataclass(frozen=True, slots=True)
class Teacher:
    """Who answers the questions of some tasks: a large encoder, or an earlier stance encoder on that ``below`` it."""

    model: nn.Module
    below: Newsan | None
    tasks: Collection[str]

    def answers(self, b: Questions) -> Tensor:
        """How likely each polarity is [n, polarities]."""
        return probabilities(self.model, self.below, b)


def teacher_of(arguments: argparse.Namespace, below: Newsan | None) -> Teacher | None:
    """The teacher of a run, if it has one."""
    if arguments.teacher:
        model = load(arguments.teacher, arguments.teacher_base).eval().to(DEVICE)
        return Teacher(model, None, (*TASKS, "unanswered"))
    if arguments.keep and below:
        return Teacher(load_marked(arguments.marked, below.cpu()).to(DEVICE), below, set(TASKS) - {NEW})
    return None


@dataclass(slots=True)
class Run:
    """A run as a checkpoint keeps it: its weights, their running mean, the optimiser, steps and seconds."""

    model: nn.Module
    optimiser: torch.optim.Optimizer
    mean: dict[str, Tensor]
    step: int = 0
    seconds: float = 0.0

    def read(self, path: Path) -> None:
        """Go on from a checkpoint, if there is one."""
        if path.exists():
            kept = torch.load(path, weights_only=True, map_location=DEVICE)
            self.model.load_state_dict(kept["last"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.mean, self.step, self.seconds = kept["mean"], kept["step"], kept["seconds"]

    def write(self, path: Path) -> None:
        """Write a checkpoint at once."""
        kept = {"last": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(kept | {"mean": self.mean, "step": self.step, "seconds": self.seconds}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def learn(
        self, below: Newsan | None, teacher: Teacher | None, b: Questions, chance: np.random.Generator, done: float
    ) -> Tensor:
        """One step; the loss.  ``done`` is the share of the run that is over, by which the learning rate falls."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * rate(int(10_000 * done), 10_000)
        with torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=half()):
            logits = read(self.model, below, b, chance)
        loss = loss_of(logits, b, *((teacher.answers(b), teacher.tasks) if teacher else (None,)))
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % AVERAGED == 0:
            self.average()
        return loss.detach()

    @torch.no_grad()
    def average(self) -> None:
        """Move the running mean of the weights towards them, at first faster."""
        for name, value in self.model.state_dict().items():
            self.mean[name].lerp_(value, max(0.02, 1 / (self.step / AVERAGED + 9)))


def figures(below: Newsan | None, run: Run, dev: dict[str, list[Questions]]) -> dict[str, Any]:
    """Figures of the mean weights on the development sets."""
    last = {name: value.clone() for name, value in run.model.state_dict().items()}
    run.model.load_state_dict(run.mean)
    run.model.eval()
    out: dict[str, Any] = {}
    for task, found in dev.items():
        given: list[tuple[int, int, list[float]]] = []
        for b in found:
            likely = probabilities(run.model, below, b).tolist()
            given += zip(b.asked[:, -1].tolist(), b.labels.argmax(1).tolist(), likely, strict=True)
        out[task] = stances(given) if task in MEASURED else macro([(w, int(np.argmax(p))) for _, w, p in given])
    run.model.load_state_dict(last)
    run.model.train()
    return out


def sets_of(arguments: argparse.Namespace) -> tuple[dict[str, list[Example]], dict[str, list[Questions]]]:
    """The passages that are trained on, by task, and the questions of the development sets."""
    examples, random = examples_of(arguments.prepared), Random(2)
    sets = {task: examples[f"{task}_train"] for task in TASKS}
    if arguments.answers:
        sets["unanswered"] = list(thinned(answered(examples["unanswered_train"], np.load(arguments.answers)), random))
    dev = {
        task: list(batches(sorted(askings(task, found), key=lambda x: len(x.ids)), arguments.pieces))
        for task in ("tone", "pair", *MEASURED)
        if (found := examples.get(f"{task}_dev"))
    }
    return sets, dev


def begun(below: Newsan | None, arguments: argparse.Namespace) -> Run:
    """A run at its beginning, or where its checkpoint stands."""
    model, groups = parts(below, arguments)
    optimiser = torch.optim.AdamW(groups, lr=arguments.lr, weight_decay=0.01, fused=True)
    run = Run(model, optimiser, {name: value.detach().clone().float() for name, value in model.state_dict().items()})
    run.read(arguments.output)
    return run


def parts(below: Newsan | None, arguments: argparse.Namespace) -> tuple[nn.Module, list[dict[str, Any]]]:
    """What is trained, and its parameters by learning rate."""
    if below is None:
        teacher = fresh(arguments.base).to(DEVICE)
        groups = groups_of(teacher, arguments.lr, arguments.head_lr, DECAY)
        return teacher, [{"params": group["params"], "base": group["lr"]} for group in groups]
    model = load_marked(arguments.marked, below.cpu()).train() if arguments.marked else Marked(below.cpu())
    model = shallow(model, arguments.layers or len(model.layers)).to(DEVICE)
    below.to(DEVICE)
    return model, [
        {"params": list(model.layers.parameters()), "base": arguments.lr},
        {"params": list(model.stance.parameters()), "base": arguments.head_lr},
        {"params": [model.mark.weight, model.edges], "base": 10 * arguments.lr},
    ]


def fit(arguments: argparse.Namespace) -> None:
    """Train for some time, or on from where an earlier run stopped."""
    sets, dev = sets_of(arguments)
    print({task: sum(len(x["asked"]) for x in some) for task, some in sets.items()}, flush=True)
    plan = passes(sets, range(arguments.passes), arguments.pieces)
    below = load(arguments.start, arguments.base).eval() if arguments.start else None
    teacher = teacher_of(arguments, below)
    run = begun(below, arguments)
    chance, spent, start = np.random.default_rng(run.step), run.seconds, time.time()
    run.model.train()
    while run.step < len(plan) and run.seconds < arguments.seconds:
        done = max(run.step / len(plan), run.seconds / arguments.seconds)
        loss = run.learn(below, teacher, plan[run.step], chance, done)
        run.seconds = spent + time.time() - start
        if run.step % 100 == 0:
            print(f"{run.step}/{len(plan)} {run.seconds:.0f} s {float(loss):.3f}", flush=True)
        if run.step % arguments.shown == 0:
            run.write(arguments.output)
            print(json.dumps(figures(below, run, dev)), flush=True)
    run.write(arguments.output)
    print(json.dumps(figures(below, run, dev)), flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, help="the shipped files as a checkpoint; without it a teacher is trained")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    parser.add_argument("--teacher", type=Path, help="checkpoint of a teacher that answers every batch")
    parser.add_argument("--teacher-base", type=Path, help="folder of the teacher's pretrained encoder")
    parser.add_argument("--answers", type=Path, help="what training.answer wrote")
    parser.add_argument("--marked", type=Path, help="an earlier stance encoder, to begin with")
    parser.add_argument("--keep", action="store_true", help="have it answer what it has learned, so that this is kept")
    parser.add_argument("--layers", type=int, help="how many of the layers to keep")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--pieces", type=int, default=3072, help="about as many pieces in a batch")
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--shown", type=int, default=SHOWN, help="steps between two checkpoints")
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--head-lr", type=float, default=3e-4)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.keep and not (arguments.start and arguments.marked):
        parser.error("--keep needs an earlier stance encoder: --start and --marked")
    torch.manual_seed(1)
    fit(arguments)


if __name__ == "__main__":
    main()
