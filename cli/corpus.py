"""From the options of ``newsan annotate`` to a folder of tables and an exit status."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import click

from analyzers.stored import Record
from cli.messages import say
from cli.output import opened_output, write
from cli.progress import progress
from cli.run import ALL_FAILED, DONE, SOME_FAILED, wanted_progress
from newsan import __version__
from newsan.annotator import Annotator
from newsan.corpus.folder import Folder, Manifest, annotated_folder
from newsan.corpus.parts import parquet
from newsan.corpus.run import Progress, Run, finished
from newsan.corpus.schedulers import Scheduler, cluster, processes
from newsan.corpus.shard import Work
from newsan.corpus.status import status
from newsan.errors import NewsanError
from newsan.inputs import check_encoding, read_aliases
from newsan.inputs.paths import Reading
from newsan.language.model.folder import SHIPPED

PARTS = ("entities", "quotes", "stance")


def annotate_corpus(inputs: tuple[str, ...], options: Mapping[str, Any]) -> int:
    """Annotate the inputs; the exit status."""
    if options["finish"]:
        return finish(inputs, options)
    if not inputs or not options["output"]:
        raise click.UsageError("name the files or folders to annotate, and with -o the folder that the tables go to")
    parquet()
    check_encoding(options["encoding"])
    folder = Folder(options["output"])
    run = Run(inputs, manifest(options), work(folder, options), options["only"])
    shown = Progress()
    with progress(shown.describe, wanted_progress(options["progress"], options["quiet"])):
        busy = run(scheduler(inputs, options), shown)
    return told(folder, busy, options["quiet"])


def finish(inputs: tuple[str, ...], options: Mapping[str, Any]) -> int:
    """Finish a folder whose shards were done by several runs; the exit status."""
    folder = known_folder(inputs[0] if len(inputs) == 1 else "")
    finished(folder)
    return told(folder, True, options["quiet"])


def known_folder(path: str) -> Folder:
    """The annotated folder at a path; NewsanError where there is none."""
    folder = annotated_folder(path)
    if folder is None:
        raise NewsanError(f"{path or 'this'} is no annotated folder: name one that newsan annotate made")
    return folder


def scheduler(inputs: tuple[str, ...], options: Mapping[str, Any]) -> Scheduler:
    """What runs the shards; NewsanError for paths that the workers of a cluster cannot know."""
    address = options["scheduler"]
    if address is None:
        return processes(options["jobs"])
    for path in (*inputs, options["output"]):
        if not address.startswith("local:") and not os.path.isabs(path):
            raise NewsanError(f"{path}: with --scheduler name whole paths, as {os.path.abspath(path)}")
    return cluster(address)


def work(folder: Folder, options: Mapping[str, Any]) -> Work:
    """What is done with each shard."""
    record = Record(text=not options["no_text"])
    aliases = read_aliases(options["aliases"]) if options["aliases"] else {}
    reading = Reading(options["encoding"], options["input_format"] == "text", options["max_size"])
    return Work(folder, reading, Annotator(aliases, PARTS, then=record), record, options["timeout"])


def manifest(options: Mapping[str, Any]) -> Manifest:
    """What the folder is annotated with."""
    record = Record(text=not options["no_text"])
    aliases = dict(read_aliases(options["aliases"])) if options["aliases"] else {}
    given = {
        "--aliases": digest(repr(sorted(aliases.items())).encode())[:12] if aliases else None,
        "--encoding": options["encoding"],
        "--max-size": options["max_size"],
        "--input-format": options["input_format"],
        "--no-text": options["no_text"],
    }
    return Manifest(__version__, model_digest(), given, options["shard_size"], record.tables)


def model_digest() -> str:
    """The hash of the model's files."""
    paths = sorted(path for path in SHIPPED.iterdir() if path.is_file())
    return digest(b"".join(path.name.encode() + sha256(path.read_bytes()).digest() for path in paths))


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return sha256(data).hexdigest()


def told(folder: Folder, busy: bool, quiet: bool) -> int:
    """The exit status, after what there is to say of the folder."""
    shards = [folder.done(shard.name) for shard in folder.shards]
    done = [one for one in shards if one is not None]
    documents, failures = sum(one.documents for one in done), sum(len(one.failures) for one in done)
    if not quiet:
        if not busy:
            say(f"{folder.path} is annotated already: nothing to do")
        if failures:
            say(f"{failures:,} of {documents:,} documents failed: {folder.at('errors.jsonl')} says why")
    if not failures:
        return DONE
    return ALL_FAILED if failures == documents else SOME_FAILED


def tell_status(path: str) -> int:
    """Print how far the work in a folder is; the exit status."""
    found = status(known_folder(path))
    lines = [
        f"{found.done:,} of {found.shards:,} shards are done: {found.documents:,} documents, {found.words:,} words",
        *([f"{found.failures:,} documents failed"] if found.failures else []),
        *(f"{holder} is at work" for holder in found.holders),
        *(f"{name}: document {number} for {seconds:.0f} s" for name, number, seconds in found.under_way),
    ]
    if found.finished:
        lines.append("finished")
    elif not found.holders:
        lines.append("not finished, and nobody is at work: give the same newsan annotate again")
    with opened_output(None) as output:
        write((f"{line}\n" for line in lines), output)
    return DONE if found.finished else SOME_FAILED
