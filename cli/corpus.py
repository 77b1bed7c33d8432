"""From the options of ``newsan annotate`` to a folder of tables and an exit status."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import click

from analyzers.stored import Record
from analyzers.tables import QUESTIONS
from cli.answers import in_other_languages, left_out
from cli.messages import say
from cli.options import reading
from cli.output import opened_output, refuse_address, write
from cli.pace import duration
from cli.progress import progress
from cli.run import ALL_FAILED, DONE, SOME_FAILED, wanted_progress
from cli.stored import METADATA
from newsan import __version__
from newsan.annotator import Annotator
from newsan.corpus.beside import unmatched
from newsan.corpus.folder import Folder, Manifest, annotated_folder
from newsan.corpus.parts import parquet
from newsan.corpus.run import Progress, Run, finished
from newsan.corpus.schedulers import Scheduler, cluster, processes
from newsan.corpus.shard import Work
from newsan.corpus.status import status
from newsan.document import Aliases
from newsan.errors import NewsanError
from newsan.inputs import Reading, check_encoding, read_aliases
from newsan.inputs.about import meta_names
from newsan.inputs.presets import KNOWN
from newsan.inputs.remote import is_address
from newsan.language.model.folder import SHIPPED

SHORT = 12  # digits of a hash that a message shows


def annotate_corpus(inputs: tuple[str, ...], options: dict[str, Any]) -> int:
    """Annotate the inputs; the exit status."""
    how, quiet = reading(options), options["quiet"]
    if options["finish"]:
        folder = known_folder(inputs[0] if len(inputs) == 1 else "")
        finished(folder)
        for message in unmatched_metadata(folder) if not quiet else ():
            say(message)
        return told(folder, quiet)
    if not inputs or not options["output"]:
        raise click.UsageError("name the files or folders to annotate, and with -o the folder that the tables go to")
    refuse_address(options["output"])
    parquet()
    check_encoding(how.encoding)
    folder, record = Folder(options["output"]), recorded(how, options)
    aliases = read_aliases(options["aliases"]) if options["aliases"] else {}
    work = Work(folder, how, Annotator(aliases, QUESTIONS, then=record), record, options["timeout"])
    run = Run(inputs, manifest(how, aliases, record, options), work, options["only"])
    shown = Progress()
    with progress(lambda: described(shown), wanted_progress(options["progress"], quiet)):
        busy = run(scheduler(inputs, options), shown)
    for message in remarks(folder, shown, busy) if not quiet else ():
        say(message)
    return told(folder, quiet)


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
        return processes(options["processes"])
    for path in (*inputs, options["output"]):
        if not (address.startswith("local:") or os.path.isabs(path) or is_address(path)):
            raise NewsanError(f"{path}: with --scheduler name whole paths, as {os.path.abspath(path)}")
    return cluster(address, (lambda _: None) if options["quiet"] else say)


def recorded(how: Reading, options: Mapping[str, Any]) -> Record:
    """What is stored of each document."""
    return Record(meta_names(how) or KNOWN, text=not options["no_text"])


def manifest(how: Reading, aliases: Aliases, record: Record, options: Mapping[str, Any]) -> Manifest:
    """What the folder is annotated with."""
    names = asdict(how)
    given = {"--input-format": names.pop("format"), "--lang": names.pop("language")}
    given |= {f"--{name.replace('_', '-')}": value for name, value in names.items()}
    given |= {
        "--meta-file": f"{how.meta_file} {file_digest(how.meta_file)}" if how.meta_file else None,
        "--aliases": digest(repr(sorted(aliases.items())).encode())[:SHORT] if aliases else None,
        "--no-text": options["no_text"],
        METADATA: meta_names(how),
    }
    return Manifest(__version__, model_digest(), json.loads(json.dumps(given)), options["shard_size"], record.tables)


def model_digest() -> str:
    """The hash of the model's files."""
    paths = sorted(path for path in SHIPPED.iterdir() if path.is_file())
    return digest(b"".join(path.name.encode() + sha256(path.read_bytes()).digest() for path in paths))


def file_digest(path: str) -> str:
    """The beginning of the hash of a file that was read before."""
    with open(path, "rb") as file:
        return digest(file.read())[:SHORT]


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return sha256(data).hexdigest()


def described(shown: Progress) -> str:
    """How far the work has got, in half a line."""
    took, left = time.monotonic() - shown.begun, shown.shards - shown.before - shown.finished
    said = f"{shown.before + shown.finished:,} of {shown.shards:,} shards, {shown.documents:,} documents read"
    if not shown.finished:
        return said
    return f"{said}, {shown.words / took:,.0f} words/s, {duration(took / shown.finished * left)} left"


def remarks(folder: Folder, shown: Progress, busy: bool) -> Iterator[str]:
    """What there is to say of the inputs."""
    yield from (f"{name}: {says}" for name, says in shown.remarks)
    if shown.left_out:
        yield left_out(shown.left_out)
    if shown.languages:
        yield in_other_languages(shown.languages)
    if not busy:
        yield f"{folder.path} is annotated already: nothing to do"
    elif folder.finished:
        yield from unmatched_metadata(folder)


def unmatched_metadata(folder: Folder) -> Iterator[str]:
    """What there is to say of the metadata beside the documents of a finished folder."""
    options = folder.manifest.options if folder.manifest else {}
    path, _, known = (options.get("--meta-file") or "").rpartition(" ")
    if path and not (os.path.isfile(path) and file_digest(path) == known):
        yield f"{path}: is not what it was, so nothing can be said of rows without a document"
        return
    how = Reading(meta_file=path or None, meta_from_name=options.get("--meta-from-name"))
    yield from (f"{one.input}: {one.says}" for one in unmatched(folder, how))


def told(folder: Folder, quiet: bool) -> int:
    """The exit status, after how many documents failed."""
    done = [one for one in (folder.done(shard.name) for shard in folder.shards) if one is not None]
    documents, failures = sum(one.documents for one in done), sum(len(one.failures) for one in done)
    if failures and not quiet:
        where = folder.at("errors.jsonl" if folder.finished else "shards")
        say(f"{failures:,} of {documents:,} documents failed: {where} says why")
    if not failures:
        return DONE
    return ALL_FAILED if failures == documents else SOME_FAILED


def tell_status(path: str) -> int:
    """Print how far the work in a folder is; the exit status."""
    found = status(known_folder(path))
    lines = [
        f"{found.done:,} of {found.shards:,} shards are done: {found.documents:,} documents, {found.words:,} words",
        *([f"{found.failures:,} document{'s' * (found.failures != 1)} failed"] if found.failures else []),
        *(f"{holder} is at work" for holder in found.holders),
        *(f"{name}: document {number} for {seconds:.0f} s" for name, number, seconds in found.under_way),
    ]
    if found.finished:
        lines.append("finished")
    elif not found.holders and found.done == found.shards > 0:
        lines.append(f"all shards are done: newsan annotate {path} --finish puts the mark")
    elif not found.holders:
        lines.append("not finished, and nobody is at work: give the same newsan annotate again")
    with opened_output(None) as output:
        write((f"{line}\n" for line in lines), output)
    return DONE if found.finished else SOME_FAILED
