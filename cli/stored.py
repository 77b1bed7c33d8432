"""Answers from folders that were annotated before."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import click

from analyzers import ANALYZERS
from analyzers.answers import Asked
from analyzers.findings import Findings
from cli.options import READING
from newsan.document import Failure
from newsan.duplicates import ALL
from newsan.errors import NewsanError
from newsan.inputs import Found, LeftOut, Meter, Reading, read

if TYPE_CHECKING:
    from newsan.corpus.folder import Folder

METADATA = "metadata"
"""The name, among the options of a manifest, of the metadata that was asked for."""


def folders_of(inputs: Collection[str]) -> list[Folder]:
    """The annotated folders that the inputs are; empty where they are texts, NewsanError where they are both."""
    if not any(os.path.exists(os.path.join(name, "manifest.json")) for name in inputs):
        return []
    from newsan.corpus.folder import annotated_folder

    found = [annotated_folder(name) for name in inputs]
    folders = [folder for folder in found if folder is not None]
    if folders and len(folders) < len(found):
        raise NewsanError(f"{folders[0].path} is annotated already: ask it without texts beside it")
    return folders


def refuse_reading(folders: Collection[Folder]) -> None:
    """Nothing; NewsanError for an option that would have to be given when the folder is annotated."""
    context = click.get_current_context()
    if folders and context.get_parameter_source("corrections") is click.core.ParameterSource.COMMANDLINE:
        raise NewsanError(f"--corrections asks for the texts: name them instead of {next(iter(folders)).path}")
    for name in (*READING, "input_format", "lang", "aliases") if folders else ():
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise NewsanError(f"--{name.replace('_', '-')} is for newsan annotate: the texts are annotated already")


def metadata_of(folders: Collection[Folder]) -> tuple[str, ...]:
    """The names of the metadata that was asked for when the folders were annotated."""
    manifests = [folder.manifest for folder in folders]
    return tuple(dict.fromkeys(name for one in manifests if one for name in one.options.get(METADATA, ())))


def in_folders(folders: Collection[Folder], asked: Asked, duplicates: str) -> Iterator[Findings | Failure | LeftOut]:
    """What was found in each document, as far as a question needs it, or the failure that it was, in order."""
    from analyzers.stored import COUNTED, Wanted, stored

    names = ANALYZERS[asked.question].tables
    if not names:
        raise NewsanError(f"newsan {asked.question} cannot answer from annotated folders: name the texts")
    own = names[-1] if asked.view == "detail" else None
    wanted = Wanted({name: None if name == own else COUNTED[name] for name in names}, duplicates=duplicates)
    if duplicates != ALL and (len(folders) > 1 or missing(folders)):
        raise NewsanError(f"--duplicates {duplicates} asks one folder that is finished: copies are told at the end")
    for folder in folders:
        yield from stored(folder, wanted)


def texts_of(inputs: Collection[str], how: Reading, meter: Meter | None = None) -> Iterator[Found]:
    """What becomes of each document, with its text: of inputs that are read, or of those in annotated folders.

    NewsanError where an annotated folder has no texts.
    """
    folders = folders_of(inputs)
    refuse_reading(folders)
    return in_texts(folders) if folders else read(inputs, how, meter=meter)


def in_texts(folders: Collection[Folder]) -> Iterator[Found]:
    """The documents of annotated folders, with their texts, or why they were not read."""
    from analyzers.stored import Wanted, stored

    for folder in folders:
        if folder.manifest and folder.manifest.options["--no-text"]:
            raise NewsanError(f"{folder.path}: the texts were not stored: annotate without --no-text")
        for one in stored(folder, Wanted({}, text=True)):
            yield one.document if isinstance(one, Findings) else one


def copies_of(folders: Collection[Folder]) -> Counter[str]:
    """How many documents of folders are copies of others in the same folder, by the way to tell them."""
    from newsan.corpus.parts import read_json

    counts: Counter[str] = Counter()
    for folder in folders if all(one.finished for one in folders) else ():
        counts.update(read_json(folder.at("duplicates.json")))
    return counts


def missing(folders: Collection[Folder]) -> list[str]:
    """A line for each folder that is not finished."""
    return [
        f"{folder.path} is not finished, and this is the answer of a part of it: see newsan status {folder.path}"
        for folder in folders
        if not folder.finished
    ]
