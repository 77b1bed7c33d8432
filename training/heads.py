"""Heads fitted anew on the shipped graph's states: ``python -m training.heads MODEL --start CHECKPOINT -o CHECKPOINT``.

Quantising moves the states a little, and so does averaging checkpoints.  Here the graph stays as it is, the training
passages are read once, stances where they stand in their articles, and the heads outside the graph that ask about
holders and targets are trained on from a checkpoint by themselves.  Takes minutes on a processor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.gold import DATA, STANCE_TEXTS
from benchmarks.records import Record
from newsan.language.findings import sections
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Reading, read
from newsan.language.model.encoder import load as load_shipped
from training.batches import ASKED, Array, Batch, batch, likelihood, names, pack, swapped
from training.corpora import articles, read_stances, records
from training.labels import POLARITY, QUESTIONS
from training.measure import macro, stances
from training.model import Newsan, load
from training.pieces import Example
from training.prepare import kept_records
from training.train import examples_of, loaded, question_loss, rate

LENGTH = 176
PASSAGES = 48
"""Passages in a batch."""

SHARE = {"unanswered": 0.4, "pair": 0.7}
"""Shares of the examples that are read, where all would take long; the usual share is 1."""


class Graph:
    """The shipped graph: pieces → states."""

    def __init__(self, path: Path) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1
        self.session = InferenceSession(str(path), options)

    def __call__(self, ids: Array, cases: Array) -> Array:
        """The states [pieces, width] of one window, in half precision."""
        fed = {"ids": ids.astype(np.int64)[None], "cases": cases.astype(np.int64)[None]}
        hidden: Array = self.session.run(["hidden"], fed)[0][0].astype(np.float16)
        return hidden


@dataclass(slots=True)
class Passages:
    """Questions about passages, each read where it stands in its article; the same names as in a loaded batch."""

    task: str
    states: list[Array]
    asked: Tensor
    labels: Tensor

    def hidden(self) -> Tensor:
        """The states padded [rows, T, width]."""
        return padded_states(self.states, max(map(len, self.states)))


class Read:
    """A batch and its windows' states, which are kept."""

    def __init__(self, graph: Graph, made: Batch) -> None:
        self.made = made
        lengths = made.mask.sum(1)
        self.states = [graph(i[:n], c[:n]) for i, c, n in zip(made.seen, made.cases, lengths, strict=True)]

    def hidden(self) -> Tensor:
        """The states padded [rows, T, width]."""
        return padded_states(self.states, self.made.ids.shape[1])


def padded_states(states: Sequence[Array], width: int) -> Tensor:
    """Rows of states [rows, width, state]."""
    out = np.zeros((len(states), width, states[0].shape[1]), np.float32)
    for row, some in enumerate(states):
        out[row, : len(some)] = some
    return torch.from_numpy(out)


Asking = tuple[Array, list[int], Array]
"""The states of a passage, a question about it, and the probabilities of the polarities."""


def asked_in_text(data: Path, records_of: dict[str, list[Record]]) -> Iterator[Asking]:
    """Every question about the articles, by ``doc``; passages are read where they stand."""
    model = load_shipped()
    for doc in articles(data, records_of):
        paragraphs_of = paragraphs(doc.text)
        lines = sentences(doc.text, paragraphs_of)
        for section in sections(lines):
            inside = lines[section]
            span = (inside[0][0], inside[-1][1])
            reading = read(model, doc.text, span, paragraphs_of, inside)
            for record in records_of[doc.id]:
                begin = doc.text.find(record["text"])
                if span[0] <= begin and begin + len(record["text"]) <= span[1]:
                    yield asking(reading, record, begin)


def asking(reading: Reading, record: Record, begin: int) -> Asking:
    """One question with the states of its passage."""
    holder = record["holder_span"] if record["layer"] != "portrayal" else None
    spans = [(0, len(record["text"])), record["sentence"], holder or record["target_span"], record["target_span"]]
    first, last = reading.ranges([(a + begin, b + begin) for a, b in spans])
    ranges = np.stack([first, last], 1) - first[0]
    if holder is None:
        ranges[2] = -1
    states = reading.hidden[first[0] : last[0]].astype(np.float16)
    return states, [*ranges.reshape(-1).tolist(), QUESTIONS.index(record["layer"])], likelihood(record["label"])


def passages(task: str, found: Sequence[Asking], random: Random) -> Iterator[Passages]:
    """Batches of questions, like lengths together."""
    order = sorted(range(len(found)), key=lambda i: len(found[i][0]) + 8 * random.random())
    for first in range(0, len(order), 2 * PASSAGES):
        some = [found[i] for i in order[first : first + 2 * PASSAGES]]
        asked = torch.tensor([[row, *question] for row, (_, question, _) in enumerate(some)])
        labels = torch.from_numpy(np.stack([label for _, _, label in some]))
        yield Passages(task, [states for states, _, _ in some], asked, labels)


