"""Train the model: ``python -m training.train --prepared build/prepared.pkl --base PATH -o build/run1``.

Seeded; checkpoints every few minutes; the same command again resumes.  CPU (bfloat16 where the processor has it) or
GPU. Settings and figures of every run are in RUNS.md.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import time
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from training.batches import HEADS, Batch, Window, batch, epoch
from training.labels import IGNORE
from training.model import Newsan, build, load, thinned
from training.prepare import Example

SOURCES = {
    "entity": "entities", "gmb": "gmb", "attribution": "quotes", "tone": "tone", "pairs": "pairs",
    "soft_tone": "soft_tone", "soft_pairs": "soft_pairs",
}  # fmt: skip
"""Task → prepared examples."""

PAIR_WEIGHTS = (1.5, 0.7, 2.0)
"""Class weights of the ordered pairs (negative, neutral, positive): two in three are neutral, the aim is macro F1."""

SMOOTHING = 0.1
"""Label smoothing of tone and pairs, the usual amount (Szegedy et al., CVPR 2016); not compared by itself, and the
shipped weights were trained without (RUNS.md)."""

AVERAGE = 0.98
"""Decay of the running mean of the weights, taken every tenth step (a window of about 500 steps); at first it follows
faster, by (1 + n) / (10 + n) after n times as in TensorFlow's moving averages, or a short run would end half at its
start."""

CHECKPOINT_SECONDS = 300

LONGEST = 500
"""Pieces of the longest sentence trained on: the encoder knows 512 positions."""

WHOLE = ("entity", "attribution")
"""Tasks whose examples are documents, which are cut into windows."""


def plan(examples: dict[str, list[Example]], passes: dict[str, float], seed: int) -> list[tuple[str, list[Window]]]:
    """Every step of the run in order: the task and its windows."""
    steps: list[tuple[str, list[Window]]] = []
    for task, source in SOURCES.items():
        for number in range(math.ceil(passes.get(task, 0))):
            random = Random(f"{seed} {task} {number}")
            short = [
                example for example in examples[f"{source}_train"] if len(example["ids"]) <= LONGEST or task in WHOLE
            ]
            groups = epoch(task, short, random)
            share = min(1.0, passes[task] - number)
            steps += [(task, group) for group in groups[: round(share * len(groups))]]
    Random(seed).shuffle(steps)
    return steps


LIKE_TEACHER = 1.0
"""Weight of the distance to a teacher's states: states are normalised, so it is of the order of a task's loss."""


def loss_of(model: Newsan, b: Batch, teacher: Newsan | None = None) -> Tensor:
    """The loss of one batch: its task's, and with a teacher the distance to the teacher's states."""
    hidden = model.encode(b.ids, b.cases, b.mask)
    loss = task_loss(model, b, hidden)
    if teacher is None:
        return loss
    with torch.no_grad():
        wanted = teacher.encode(b.ids, b.cases, b.mask)
    apart = (hidden.float() - wanted.float()).pow(2).mean(-1)
    return loss + LIKE_TEACHER * (apart * b.mask).sum() / b.mask.sum()


def task_loss(model: Newsan, b: Batch, hidden: Tensor) -> Tensor:
    """What the task's head gets wrong."""
    head = HEADS.get(b.task, b.task)
    if head == "entity":
        return tag_loss(model.entity(hidden), b.tags)
    if head == "attribution":
        loss = tag_loss(model.attribution(hidden), b.tags)
        return loss if b.asked is None else loss + tag_loss(model.links(hidden, b.asked), b.labels)
    if b.asked is None:
        return hidden.sum() * 0
    smoothing = 0.0 if b.task.startswith("soft") else SMOOTHING
    if head == "tone":
        return cross_entropy(model.tones(hidden, b.asked).float(), b.labels, label_smoothing=smoothing)
    logits, weights = model.pairs(hidden, b.asked).float(), torch.tensor(PAIR_WEIGHTS)
    return cross_entropy(logits, b.labels, weight=weights, label_smoothing=smoothing)


def tag_loss(logits: Tensor, tags: Tensor | None) -> Tensor:
    """Cross-entropy over the pieces that have a tag."""
    assert tags is not None
    return cross_entropy(logits.float().flatten(0, -2), tags.flatten(), ignore_index=IGNORE)


