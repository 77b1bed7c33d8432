"""``python -m benchmarks.refusals``: articles of the corpora that newsan would refuse as another format, one a line.

Every text of every ``.jsonl`` and ``.jsonl.gz`` file in the data folder is an article, or a piece of one, so each line
is a mistake of the detection (or of the corpus: one text of the worldwide set is RTF).  The last line counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.gold import FOLDER, folder_of
from benchmarks.records import read
from newsan.inputs.containers import container
from newsan.inputs.formats import by_start


def refused(paths: Iterator[Path]) -> Iterator[str]:
    """A line for each text that is refused, and a last one with the figures."""
    texts = n_refused = 0
    for path in paths:
        for record in read(path):
            text = record.get("text")
            if not isinstance(text, str):
                continue
            texts += 1
            format = by_start(text.encode("utf-8", "replace")) or container(text)
            if format is not None:
                n_refused += 1
                yield f"{path.name}, {record.get('id')}: {format.called}"
    yield f"{n_refused:,} of {texts:,} texts refused"


@click.command()
@FOLDER
def main(data: Path | None) -> None:
    """Print the texts of the corpora that would be refused, and how many there are."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no corpora: name their folder with --data")
    for line in refused(iter(sorted(folder.rglob("*.jsonl*")))):
        click.echo(line)


if __name__ == "__main__":
    main()
