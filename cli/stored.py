"""Answers from folders that were annotated before."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import click

from analyzers import ANALYZERS
from analyzers.answers import Answer, Asked
from cli.options import Settings
from newsan.attempt import attempt
from newsan.document import Failure
from newsan.errors import NewsanError

if TYPE_CHECKING:
    from newsan.corpus.folder import Folder

READING = ("aliases", "encoding", "max_size", "input_format")
"""Options that say how texts are read, which is over when a folder is annotated."""


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


def refuse_reading(folders: Collection[Folder], settings: Settings) -> None:
    """Nothing; NewsanError for an option that would have to be given when the folder is annotated."""
    context = click.get_current_context()
    for name in READING if folders else ():
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise NewsanError(f"--{name.replace('_', '-')} is for newsan annotate: the texts are annotated already")


def in_folders(folders: Collection[Folder], asked: Asked) -> Iterator[Answer | Failure]:
    """The answer of each document, or the failure that it was, in order."""
    from analyzers.stored import COUNTED, Wanted, stored

    names = ANALYZERS[asked.question].tables
    if not names:
        raise NewsanError(f"newsan {asked.question} cannot answer from annotated folders: name the texts")
    own = names[-1] if asked.view == "detail" else None
    wanted = Wanted({name: None if name == own else COUNTED[name] for name in names})
    for folder in folders:
        for one in stored(folder, wanted):
            yield one if isinstance(one, Failure) else attempt(one.document.id, asked, one)


def missing(folders: Collection[Folder]) -> list[str]:
    """A line for each folder that is not finished."""
    return [
        f"{folder.path} is not finished, and this is the answer of a part of it: see newsan status {folder.path}"
        for folder in folders
        if not folder.finished
    ]
