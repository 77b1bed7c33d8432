"""Train a model: ``python -m training.train --prepared build/prepared.pkl.xz --base FOLDER -o build/run``.

From the labels, and from a teacher's answers to questions that nobody answered (``--answers``).  With ``--teacher
CHECKPOINT``, an earlier model or a larger one, they are joined by what it makes of the same pieces: its tags, links and
states (distillation: Hinton and others, 2015).

Seeded; a checkpoint every few minutes, and the same command again goes on from it.  Runs on a GPU if there is one, else
on the processor.  Settings and figures of every run are in RUNS.md.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import os
import pickle
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div

from training.batches import ASKED, TAGGED, Array, Batch, epoch
from training.labels import IGNORE, QUESTIONS
from training.model import Newsan, fresh, load
from training.pieces import Example

PASSES = {
    "entity": 6, "gmb": 1, "attribution": 6, "tone": 6, "pair": 4, "stance": 6, "read": 3, "written": 2,
    "plain": 0, "unanswered": 0,
}  # fmt: skip
"""How often each task's examples are gone through."""

SIZES = {"tone": 0.5, "stance": 0.5, "read": 0.5, "written": 0.5, "pair": 0.75}
"""Sizes of batches as shares of ``--pieces``: small ones where a task has few and varied examples."""

PAIR_WEIGHTS = (1.5, 0.7, 2.0)
"""Class weights of the ordered pairs (negative, neutral, positive): two in three are neutral, the aim is macro F1."""

SMOOTHING = 0.1
"""Label smoothing of what is asked, the usual amount (Szegedy et al., CVPR 2016); not compared by itself."""

AVERAGE = 0.98
"""Decay of the running mean of the weights, taken every tenth step (a window of about 500 steps); at first it follows
faster, by (1 + n) / (10 + n) after n times as in TensorFlow's moving averages, or a short run would end half at its
start."""

HARD, TEMPERATURE = 0.5, 2.0
"""With a teacher: the weight of the labels beside its answers, and the temperature of its answers.  The usual amounts;
not compared."""

CHECKPOINT_SECONDS = 240

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")

State = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A batch as tensors on the device."""

    task: str
    ids: Tensor
    seen: Tensor
    cases: Tensor
    mask: Tensor
    tags: Tensor | None
    asked: Tensor | None
    labels: Tensor | None


def loaded(b: Batch) -> Loaded:
    """A batch on the device."""

    def tensor(array: Array | None) -> Tensor | None:
        if array is None:
            return None
        moved = torch.from_numpy(np.ascontiguousarray(array)).to(DEVICE, non_blocking=True)
        return moved if moved.is_floating_point() else moved.long()

    pieces: dict[str, Any] = {name: tensor(getattr(b, name)) for name in ("ids", "seen", "cases", "mask")}
    return Loaded(b.task, **pieces, tags=tensor(b.tags), asked=tensor(b.asked), labels=tensor(b.labels))


def examples_of(path: Path) -> dict[str, list[Example]]:
    """What ``training.prepare`` wrote."""
    with lzma.open(path, "rb") as file:
        examples: dict[str, list[Example]] = pickle.load(file)
    return examples


_examples: dict[str, list[Example]] = {}
"""The examples as the processes that make batches see them; they are forked after it has been filled."""


def _made(task: str, number: int, share: float, seed: int, pieces: int) -> list[Batch]:
    """The batches of one pass, or of a share of it."""
    some = epoch(task, _examples[f"{task}_train"], Random(f"{seed} {task} {number}"), pieces)
    return some[: round(share * len(some))]


def plan(examples: dict[str, list[Example]], passes: dict[str, float], seed: int, pieces: int) -> list[Batch]:
    """Every batch of the run in order."""
    _examples.update(examples)
    jobs = [
        (task, number, min(1.0, times - number), seed, round(pieces * SIZES.get(task, 1.0)))
        for task, times in passes.items()
        for number in range(math.ceil(times))
    ]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        batches = [b for some in pool.map(_made, *zip(*jobs, strict=True)) for b in some]
    Random(seed).shuffle(batches)
    return batches


def answered(examples: list[Example], answers: Array) -> list[Example]:
    """The passages with a teacher's probabilities [questions, polarities] as the labels of what nobody answered."""
    likely = iter(answers.astype(float).tolist())
    return [{**x, "asked": [(*question[:-1], next(likely)) for question in x["asked"]]} for x in examples]


