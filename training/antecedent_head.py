"""``python -m training.antecedent_head [--data FOLDER] [--write]``: what resolves pronouns and descriptions.

A candidate's score is the sum of its features times their weights, one set for every kind of question, and what a small
network makes of the encoder's states: those of the words asked about, those of the places where the text has spoken of
the candidate, and their product.  A softmax over nobody and all candidates makes probabilities.  The encoder stays as
it is.  Printed is how often the likeliest is right in articles of news that the fit has not seen; ``--write`` writes
the fit over all into the shipped ``antecedents.json`` and ``heads.npz``.  ``python -m benchmarks.coref`` has other
figures.

What a text has spoken of so far depends on how its pronouns were resolved, and the questions are asked with the shipped
weights, so it is run twice.  A run takes fifteen minutes on one processor core.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, get_args

import click
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from benchmarks.gold import FOLDER, folder_of
from newsan.language.coreference.antecedents import FILE, Features, Kind
from newsan.language.model.antecedent_head import HEADS, table_of
from newsan.language.model.folder import SHIPPED, numbers
from training.antecedents import Known, questions

KINDS = tuple(kind for kind in get_args(Kind) if kind not in HEADS)

FOLDS = 3

COUNTS: Mapping[str, float] = {
    "coref": 0.1, "gap": 0.3, "who": 1.0, "read": 1.0, "polnear": 1.0, "news": 1.0, "written": 0.4
}  # fmt: skip
"""How much a question of a source counts: novels have many and speak otherwise than news, GAP is all hard cases, and
short texts that were written are plainer than news."""

SPEAKING = 3.0
"""How much more a question counts that asks who speaks: that is what most users count."""

NEWS = ("polnear", "read", "who", "news")
"""The sources whose articles the fit is measured on."""

WIDTH, INNER = 64, 128
"""Width of the states that the product keeps of every piece, and inside the network."""

PASSES, BATCH, RATE, NET_RATE, DROPPED, DECAY, RIDGE = 8, 128, 2e-2, 1e-3, 0.4, 0.3, 5e-4
"""How the fit is made; chosen by the log loss of articles that were not seen (``TUNING.md``)."""

NEVER = -30.0
"""The score of candidates of whom it is not known whether they are meant."""


class Head(nn.Module):
    """The scores of candidates; ``newsan/language/model/antecedent_head.py`` computes the same in numpy."""

    def __init__(self, states: int, features: int, kinds: int = len(KINDS)) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(kinds, features))
        self.own = nn.Linear(states, WIDTH, bias=False)
        self.other = nn.Linear(states, WIDTH, bias=False)
        self.anaphor = nn.Linear(WIDTH, INNER, bias=False)
        self.candidate = nn.Linear(3 * WIDTH, INNER, bias=False)
        self.features = nn.Linear(features, INNER)
        self.kind = nn.Embedding(kinds, INNER)
        self.inner = nn.Linear(INNER, INNER // 2)
        self.out = nn.Linear(INNER // 2, 1)
        self.dropout = nn.Dropout(DROPPED)
        nn.init.normal_(self.kind.weight, std=0.02)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, own: Tensor, others: Tensor, features: Tensor, kind: Tensor) -> Tensor:
        """``own`` [n, width], ``others`` [n, c, 2, width], ``features`` [n, c, features], ``kind`` [n] → [n, c]."""
        known = (features * self.weights[kind][:, None]).sum(-1)
        asked, spoken = self.own(self.dropout(own))[:, None], self.other(self.dropout(others))
        near, mean = spoken.unbind(2)
        states = self.anaphor(asked) + self.candidate(torch.cat((near, mean, asked * near), -1))
        states = states + self.features(features) + self.kind(kind)[:, None]
        inner = torch.relu(self.inner(self.dropout(torch.relu(states))))
        read: Tensor = self.out(self.dropout(inner)).squeeze(-1)
        return known + read


class Table:
    """Questions as tensors; nobody comes before the candidates."""

    def __init__(self, asked: Sequence[Known], names: Sequence[str], kinds: Sequence[str] = KINDS) -> None:
        self.asked, self.names, self.kinds = asked, tuple(names), tuple(kinds)

    def batch(self, numbers: Sequence[int]) -> tuple[tuple[Tensor, ...], Tensor, Tensor, Tensor]:
        """What the head takes, which candidates there are [n, c], which are right, and what each question counts."""
        some = [self.asked[i] for i in numbers]
        width = 1 + max(len(one.right) for one in some)
        own = torch.from_numpy(np.stack([one.own for one in some])).float()
        others = torch.stack([_padded(torch.from_numpy(one.others).float(), width) for one in some])
        tables = (torch.from_numpy(table_of(features_of(one), self.names)) for one in some)
        features = torch.stack([_padded(table, width, before=0) for table in tables])
        kind = torch.tensor([self.kinds.index(one.question.kind) for one in some])
        there, right = torch.zeros((2, len(some), width), dtype=torch.bool)
        for row, one in enumerate(some):
            there[row, : 1 + len(one.right)] = True
            there[row, 1 : 1 + len(one.unknown)] &= ~torch.tensor(one.unknown, dtype=torch.bool)
            right[row, : 1 + len(one.right)] = torch.tensor([one.none, *one.right])
        return (own, others, features, kind), there, right, torch.tensor([counts(one) for one in some])


def features_of(one: Known) -> list[Features]:
    """The features of nobody and of each candidate."""
    return [one.question.nobody, *(candidate.features for candidate in one.question.candidates)]


def counts(one: Known) -> float:
    """How much a question counts."""
    return COUNTS[one.source] * (SPEAKING if "nobody: source" in one.question.nobody else 1.0)


def _padded(rows: Tensor, width: int, before: int = 1) -> Tensor:
    """Rows with empty ones before and behind them."""
    return pad(rows, (0, 0) * (rows.dim() - 1) + (before, width - before - len(rows)))


def shipped(names: Sequence[str]) -> Tensor:
    """The shipped weights of features [kinds, features]."""
    found: Mapping[str, Mapping[str, float]] = numbers(SHIPPED, FILE)["weights"]
    return torch.tensor([[found.get(kind, {}).get(name, 0.0) for name in names] for kind in KINDS])


def fit(asked: Sequence[Known], names: Sequence[str]) -> Head:
    """A head that has learned from questions; where several are right, from the likeliest of them.

    The weights of features begin as they are shipped, and a ridge draws them there; the network begins with nothing.
    """
    torch.manual_seed(0)
    head, start = Head(len(asked[0].own), len(names)), shipped(names)
    head.weights.data.copy_(start)
    return learn(head, start, Table(asked, names), Settings(PASSES, BATCH, RATE, NET_RATE, DECAY, RIDGE))


class Settings(NamedTuple):
    """How a fit is made: passes, questions in a batch, rates of the features and of the network, decay, ridge."""

    passes: int
    batch: int
    rate: float
    net_rate: float
    decay: float
    ridge: float


def learn(head: Head, start: Tensor, table: Table, settings: Settings) -> Head:
    """A head fitted to all questions of a table; a ridge draws the weights of features to ``start``."""
    network = [value for name, value in head.named_parameters() if name != "weights" and value.requires_grad]
    groups = [
        {"params": [head.weights], "lr": settings.rate, "base": settings.rate, "weight_decay": 0.0},
        {"params": network, "lr": settings.net_rate, "base": settings.net_rate, "weight_decay": settings.decay},
    ]
    optimiser, n = torch.optim.AdamW(groups), len(table.asked)
    steps = settings.passes * (n // settings.batch + 1)
    order = [number for i in range(settings.passes) for number in Random(i).sample(range(n), n)]
    for step, at in enumerate(range(0, len(order), settings.batch)):
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * max(0.02, 1 - step / steps) * min(1, step / 100)
        inputs, there, right, counts = table.batch(order[at : at + settings.batch])
        likely = head(*inputs).masked_fill(~there, NEVER).log_softmax(-1)
        likely = likely.masked_fill(~right, 2 * NEVER).logsumexp(-1)
        loss = -(counts * likely).sum() / counts.sum()
        loss = loss + settings.ridge * ((head.weights - start) ** 2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return head.eval()


@torch.no_grad()
def likelihoods(head: Head, table: Table) -> list[list[float]]:
    """How likely nobody is meant in each question, and each of the candidates."""
    asked, found = table.asked, list[list[float]]()
    for at in range(0, len(asked), BATCH):
        inputs, there, _, _ = table.batch(range(at, min(at + BATCH, len(asked))))
        likely = head(*inputs).masked_fill(~there, NEVER).softmax(-1).tolist()
        found += [row[: 1 + len(one.right)] for row, one in zip(likely, asked[at : at + BATCH], strict=True)]
    return found


def folds(articles: Iterable[str]) -> Iterator[set[str]]:
    """The articles that each fit of a cross-validation has not seen."""
    order = sorted(set(articles))
    Random(0).shuffle(order)
    return (set(order[fold::FOLDS]) for fold in range(FOLDS))


def unseen(asked: Sequence[Known], names: Sequence[str]) -> list[tuple[Known, list[float]]]:
    """The questions about articles of news, each with the likelihoods by a fit that has not seen its article."""
    found = []
    for left_out in folds(one.article for one in asked if one.source in NEWS):
        head = fit([one for one in asked if one.article not in left_out], names)
        some = [one for one in asked if one.article in left_out]
        found += zip(some, likelihoods(head, Table(some, names)), strict=True)
    return found


def counted(found: Sequence[tuple[Known, list[float]]]) -> Mapping[tuple[str, str], Counter[str]]:
    """How often the likeliest is right, by kind of question and by whether somebody is meant."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one, likely in found:
        best = max(range(len(likely)), key=likely.__getitem__)
        answer = "nobody" if one.none else "somebody"
        counts[one.question.kind, answer].update(n=1, right=[one.none, *one.right][best])
    return counts