def stance_records(data: Path, part: str) -> dict[str, list[Record]]:
    """The items of ``stance/``, for training also what was read besides, by article, with the label as a number."""
    out: dict[str, list[Record]] = defaultdict(list)
    more = read_stances(data, part) if part == "train" else ()
    for record in chain(records(data / "stance" / f"stance_{part}.jsonl.gz"), more):
        out[record["doc"]].append(record | {"label": POLARITY.index(record["label"])})
    return out


def answered_records(questions: Path, tokenizer: Tokenizer, answers: Array, share: float) -> dict[str, list[Record]]:
    """A share of what nobody answered, by article, with a teacher's probabilities as the label."""
    out: dict[str, list[Record]] = defaultdict(list)
    likely = iter(answers.astype(float).tolist())
    random = Random(1)
    for _, kept in kept_records(tokenizer, records(questions)):
        for record in kept:
            label = next(likely)
            if random.random() < share:
                out[record["doc"]].append(record | {"label": label})
    return out


def by_source(data: Path, asked: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """The same by ``doc`` as ``stance/`` writes it, with the corpus before the id."""
    known = {str(r["id"]): name for name, file in STANCE_TEXTS.items() for r in records(data / file)}
    return {f"{known[doc]}:{doc}": some for doc, some in asked.items()}


def batches(task: str, examples: Sequence[Example], random: Random) -> Iterator[Batch]:
    """The batches of a task; the passages of a batch are alone in their windows, or several to a window."""
    order = sorted(
        random.sample(range(len(examples)), len(examples)), key=lambda i: len(examples[i]["ids"]) + 8 * random.random()
    )
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


def fit(model: Newsan, read: list[Read | Passages], passes: int, lr: float) -> None:
    """Train the stance head on kept states."""
    heads = list(model.stance.parameters())
    optimiser = torch.optim.AdamW(heads, lr=lr, weight_decay=0.01)
    mean = [p.detach().clone() for p in heads]
    steps = [r for number in range(passes) for r in Random(number).sample(read, len(read))]
    noise = nn.Dropout(0.1)
    begun = time.time()
    model.train()
    for step, r in enumerate(steps):
        for group in optimiser.param_groups:
            group["lr"] = lr * rate(step, len(steps))
        b: Any = r if isinstance(r, Passages) else loaded(r.made)
        hidden = noise(r.hidden())
        loss = question_loss(model.stances(hidden, b.asked), b)
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
def figures(model: Newsan, read: dict[str, list[Read | Passages]]) -> dict[str, Any]:
    """Figures on the development sets."""
    model.eval()
    out: dict[str, Any] = {}
    for task in ("tone", "pair", "stance"):
        answers = []
        for r in read[task]:
            b: Any = r if isinstance(r, Passages) else loaded(r.made)
            likely = model.stances(r.hidden(), b.asked).softmax(-1).tolist()
            answers += list(zip(b.asked[:, -1].tolist(), b.labels.argmax(1).tolist(), likely, strict=True))
        out[task] = stances(answers) if task == "stance" else macro([(w, int(np.argmax(p))) for _, w, p in answers])
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the shipped files")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--questions", type=Path, default=Path("build/questions.jsonl.gz"))
    parser.add_argument("--answers", type=Path, help="what training.answer wrote")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--lr", type=float, default=5e-4)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    graph, random = Graph(arguments.model / "encoder.int8.onnx"), Random(1)
    model = load(arguments.start, arguments.base)
    examples = examples_of(arguments.prepared)
    tokenizer = load_shipped().tokenizer
    dev: dict[str, list[Read | Passages]] = {
        task: [Read(graph, b) for b in batches(task, examples[f"{task}_dev"], Random(0))] for task in ("tone", "pair")
    }
    found = list(asked_in_text(arguments.data, stance_records(arguments.data, "dev")))
    dev["stance"] = list(passages("stance", found, Random(0)))
    print(json.dumps(figures(model, dev)), flush=True)
    read: list[Read | Passages] = []
    for task in ("tone", "pair", "written"):
        read += [Read(graph, b) for b in batches(task, part(task, examples[f"{task}_train"], random), random)]
    found = list(asked_in_text(arguments.data, stance_records(arguments.data, "train")))
    read += passages("stance", found, random)
    if arguments.answers:
        asked = answered_records(arguments.questions, tokenizer, np.load(arguments.answers), SHARE["unanswered"])
        measuring = stance_records(arguments.data, "dev")
        asked = {doc: some for doc, some in by_source(arguments.data, asked).items() if doc not in measuring}
        read += passages("unanswered", list(asked_in_text(arguments.data, asked)), random)
    print(len(read), "batches", flush=True)
    fit(model, read, arguments.passes, arguments.lr)
    print(json.dumps(figures(model, dev)), flush=True)
    torch.save({"mean": model.state_dict()}, arguments.output)


if __name__ == "__main__":
    main()
