"""``python -m training.speech --data FOLDER [--fit]``: the weights of what makes a report speech, and how well they do.

``training/speech_labels.jsonl`` says of rows without quotation marks, named by the place of their cue, whether an
editor would count them: all rows of 216 articles of Wikinews, and rows of PolNeAR's training part and of worldwide
news, more than half of them chosen because they are rare kinds or doubtful.  They were read one by one for this
project, after the definition in ``docs/quotes.md``.  ``training/speech_written.jsonl`` has sentences that were written
for it: forms that the articles hold too few of, such as refusals and denials.  A logistic regression with a ridge
learns from them what each feature of ``newsan/language/quotations/speech.py`` weighs.  Figures are those of articles
that the fit has not seen (five folds); ``--fit`` writes the fit over all of them to
``newsan/language/model/files/speech.json``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.records import Record, read
from newsan.document import Attribution, Document, Span
from newsan.language.model.folder import SHIPPED
from newsan.language.pipeline import annotate
from newsan.language.quotations import acts
from newsan.language.quotations.speech import FILE, features

LABELS = Path(__file__).parent / "speech_labels.jsonl"
WRITTEN = Path(__file__).parent / "speech_written.jsonl"
SETS = {
    "wikinews": "raw/wikinews.jsonl.gz",
    "polnear": "quotes/polnear_train.jsonl.gz",
    "worldwide": "entities/worldwide_train.jsonl.gz",
}
"""The sets that labels are of, and their files in the data folder."""

RIDGE = 0.5
"""Strength of the ridge; of 0.3, 0.5, 1 and 2 the one with the least loss by cross-validation."""

FEWEST = 6
"""Rows that a feature must hold for to be weighed; likewise chosen."""

FOLDS, STEPS = 5, 25

Floats = NDArray[np.float64]
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A row that was read: the article it is of, its features, and whether it is speech."""

    set: str
    article: str
    known: Features
    speech: bool


def examples(data: Path) -> Iterator[Example]:
    """All rows with a label, as the product finds them now; a label whose cue is not found any more is left out."""
    labels = read(LABELS)
    for name, file in SETS.items():
        wanted = {one["id"]: one for one in labels if one["set"] == name}
        records = [record for record in read(data / file) if record["id"] in wanted]
        for record, asked in _asked(records):
            for label in ("speech", "other"):
                found = (asked.get((start, end)) for start, end in wanted[record["id"]][label])
                yield from (Example(name, record["id"], known, label == "speech") for known in found if known)
    for number, (record, asked) in enumerate(_asked(read(WRITTEN))):
        yield from (Example("written", f"written {number}", known, record["speech"]) for known in asked.values())


def _asked(records: Iterable[Record]) -> Iterator[tuple[Record, dict[Span, Features]]]:
    """Each record with the features of its rows by their cues, caught where the product asks how likely speech is."""
    asked: dict[Span, Features] = {}

    def likelihood(text: str, one: Attribution) -> float:
        if one.cue:
            asked[one.cue] = features(text, one)
        return 1.0

    before, acts.likelihood = acts.likelihood, likelihood
    try:
        for record in records:
            asked.clear()
            list(annotate([Document("", record["text"])], parts=("quotes",)))
            yield record, dict(asked)
    finally:
        acts.likelihood = before


def fit(given: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature that is not too rare, by Newton's method."""
    counts = Counter(name for one in given for name in one.known)
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    design = np.array([[one.known.get(name, 0.0) for name in names] for one in given])
    right = np.array([one.speech for one in given], float)
    ridge = np.where(np.array(names) == "bias", 1e-3, RIDGE)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ weights))
        curvature = (design.T * (p * (1 - p))) @ design + np.diag(ridge)
        weights = weights - np.linalg.solve(curvature, design.T @ (p - right) + ridge * weights)
    return dict(zip(names, weights.round(3).tolist(), strict=True))


def likely(weights: Mapping[str, float], one: Example) -> float:
    """The probability that a row is speech."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in one.known.items()))))


def unseen(given: Sequence[Example]) -> Floats:
    """The probabilities of rows by fits that have not seen their articles."""
    number = {article: i for i, article in enumerate(sorted({one.article for one in given}))}
    fold = np.array([number[one.article] % FOLDS for one in given])
    out = np.empty(len(given))
    for n in range(FOLDS):
        weights = fit([one for one, at in zip(given, fold, strict=True) if at != n])
        out[fold == n] = [likely(weights, one) for one, at in zip(given, fold, strict=True) if at == n]
    return out


def report(given: Sequence[Example], p: Floats) -> Record:
    """Loss over all rows; for each set the precision and recall of speech at the shipped bounds, in per cent."""
    right = np.array([one.speech for one in given])
    bound = np.array([acts.LEAST if "cue utter" in one.known else acts.LEAST_OTHERWISE for one in given])
    out: Record = {"loss": round(float(-np.log(np.where(right, p, 1 - p)).mean()), 4)}
    for name in (*SETS, "written"):
        here = np.array([one.set == name for one in given])
        counted, true = p[here] >= bound[here], right[here]
        out[name] = {
            "n": int(here.sum()),
            "speech": int(true.sum()),
            "precision": round(100 * float(true[counted].mean()), 1),
            "recall": round(100 * float(counted[true].mean()), 1),
        }
    return out


@click.command(help=__doc__)
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--fit", "keep", is_flag=True, help="Write the weights into the model's folder.")
def main(data: Path, keep: bool) -> None:
    """Measure, and with --fit set, what makes a report speech."""
    given = list(examples(data))
    click.echo(json.dumps(report(given, unseen(given)), indent=1))
    if keep:
        (SHIPPED / FILE).write_text(json.dumps(fit(given), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