def write(
    head: Head,
    names: Sequence[str],
    kinds: Sequence[str] = KINDS,
    prefix: str = "antecedent",
    left_out: Sequence[str] = (),
) -> None:
    """The weights of a head into the files that are shipped, but for some matrices."""
    weights = numbers(SHIPPED, FILE)["weights"] | {
        kind: {name: round(value, 2) for name, value in zip(names, row, strict=True) if abs(value) >= 0.005}
        for kind, row in zip(kinds, head.weights.tolist(), strict=True)
    }
    note = "What speaks for and against whoever may be meant; made by training/antecedent_head.py and affiliations.py."
    (SHIPPED / FILE).write_text(json.dumps({"note": note, "weights": weights}, indent=1) + "\n", encoding="utf-8")
    with np.load(SHIPPED / "heads.npz") as arrays:
        kept = {name: arrays[name] for name in arrays.files if not name.startswith(f"{prefix}.")}
    own = {name: value for name, value in head.state_dict().items() if name not in ("weights", *left_out)}
    halves = {f"{prefix}.{name}": value.numpy().astype(np.float16) for name, value in own.items()}
    np.savez(SHIPPED / "heads.npz", **kept, **halves)
    path = SHIPPED / "model.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    given["labels"] |= {"anaphor": list(kinds), "feature": list(names)} if not left_out else {prefix: list(names)}
    path.write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")


def names_of(asked: Sequence[Known]) -> list[str]:
    """The names of all features."""
    return sorted({name for one in asked for features in features_of(one) for name in features})


@click.command(help=__doc__)
@FOLDER
@click.option("--write", "writes", is_flag=True, help="Write the weights.")
def main(data: Path | None, writes: bool) -> None:
    """Fit and measure."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no corpora: name their folder with --data")
    asked = questions(folder)
    names = names_of(asked)
    if writes:
        write(fit(asked, names), names)
    for (kind, answer), n in sorted(counted(unseen(asked, names)).items()):
        click.echo(f"{kind:17} {answer:9} {n['right']} of {n['n']}")


if __name__ == "__main__":
    main()
