"""Fit heads anew on the states of the shipped graph: ``python -m training.heads MODEL --start CHECKPOINT -o CHECKPOINT``.

Quantising moves the states a little, and so does averaging checkpoints.  Here the graph stays as it is, the training
passages are read once, and the heads outside the graph that ask about holders, targets and antecedents are trained on
from a checkpoint by themselves.  Takes minutes on a processor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from onnxruntime import InferenceSession, SessionOptions
from torch import Tensor, nn

from training.batches import ASKED, REFERRING, Array, antecedent_batch, batch, pack, swapped, names
from training.labels import QUESTIONS
from training.measure import macro, stances
from training.model import Newsan, load
from training.pieces import Example
from training.train import answered, antecedent_loss, antecedents, examples_of, loaded, question_loss, rate

LENGTH = 176
PASSAGES = 48
"""Passages, and documents of a task, in a batch."""

SHARE = {"unanswered": 0.4, "pair": 0.7, "coref": 1.0}
"""Shares of the examples that are read, where all would take long; the usual share is 1."""


class Graph:
    """The shipped graph: pieces → states."""

    def __init__(self, path: Path) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1
        self.session = InferenceSession(str(path), options)

    def __call__(self, ids: Array, cases: Array) -> Array:
        """The states [1, pieces, width] of one window, in half precision."""
        fed = {"ids": ids.astype(np.int64)[None], "cases": cases.astype(np.int64)[None]}
        hidden: Array = self.session.run(["hidden"], fed)[0]
        return hidden[0].astype(np.float16)


class Read:
    """A batch and its windows' states, which are kept."""

    def __init__(self, graph: Graph, made: Any) -> None:
        self.made = made
        lengths = made.mask.sum(1)
        self.states = [graph(i[:n], c[:n]) for i, c, n in zip(made.seen, made.cases, lengths, strict=True)]

    def hidden(self) -> Tensor:
        """The states padded [rows, T, width]."""
        out = np.zeros((*self.made.ids.shape, self.states[0].shape[1]), np.float32)
        for row, states in enumerate(self.states):
            out[row, : len(states)] = states
        return torch.from_numpy(out)


def batches(task: str, examples: Sequence[Example], random: Random) -> Iterator[Any]:
    """The batches of a task, without hidden pieces; those of one batch alone in their windows or together."""
    if task in REFERRING:
        for first in range(0, len(examples), 4):
            yield antecedent_batch(examples[first : first + 4], LENGTH, random)
        return
    order = sorted(random.sample(range(len(examples)), len(examples)), key=lambda i: len(examples[i]["ids"]) + 8 * random.random())
    for first in range(0, len(order), PASSAGES):
        some = [examples[i] for i in order[first : first + PASSAGES]]
        yield batch(task, list(pack(some, LENGTH, random, random.choice((0.0, 1.0)))))


def part(task: str, examples: Sequence[Example], random: Random) -> list[Example]:
    """The share of a task's examples that is read, some with other names."""
    some = random.sample(list(examples), round(SHARE.get(task, 1.0) * len(examples)))
    if task not in ASKED:
        return some
    pool = names(some)
    return [swapped(x, pool, random) if random.random() < 0.2 else x for x in some]


def fit(model: Newsan, read: list[Read], passes: int, lr: float) -> None:
    """Train the stance and antecedent heads on kept states."""
    heads = [*model.stance.parameters(), *model.antecedent.parameters()]
    optimiser = torch.optim.AdamW(heads, lr=lr, weight_decay=0.01)
    mean = [p.detach().clone() for p in heads]
    steps = [r for number in range(passes) for r in Random(number).sample(read, len(read))]
    noise = nn.Dropout(0.1)
    begun = time.time()
    model.train()
    for step, r in enumerate(steps):
        for group in optimiser.param_groups:
            group["lr"] = lr * rate(step, len(steps))
        b = loaded(r.made)
        hidden = noise(r.hidden())
        if b.task in ASKED:
            loss = question_loss(model.stances(hidden, b.asked), b)
        else:
            loss = antecedent_loss(antecedents(model, b, hidden), b)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(heads, 1.0)
        optimiser.step()
        with torch.no_grad():
            for m, p in zip(mean, heads, strict=True):
                m.lerp_(p, 0.005 if step > 400 else 0.05)
        if step % 200 == 199:
            print(f"{step + 1}/{len(steps)} {time.time() - begun:.0f} s {float(loss.detach()):.3f}", flush=True)
    with torch.no_grad():
        for m, p in zip(mean, heads, strict=True):
            p.copy_(m)


@torch.no_grad()
def figures(model: Newsan, read: dict[str, list[Read]]) -> dict[str, Any]:
    """Figures on the development sets."""
    model.eval()
    out: dict[str, Any] = {}
    for task in ("tone", "pair", "stance"):
        answers = []
        for r in read[task]:
            likely = model.stances(r.hidden(), torch.from_numpy(r.made.asked).long()).softmax(-1).tolist()
            wanted = r.made.labels.argmax(1).tolist()
            answers += list(zip(r.made.asked[:, -1].tolist(), wanted, likely, strict=True))
        out[task] = (
            stances(answers) if task == "stance" else macro([(w, int(np.argmax(p))) for _, w, p in answers])
        )
    for task in REFERRING:
        counts: dict[int, list[int]] = {}
        for r in read[task]:
            b = loaded(r.made)
            best = antecedents(model, b, r.hidden()).argmax(-1).tolist()
            for choice, gold, kind in zip(best, b.asked["gold"].tolist(), b.asked["reference"].tolist(), strict=True):
                row = counts.setdefault(kind, [0, 0, 0, 0])
                named = any(gold)
                row[0 if named else 2] += gold[choice - 1] == 1 if named and choice else not named and choice == 0
                row[1 if named else 3] += 1
        out[task] = {
            kind: [round(100 * a / max(n, 1), 1), round(100 * c / max(m, 1), 1), n, m]
            for kind, (a, n, c, m) in sorted(counts.items())
        }
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the shipped files")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--lr", type=float, default=5e-4)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    graph, random = Graph(arguments.model / "encoder.int8.onnx"), Random(1)
    model = load(arguments.start, arguments.base)
    examples = examples_of(arguments.prepared)
    tasks = [*ASKED[:3], *REFERRING]
    if arguments.answers:
        examples["unanswered_train"] = answered(examples["unanswered_train"], np.load(arguments.answers))
        tasks.append("unanswered")
    dev = {task: [Read(graph, b) for b in batches(task, examples[f"{task}_dev"], Random(0))] for task in (*ASKED[:3], *REFERRING)}
    print(json.dumps(figures(model, dev)), flush=True)
    read = [Read(graph, b) for task in tasks for b in batches(task, part(task, examples[f"{task}_train"], random), random)]
    print(len(read), "batches", flush=True)
    fit(model, read, arguments.passes, arguments.lr)
    print(json.dumps(figures(model, dev)), flush=True)
    torch.save({"mean": model.state_dict()}, arguments.output)


if __name__ == "__main__":
    main()
