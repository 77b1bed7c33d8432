"""``newsan stance``."""

from __future__ import annotations

from typing import Any

import click

from cli.options import checked, listed, settings, shared_options
from newsan.choices import LAYERS, names


@click.command(short_help="Whom each actor supports and opposes, and by whom it is supported and opposed.")
@click.option("--pairs", is_flag=True, help="One row for each holder, target and layer instead of each actor.")
@click.option(
    "--layer",
    "layers",
    callback=listed("layer", LAYERS),
    metavar=",".join(LAYERS),
    help="Only evidence of these layers; default: expressed and directed. Portrayals are seldom right: docs/stance.md.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    callback=checked(names),
    metavar="NAME",
    help="Only evidence about NAME; may be repeated.",
)
@click.option("--neutral", is_flag=True, help="Neutral evidence too: somebody is spoken of, and no side is taken.")
@click.option("--merge-demonyms", is_flag=True, help='Count "Russian" as Russia.')
@shared_options
def stance(
    inputs: tuple[str, ...],
    pairs: bool,
    layers: tuple[str, ...] | None,
    targets: tuple[str, ...],
    neutral: bool,
    merge_demonyms: bool,
    **options: Any,
) -> None:
    """Whom each actor supports and opposes, and by whom it is supported and opposed.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan stance article.txt
    newsan stance --pairs --target Russia article.txt
    newsan stance --detail --layer expressed --jsonl articles/
    """
    from cli.run import run

    question = "pairs" if pairs else "stance"
    chosen = {"layers": layers, "targets": targets, "neutral": neutral, "merge_demonyms": merge_demonyms}
    run(question, inputs, settings(options), **chosen)
