"""``python -m benchmarks.stance_rules``: what each rule of ``newsan/language/stance`` earns.

For every rule, with that rule off: precision, recall and opposite sides of what is shown about the items of
``stance_dev``, precision and recall of the pairs of the Wikinews articles, and how many rows go and come on both.
The model reads the texts once; only the last step is repeated.  The output is the table in ``training/TUNING.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click

from benchmarks.gold import ARTICLES, FOLDER, folder_of, gold_records
from benchmarks.predictions import rows
from benchmarks.records import Record
from benchmarks.scores.actors import score_stance
from benchmarks.scores.stances import SHOWN
from benchmarks.scores.stances import score as score_items
from benchmarks.stances import about, articles
from newsan.document import AnnotatedDocument, Document
from newsan.language import pipeline
from newsan.language.context import Context
from newsan.language.model.encoder import load
from newsan.language.pipeline import STEPS
from newsan.language.stance import acts, deeds, index, judgements
from newsan.language.stance.index import StanceIndex
from newsan.language.syntax import clauses

ITEMS, WIKINEWS = "stance_dev", ("wikinews_dev", "wikinews_dev2")
PART = frozenset({"stance"})

Row = tuple[str, str, str, str, str, int]
"""Document, holder, target, layer, stance and sentence of a piece of evidence that takes a side."""


def never(*_: object) -> bool:
    """Instead of a rule that asks whether something is so."""
    return False


def nothing(*_: object) -> tuple[()]:
    """Instead of a rule that finds something."""
    return ()


def nobody(*_: object) -> None:
    """Instead of a rule that finds somebody."""


def done(*_: object) -> str:
    """Instead of a rule that says what becomes of a deed."""
    return "done"


def without(key: str, phrases: Callable[[str], Any]) -> Callable[[str], Any]:
    """The phrases of all classes of acts but one."""
    return lambda asked: {} if asked == key else phrases(asked)


RULES: Mapping[str, tuple[object, str, object]] = {
    "acts": (judgements, "done", nothing),
    "acts: of those who tell of them": (deeds, "_told", nothing),
    "acts: what is not done is none": (clauses, "_worse", done),
    "acts: nor what is asked or conditional": (clauses, "_before_subject", done),
    "acts: what is not done silences the model": (judgements, "undone", nothing),
    "acts: all who are joined": (acts, "joined", nothing),
    "acts: several objects": (clauses, "_next", lambda line, _: len(line)),
    "acts: a noun and its owner": (acts, "_owner", lambda *_: clauses.Subject(None)),
    "acts: passive": (acts, "_is_passive", never),
    "acts: the subject before an apposition": (clauses, "_before_apposition", nobody),
    "acts: the person behind a title": (clauses, "_titled", lambda _, at: at),
    "acts: the noun behind a name": (clauses, "_noun", nobody),
    'acts: "he" in reported speech': (deeds, "_reported", nobody),
    "acts: the speaker of the verb": (StanceIndex, "saying", nobody),
    "acts: sources without a name": (StanceIndex, "unnamed_in", nothing),
    "acts: a phrase that ends with a name": (StanceIndex, "heading", nobody),
    "acts: what a speaker denies": (StanceIndex, "is_denied", never),
    "acts: on whose side a speaker is": (StanceIndex, "is_own", lambda _, one, other: one == other),
    "acts: whoever is slammed for one has done it": (acts, "_blamed", nobody),
    "acts: a noun or a verb, by the word before": (acts, "_is_verb", lambda *_: True),
    'acts: "it" is the last body named': (deeds, "_body_before", nobody),
    "acts: whoever is urged is the agent": (clauses, "_is_urged", never),
    **{f"acts: class {key}": (acts, "_phrases", without(key, acts._phrases)) for key in acts.PHRASES},
    "a source acts, not whom it mentions": (StanceIndex, "acting", StanceIndex.name),
    "those who are joined in a source": (StanceIndex, "_is_joined", never),
    "those who speak together": (StanceIndex, "holders", lambda one, said: [*filter(None, [one.holder(said)])]),
    "names that modify a noun": (index, "modifiers", lambda *_: {}),
    "scenes": (judgements, "_is_scenery", never),
    "scenes, and holders behind a preposition": (StanceIndex, "is_within", never),
    "pronouns and descriptions": (pipeline, "meant", nobody),
    "victims": (judgements, "_is_victim", never),
    "opposite sides in one sentence": (judgements, "_of_one_mind", dict.values),
    "some of many of a people": (StanceIndex, "is_some", never),
}
"""Each rule: where it stands, its name there, and what stands there while it is off."""


def contexts(documents: Iterable[Document]) -> list[Context]:
    """The documents, read but for stances."""
    model, read = load(), []
    for document in documents:
        context = Context(document, model, {}, PART)
        for step in STEPS[:-1]:
            context = step.run(context) if step.parts & PART else context
        read.append(context)
    return read


def judged(context: Context) -> AnnotatedDocument:
    """A document with its stances."""
    known = STEPS[-1].run(context)
    page = known.page
    return AnnotatedDocument(
        known.document, page.paragraphs, page.sentences, known.entities, known.attributions, known.judgements
    )


def sides(docs: Iterable[AnnotatedDocument]) -> set[Row]:
    """The evidence of the layers shown by default that takes a side."""
    return {
        (doc.document.id, one.holder, one.target, one.layer, one.stance, one.sentence)
        for doc in docs
        for one in doc.judgements
        if one.layer in SHOWN and one.stance != "neutral"
    }


def measured(
    items: Sequence[Record], passages: Sequence[Context], gold: Sequence[Record], whole: Sequence[Context]
) -> tuple[list[float], set[Row]]:
    """Precision, recall and opposite on the items, precision and recall of the pairs, and the rows on both."""
    one, other = [judged(context) for context in passages], [judged(context) for context in whole]
    shown = score_items(items, about(items, one))["shown"]
    pairs = score_stance(gold, [rows(doc, "stance") for doc in other])
    figures = [*(shown[name] for name in ("precision", "recall", "opposite")), pairs["precision"], pairs["recall"]]
    return figures, sides([*one, *other])


def table(folder: Path) -> Iterator[str]:
    """The lines of the table, the first one with all rules."""
    paths = {name: next(iter(ARTICLES[name].values())) for name in (ITEMS, *WIKINEWS)}
    items = gold_records(folder / paths[ITEMS])
    gold = [record for name in WIKINEWS for record in gold_records(folder / paths[name])]
    texts = (Document(record["id"], record["text"]) for record in gold)
    measure = partial(measured, items, contexts(articles(items)), gold, contexts(texts))
    figures, before = measure()
    yield "| off | precision | recall | opposite | pairs: precision | recall | rows |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    yield _line("nothing", figures, f"{len(before)}")
    for name, (place, known, instead) in RULES.items():
        with patch.object(place, known, instead):
            figures, after = measure()
        yield _line(name, figures, f"−{len(before - after)} +{len(after - before)}")


def _line(name: str, figures: Iterable[float], changed: str) -> str:
    return f"| {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} | {changed} |"


@click.command(help=__doc__)
@FOLDER
def main(data: Path | None) -> None:
    """Print the table."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("The corpora are not there: set NEWSAN_DATA, or name the folder with --data.")
    for line in table(folder):
        click.echo(line)


if __name__ == "__main__":
    main()