def loss_of(model: Newsan, b: Loaded, teacher: Newsan | None, alike: float) -> Tensor:
    """The loss of one batch: of its labels, of the teacher's answers, or of both."""
    hidden = model.encode(b.ids, b.cases, b.mask)
    loss = hidden.sum() * 0 if b.task == "plain" else task_loss(model, b, hidden, None)
    if teacher is None:
        return loss
    with torch.no_grad():
        wanted = teacher.encode(b.seen, b.cases, b.mask)
    mask = b.mask.bool()
    soft = likeness(model.entity(hidden)[mask], teacher.entity(wanted)[mask])
    soft = soft + likeness(model.attribution(hidden)[mask], teacher.attribution(wanted)[mask])
    if alike:
        assert model.like is not None
        soft = soft + alike * apart(model.like(hidden)[mask], wanted[mask])
    if b.task == "attribution" and b.asked is not None:
        soft = soft + task_loss(model, b, hidden, (teacher, wanted))
    return (HARD * loss if b.task in TAGGED else loss) + (1 - HARD) * soft


def likeness(logits: Tensor, wanted: Tensor) -> Tensor:
    """How far answers are from a teacher's, per answer."""
    log, target = (x.float().div(TEMPERATURE).log_softmax(-1) for x in (logits, wanted))
    return kl_div(log, target, log_target=True, reduction="batchmean") * TEMPERATURE**2


def apart(states: Tensor, wanted: Tensor) -> Tensor:
    """The mean square between states and a teacher's, in variances of the teacher's."""
    wanted = wanted.float()
    return (states.float() - wanted).pow(2).mean() / wanted.var().clamp(min=1e-6)


def task_loss(model: Newsan, b: Loaded, hidden: Tensor, teacher: tuple[Newsan, Tensor] | None) -> Tensor:
    """What the task's head gets wrong, by the labels or by a teacher's answers."""
    if b.task in ASKED:
        return question_loss(model.stances(hidden, b.asked), b) if b.asked is not None else hidden.sum() * 0
    if b.task == "attribution" and b.asked is not None:
        links = model.links(hidden, b.asked)
        if teacher:
            inside = b.labels != IGNORE
            return likeness(links[inside], teacher[0].links(teacher[1], b.asked)[inside])
        return tag_loss(model.attribution(hidden), b.tags) + tag_loss(links, b.labels)
    return tag_loss(getattr(model, TAGGED[b.task])(hidden), b.tags)


def tag_loss(logits: Tensor, tags: Tensor | None) -> Tensor:
    """Cross-entropy over the pieces that have a tag."""
    assert tags is not None
    return cross_entropy(logits.float().flatten(0, -2), tags.flatten(), ignore_index=IGNORE)


def question_loss(logits: Tensor, b: Loaded) -> Tensor:
    """Cross-entropy of the polarities, those of pairs weighted by class."""
    assert b.labels is not None
    smoothing = 0.0 if b.task == "unanswered" else SMOOTHING
    wanted = b.labels * (1 - smoothing) + smoothing / b.labels.shape[-1]
    weight = torch.ones(len(QUESTIONS), 3, device=DEVICE)
    if b.task == "pair":
        weight[QUESTIONS.index("pair")] = torch.tensor(PAIR_WEIGHTS, device=DEVICE)
    weighted = wanted * weight[b.asked[:, -1]]
    return -(weighted * logits.float().log_softmax(-1)).sum() / weighted.sum()


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


