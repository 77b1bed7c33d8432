"""``python -m tests.fuzz``: odd news with odd findings, until the time or the inputs are used up.

    python -m tests.fuzz [--seed N] [--inputs N] [--seconds N] [--findings model|noisy|drawn|mixed] [--first I]

Every input depends on the seed and its number alone, so that a failure can be found again with ``--first``.  With
``drawn`` the encoder never runs and its outputs are drawn at random, with ``noisy`` a part of them, with ``mixed`` an
input in twenty meets the model, one in ten noise, and the others drawn outputs.  Exit status 1 if anything failed.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom
from time import monotonic

import click

from benchmarks.findings import Habit, found_by, standing_in
from newsan.document import Aliases, AnnotatedDocument, Document
from newsan.errors import NewsanError
from newsan.inputs import read_aliases
from newsan.language import annotate
from tests.fuzz.checks import check, same
from tests.fuzz.texts import NAMES, text_of

FINDINGS = ("model", "noisy", "drawn", "mixed")

REPORT = 5_000
"""Inputs between two lines of progress."""

MOST = 20
"""Failures that are reported in full; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Input:
    """One text, the user's aliases, and how its findings come about; None for the model's own."""

    text: str
    aliases: str
    habit: Habit | None
    seed: int


def input_of(seed: int, number: int, findings: str) -> Input:
    """The input with a number."""
    random = Random(f"{seed}/{number}")
    text = text_of(random)
    aliases = aliases_of(random, text) if random.random() < 0.15 else ""
    chosen = random.choices(FINDINGS[:3], (1, 2, 17))[0] if findings == "mixed" else findings
    return Input(text, aliases, habit_of(random, chosen), random.getrandbits(32))


def habit_of(random: Random, findings: str) -> Habit | None:
    """How to draw findings: few or many, on words with capitals or anywhere."""
    if findings == "model":
        return None
    return Habit(
        replaced=1.0 if findings == "drawn" else random.choice((0.05, 0.2, 0.5)),
        names=random.choice((0.02, 0.1, 0.3, 0.9)),
        cues=random.choice((0.02, 0.1, 0.3)),
        capitals=random.random() < 0.7,
        heads=random.choice((0.0, 0.1, 0.3, 1.0)),
        polarities=random.random() < 0.7,
    )


def aliases_of(random: Random, text: str) -> str:
    """An aliases file: words of the text and other names for anything, signs among them."""
    words = text.split() or ["x"]
    forms = (*NAMES, "???", "'", "“”", "\u0301", "\u200b", "ÉTÉ", "a" * 300)
    lines = []
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(words))
        alias = random.choice((random.choice(forms), " ".join(words[start : start + random.randint(1, 3)])))
        kind = random.choice(("", ",person", ",org", ",place", ",group", ",other"))
        quoted = (cell.replace('"', '""') for cell in (alias, random.choice(forms)))
        lines.append('"{}","{}"'.format(*quoted) + kind)
    return "\n".join(lines)


def aliases_from(content: str) -> Aliases:
    """The aliases in a file with this content; none where the file is refused, which is not a failure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "aliases.csv"
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        try:
            return read_aliases(str(path))
        except NewsanError:
            return {}


def annotated(one: Input, aliases: Aliases) -> AnnotatedDocument:
    """The annotated input."""
    model = standing_in(one.habit, one.seed) if one.habit else None
    with found_by(model) if model else nullcontext():
        (doc,) = annotate([Document("x", one.text)], aliases=aliases)
    return doc


def run(one: Input, number: int) -> None:
    """Annotate and check an input; every tenth twice."""
    aliases = aliases_from(one.aliases) if one.aliases else {}
    doc = annotated(one, aliases)
    check(doc, number)
    assert number % 10 or same(doc, annotated(one, aliases)), "the same text twice"


def kind_of(error: BaseException) -> str:
    """What went wrong, and where in the project, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    message = next(iter(str(error).splitlines()), "")[:80]
    return f"{type(error).__name__}: {message}{place}"


@click.command()
@click.option("--seed", type=int, help="Default: a new one, which is printed.")
@click.option("--inputs", type=int, default=sys.maxsize, help="Stop after so many inputs.")
@click.option("--seconds", type=float, default=float("inf"), help="Stop after so many seconds.")
@click.option("--findings", type=click.Choice(FINDINGS), default="mixed", show_default=True)
@click.option("--first", default=0, help="The number of the first input.")
@click.option("--show", is_flag=True, help="Print the inputs.")
def main(seed: int | None, inputs: int, seconds: float, findings: str, first: int, show: bool) -> None:
    """Look for a text that breaks newsan."""
    seed = SystemRandom().randrange(1 << 32) if seed is None else seed
    click.echo(f"seed {seed}")
    begun, number, failed = monotonic(), first, Counter[str]()
    while number - first < inputs and monotonic() - begun < seconds:
        one = input_of(seed, number, findings)
        if show:
            click.echo(repr(one))
        try:
            run(one, number)
        except Exception as error:
            report(error, failed, f"--seed {seed} --first {number} --inputs 1 --findings {findings}", one)
        number += 1
        if number % REPORT == 0:
            click.echo(f"{number - first:,} inputs, {monotonic() - begun:,.0f} s, {failed.total()} failures")
    click.echo(
        f"{number - first:,} inputs in {monotonic() - begun:,.0f} s: {failed.total()} failures of {len(failed)} kinds"
    )
    for kind, n in failed.most_common():
        click.echo(f"{n:7,}  {kind}")
    sys.exit(bool(failed))


def report(error: Exception, failed: Counter[str], options: str, one: Input) -> None:
    """Count a failure; print the first of each kind in full, with the command that shows it again."""
    kind = kind_of(error)
    failed[kind] += 1
    if failed[kind] == 1 and len(failed) <= MOST:
        click.echo(f"\n{kind}\npython -m tests.fuzz {options}\n{one!r}")
        click.echo("".join(traceback.format_exception(error)))


if __name__ == "__main__":
    main()