def rate(step: int, total: int, warm: float = 0.06) -> float:
    """One cycle: linear warm-up, cosine down to a hundredth."""
    done = step / total
    if done < warm:
        return done / warm
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))


def groups_of(model: Newsan, encoder: float, heads: float, decay: float) -> list[dict[str, Any]]:
    """Optimiser groups: the encoder with layer-wise lower rates towards the input, the heads with their own."""
    layers = len(model.encoder.encoder.layer)
    by_rate: dict[float, list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if not name.startswith("encoder."):
            lr = heads
        elif ".layer." in name:
            lr = encoder * decay ** (layers - 1 - int(name.split(".layer.")[1].split(".")[0]))
        else:
            lr = encoder * decay**layers
        by_rate.setdefault(lr, []).append(parameter)
    return [{"params": parameters, "lr": lr, "peak": lr} for lr, parameters in by_rate.items()]


def save(path: Path, model: Newsan, mean: dict[str, Tensor], optimiser: torch.optim.Optimizer, step: int) -> None:
    """A checkpoint, replaced atomically."""
    state = {"model": model.state_dict(), "mean": mean, "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def train(arguments: argparse.Namespace) -> None:
    """The run."""
    torch.manual_seed(arguments.seed)
    if arguments.start:
        model = load(arguments.start, arguments.base)
        model.encoder = thinned(model.encoder, arguments.layers)
    else:
        model = build(arguments.base, arguments.layers)
    teacher = load(arguments.teacher, arguments.base).eval() if arguments.teacher else None
    optimiser = torch.optim.AdamW(
        groups_of(model, arguments.lr, arguments.head_lr, arguments.layer_decay), weight_decay=0.01, fused=True
    )
    mean = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    steps = plan(pickle.loads(arguments.prepared.read_bytes()), json.loads(arguments.passes), arguments.seed)[
        : arguments.steps
    ]
    checkpoint, first = arguments.output / "checkpoint.pt", 0
    arguments.output.mkdir(parents=True, exist_ok=True)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        mean, first = state["mean"], state["step"]
    run(model, teacher, mean, optimiser, steps, first, checkpoint)


def run(
    model: Newsan,
    teacher: Newsan | None,
    mean: dict[str, Tensor],
    optimiser: torch.optim.Optimizer,
    steps: list[tuple[str, list[Window]]],
    first: int,
    checkpoint: Path,
) -> None:
    """The loop over the planned steps from ``first``."""
    model.train()
    half = torch.backends.cpu.get_cpu_capability().startswith("AVX512")  # elsewhere bfloat16 is emulated, and slow
    saved, begun, pieces, losses = time.time(), time.time(), 0, dict[str, float]()
    for step in range(first, len(steps)):
        b = batch(*steps[step])
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate(step, len(steps))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            loss = loss_of(model, b, teacher)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        pieces += b.ids.numel()
        value = float(loss.detach())
        losses[b.task] = 0.97 * losses.get(b.task, value) + 0.03 * value
        if step % 10 == 9:
            average(mean, model, step // 10)
        if step % 100 == 99:
            speed = pieces / (time.time() - begun)
            print(
                f"{step + 1}/{len(steps)} {speed:.0f} pieces/s", {k: round(v, 3) for k, v in losses.items()}, flush=True
            )
        if time.time() - saved > CHECKPOINT_SECONDS or step == len(steps) - 1:
            save(checkpoint, model, mean, optimiser, step + 1)
            saved = time.time()


def average(mean: dict[str, Tensor], model: Newsan, n: int) -> None:
    """Move the running mean of the weights towards the model, for the ``n``-th time counted from 0."""
    decay = min(AVERAGE, (1 + n) / (10 + n))
    with torch.no_grad():
        for name, value in model.state_dict().items():
            mean[name].lerp_(value.float(), 1 - decay)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl"))
    parser.add_argument("--base", required=True, help="folder of the pretrained encoder")
    parser.add_argument("--start", type=Path, help="checkpoint to start from instead, all or some of its layers")
    parser.add_argument("--teacher", type=Path, help="checkpoint whose states the model should come close to")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--steps", type=int, help="stop after so many of the planned steps; the learning rate follows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.95)
    parser.add_argument("--passes", default='{"entity": 4, "gmb": 0.5, "attribution": 4, "tone": 5, "pairs": 2.5}')
    arguments = parser.parse_args()
    train(arguments)


if __name__ == "__main__":
    main()