def save(path: Path, model: Newsan, mean: State, optimiser: torch.optim.Optimizer, step: int) -> None:
    """A checkpoint, replaced atomically."""
    state = {"model": model.state_dict(), "mean": mean, "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def average(mean: State, model: Newsan, n: int) -> None:
    """Move the running mean of the weights towards the model, for the ``n``-th time counted from 0."""
    decay = min(AVERAGE, (1 + n) / (10 + n))
    with torch.no_grad():
        for name, value in model.state_dict().items():
            mean[name].lerp_(value.float(), 1 - decay)


def half() -> bool:
    """Whether products are taken in bfloat16: without AVX-512 a processor emulates it, and is slow."""
    return DEVICE.type == "cuda" or str(torch.backends.cpu.get_cpu_capability()).startswith("AVX512")


def train(arguments: argparse.Namespace) -> None:
    """The run."""
    torch.manual_seed(arguments.seed)
    begun = time.time()
    examples = examples_of(arguments.prepared)
    if arguments.answers:
        examples["unanswered_train"] = answered(examples["unanswered_train"], np.load(arguments.answers))
    batches = plan(examples, arguments.passes, arguments.seed, arguments.pieces)[: arguments.steps]
    print(f"{time.time() - begun:.0f} s: {len(batches)} batches", flush=True)
    model = load(arguments.start, arguments.base) if arguments.start else fresh(arguments.base)
    teacher = (
        load(arguments.teacher, arguments.teacher_base or arguments.base).eval().to(DEVICE)
        if arguments.teacher
        else None
    )
    if teacher is not None and arguments.alike:
        model.like = torch.nn.Linear(model.case.weight.shape[1], teacher.case.weight.shape[1])
    model.to(DEVICE)
    optimiser = torch.optim.AdamW(
        groups_of(model, arguments.lr, arguments.head_lr, arguments.layer_decay), weight_decay=0.01, fused=True
    )
    mean = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    checkpoint, first = arguments.output / "checkpoint.pt", 0
    arguments.output.mkdir(parents=True, exist_ok=True)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True, map_location=DEVICE)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        mean, first = state["mean"], state["step"]
    run(model, teacher, mean, optimiser, batches, first, checkpoint, arguments)


def run(
    model: Newsan,
    teacher: Newsan | None,
    mean: State,
    optimiser: torch.optim.Optimizer,
    batches: list[Batch],
    first: int,
    checkpoint: Path,
    arguments: argparse.Namespace,
) -> None:
    """The loop over the planned batches from ``first``; with ``--seconds`` it ends in time, the rate having fallen."""
    model.train()
    total, limit = len(batches), arguments.seconds
    saved = begun = shown = time.time()
    pieces, losses, step, done = 0, dict[str, Tensor](), first, 0.0
    while step < total and done < 1:
        done = max(step / total, (time.time() - begun) / limit if limit else 0)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate(min(round(done * 10_000), 10_000), 10_000)
        b = loaded(batches[step])
        with torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=half()):
            loss = loss_of(model, b, teacher, arguments.alike)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        pieces += b.ids.numel()
        losses[b.task] = 0.97 * losses.get(b.task, loss.detach()) + 0.03 * loss.detach()
        if step % 10 == 9:
            average(mean, model, step // 10)
        step += 1
        if time.time() - shown > 15 or step == total:
            shown = time.time()
            speed = pieces / (shown - begun)
            print(
                f"{step}/{total} {shown - begun:.0f} s {speed:.0f} pieces/s",
                {k: round(float(v), 3) for k, v in sorted(losses.items())}, flush=True,
            )  # fmt: skip
        if time.time() - saved > CHECKPOINT_SECONDS:
            save(checkpoint, model, mean, optimiser, step)
            saved = time.time()
    save(checkpoint, model, mean, optimiser, step)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--start", type=Path, help="checkpoint to start from instead")
    parser.add_argument("--teacher", type=Path, help="checkpoint whose answers the model should come close to")
    parser.add_argument("--answers", type=Path, help="what training.answer wrote: labels of the task unanswered")
    parser.add_argument(
        "--teacher-base", type=Path, help="folder of the teacher's pretrained encoder, if it is another"
    )
    parser.add_argument("--alike", type=float, default=1.0, help="weight of the distance from the teacher's states")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--steps", type=int, help="stop after so many planned batches; the learning rate follows")
    parser.add_argument("--seconds", type=float, help="stop after so many seconds; the learning rate follows")
    parser.add_argument("--pieces", type=int, default=2048, help="about as many pieces in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.95)
    parser.add_argument(
        "--passes",
        type=lambda text: PASSES | json.loads(text),
        default=PASSES,
        help="JSON: how often each task is gone through",
    )
    train(parser.parse_args())


if __name__ == "__main__":
    main()
