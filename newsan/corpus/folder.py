"""The folder that a corpus is annotated into: where what lies, the plan, and what is done."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from newsan.corpus.parts import UNFINISHED, Columns, read_json, write_json, write_lines, writing
from newsan.corpus.plan import Shard
from newsan.errors import NewsanError
from newsan.inputs.paths import MANIFEST, PLAN

DOCUMENTS = "documents"
"""The table with a row for each document."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder was annotated with: it does not change as long as the folder is there.

    ``model`` is the hash of the model, ``options`` are those that change the tables, ``size`` is the most documents of
    a shard, ``tables`` has the columns of each table.
    """

    newsan: str
    model: str
    options: Mapping[str, Any]
    size: int
    tables: Mapping[str, Columns]

    def refuse_other(self, other: Manifest, folder: str) -> None:
        """Nothing; NewsanError that says what is different in another one."""
        pairs: list[tuple[str, Any, Any]] = [
            ("newsan", self.newsan, other.newsan),
            ("the model", self.model[:12], other.model[:12]),
        ]
        pairs += [(name, self.options.get(name), value) for name, value in other.options.items()]
        pairs += [("--shard-size", self.size, other.size), ("the columns", self.tables, other.tables)]
        for what, was, now in pairs:
            if was != now:
                change = "are others now" if what == "the columns" else f"was {told(was)} and is {told(now)} now"
                raise NewsanError(f"{folder} was annotated otherwise: {what} {change}. Name another folder with -o")


def told(value: Any) -> str:
    """A value for a message."""
    return "not given" if value in (None, "", [], ()) else str(value)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a shard: its documents, those that failed among them, their words, and the rows of each table.

    ``failures`` are the documents that gave no rows, ``left_out`` counts what is no article, by kind, and ``languages``
    the documents that are set apart for theirs.  ``remarks`` are what a user should know of an input: its name, and
    what there is to say.
    """

    key: str
    documents: int
    words: int
    rows: Mapping[str, int]
    failures: tuple[Mapping[str, str], ...]
    left_out: Mapping[str, int]
    languages: Mapping[str, int]
    remarks: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of tables, annotated or to be; nothing is read before it is asked for."""

    path: str

    def at(self, *names: str) -> str:
        """A path in the folder."""
        return os.path.join(self.path, *names)

    def part(self, table: str, name: str) -> str:
        """The file with a shard's rows of a table."""
        return self.at(table, f"{name}.parquet")

    def mark(self, name: str) -> str:
        """The file that says that a shard is done, and what came of it."""
        return self.at("shards", f"{name}.json")

    def note(self, name: str) -> str:
        """The file that says how far the work on a shard is."""
        return self.at("shards", f"{UNFINISHED}{name}")

    @property
    def manifest(self) -> Manifest | None:
        """What the folder was annotated with; None when it was not."""
        given = read_json(self.at(MANIFEST))
        return None if given is None else Manifest(**{name: given[name] for name in Manifest.__dataclass_fields__})

    @property
    def finished(self) -> bool:
        """Whether nothing is missing."""
        return os.path.exists(self.at("_SUCCESS"))

    @property
    def shards(self) -> list[Shard]:
        """The plan; empty when there is none yet."""
        try:
            with open(self.at(PLAN), encoding="utf-8", errors="surrogateescape") as file:
                return [Shard.made(json.loads(line)) for line in file]
        except FileNotFoundError:
            return []

    def create(self, manifest: Manifest) -> None:
        """Make the manifest and then the folders, so that another run that begins now does not take them for strange.

        What is there already stays.
        """
        if self.manifest is None:
            write_json(self.at(MANIFEST), asdict(manifest))
        with writing(self.path):
            for name in (*manifest.tables, "shards"):
                os.makedirs(self.at(name), exist_ok=True)

    def write_plan(self, shards: Iterable[Shard]) -> None:
        """Write the plan."""
        write_lines(self.at(PLAN), [json.dumps(shard.plain()) for shard in shards])

    def done(self, name: str) -> Done | None:
        """What came of a shard; None when it is not done."""
        given = read_json(self.mark(name))
        return (
            None
            if given is None
            else Done(**{**given, "failures": tuple(given["failures"]), "remarks": tuple(map(tuple, given["remarks"]))})
        )

    def marked(self) -> set[str]:
        """The names of all shards that are done."""
        names = os.listdir(self.at("shards")) if os.path.isdir(self.at("shards")) else []
        return {name.removesuffix(".json") for name in names if name.endswith(".json") and not name.startswith(".")}

    def files(self) -> Iterator[str]:
        """The paths of all files that belong to shards: their parts, their marks, and what was left unfinished."""
        for entry in os.scandir(self.path) if os.path.isdir(self.path) else ():
            if entry.is_dir() and not entry.name.startswith("."):
                yield from (one.path for one in os.scandir(entry.path))
            elif entry.name.startswith(UNFINISHED):
                yield entry.path


def annotated_folder(path: str) -> Folder | None:
    """The folder of tables at a path; None where there is none."""
    folder = Folder(path)
    with contextlib.suppress(ValueError, KeyError, TypeError, OSError):  # a manifest of another program
        if folder.manifest is not None:
            return folder
    return None
