"""A corpus annotated into a folder: what is done already stays, what is missing is done, and the mark comes last."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from newsan.corpus.copies import write_copies
from newsan.corpus.files import files, known_files
from newsan.corpus.folder import Done, Folder, Manifest
from newsan.corpus.lock import LOCK, locked
from newsan.corpus.parts import write_lines, writing
from newsan.corpus.plan import Shard, planned, starts_of
from newsan.corpus.schedulers import Scheduler
from newsan.corpus.shard import Task, Work, noted
from newsan.document import Failure
from newsan.errors import NewsanError

DEATHS = 2
"""How often the process that reads a document may end before the document is set apart; once may be an accident."""

STARTS = 3
"""How often the process of a shard may end before its first document; then something is wrong with the machine."""

Slice = tuple[int, int]
"""Every n-th shard, beginning with the i-th, both counted from 1."""


@dataclass(slots=True)
class Progress:
    """How far a run is: of ``shards`` ``before`` were done earlier, and ``finished`` now, with their documents, words.

    ``remarks`` are what there is to say of the inputs of those that were done now.
    """

    shards: int = 0
    before: int = 0
    finished: int = 0
    documents: int = 0
    words: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    remarks: dict[tuple[str, str], None] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)

    def add(self, done: Done) -> None:
        """Count a shard."""
        self.finished += 1
        self.documents += done.documents
        self.words += done.words
        self.left_out.update(done.left_out)
        self.languages.update(done.languages)
        self.remarks.update(dict.fromkeys(done.remarks))


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the command: what to annotate and how; ``only`` is the part of the plan that it does."""

    inputs: tuple[str, ...]
    manifest: Manifest
    work: Work
    only: Slice | None = None

    @property
    def folder(self) -> Folder:
        """The folder."""
        return self.work.folder

    def __call__(self, scheduler: Scheduler, progress: Progress) -> bool:
        """Whether there was anything to do; everything that was is done then.

        Raises NewsanError where somebody else is at work in the folder, where it was annotated otherwise, and where it
        cannot be written to.
        """
        folder = self.folder
        refuse_strange(folder)
        with writing(folder.path):
            os.makedirs(folder.at("shards"), exist_ok=True)
        with ExitStack() as stack:
            if self.only is None:
                stack.enter_context(locked(folder.at(LOCK)))
            else:
                stack.enter_context(locked(folder.at(LOCK), shared=True, write=False))
                stack.enter_context(locked(folder.at("{}-{}-of-{}".format(LOCK, *self.only))))
            shards = self.prepared()
            missing = [shard for shard in shards if not is_done(folder, shard)]
            mine = [shard for shard in missing if self.only is None or shard.number % self.only[1] == self.only[0] - 1]
            progress.shards, progress.before = len(shards), len(shards) - len(missing)
            for done in completed(scheduler, self.work, mine):
                progress.add(done)
            finished = folder.finished
            if self.only is None and not finished:
                finish(folder)
            return bool(mine) or (self.only is None and not finished)

    def prepared(self) -> list[Shard]:
        """The plan, which stands in the folder then, with no part there that does not belong to it."""
        folder = self.folder
        before, old = folder.manifest, folder.shards
        if before is not None:
            before.refuse_other(self.manifest, folder.path)
        shards = list(self.planned(old))
        refuse_other_inputs(old, shards, folder.path)
        if shards == old and folder.finished:
            return shards
        if self.only is not None and old and shards != old:
            raise NewsanError(f"the inputs of {folder.path} have changed: annotate without --shard to plan anew")
        folder.create(self.manifest)
        if shards != old:
            unlink(folder.at("_SUCCESS"))
            folder.write_plan(shards)
        if self.only is None:
            with writing(folder.path):
                tidy(folder, shards)
        return shards

    def planned(self, old: Sequence[Shard]) -> Iterator[Shard]:
        """The plan of today, given an earlier one."""
        found = files(self.inputs, self.work.reading, known_files(old), self.folder.path, self.manifest.size)
        return planned(found, self.manifest.size, starts_of(old))


def refuse_strange(folder: Folder) -> None:
    """Nothing; NewsanError for a file, and for a folder with something else in it."""
    if not os.path.lexists(folder.path):
        return
    if not os.path.isdir(folder.path):
        raise NewsanError(f"{folder.path} is no folder: name a new one with -o")
    if folder.manifest is None and any(
        not name.startswith(".") and name != "shards" for name in os.listdir(folder.path)
    ):
        raise NewsanError(f"{folder.path} has something else in it: name a new folder with -o")


def refuse_other_inputs(old: Sequence[Shard], new: Sequence[Shard], folder: str) -> None:
    """Nothing; NewsanError when no file of an earlier plan is left, since then another corpus was meant."""
    if not new:
        raise NewsanError("there is nothing to annotate: the inputs have no files")
    known = {one.path for shard in old for one in shard.stretches}
    if known and known.isdisjoint(one.path for shard in new for one in shard.stretches):
        first = old[0].stretches[0].path
        raise NewsanError(f"{folder} was annotated from other inputs (as {first}): name another folder with -o")


def is_done(folder: Folder, shard: Shard) -> bool:
    """Whether a shard has its mark."""
    return os.path.exists(folder.mark(shard.name))


def tidy(folder: Folder, shards: Iterable[Shard]) -> None:
    """Give the parts of shards that have another number now their names, and remove what belongs to no shard."""
    names = {shard.name for shard in shards}
    spare: dict[str, list[str]] = {}
    for name in sorted(folder.marked() - names):
        spare.setdefault(name.rpartition("-")[2], []).append(name)
    for shard in shards:
        if not is_done(folder, shard) and spare.get(shard.key):
            rename(folder, spare[shard.key].pop(), shard.name)
    for path in folder.files():
        if os.path.splitext(os.path.basename(path))[0] not in names:
            unlink(path)


def rename(folder: Folder, old: str, new: str) -> None:
    """Give the parts of a shard another name, its mark last."""
    manifest = folder.manifest
    for table in manifest.tables if manifest else ():
        if os.path.exists(folder.part(table, old)):
            os.replace(folder.part(table, old), folder.part(table, new))
    os.replace(folder.mark(old), folder.mark(new))


def unlink(path: str) -> None:
    """Remove a file, if it is there."""
    if os.path.lexists(path):
        os.unlink(path)


def completed(scheduler: Scheduler, work: Work, shards: Sequence[Shard]) -> Iterator[Done]:
    """What came of each shard.

    Where a process ends in the middle, its shard is done again, and a document in which that happens twice, or that
    takes too long, is set apart.
    """
    tasks = [Task(shard) for shard in shards]
    deaths = Counter[tuple[str, int]]()
    while tasks:
        again = []
        for task, result in scheduler(work, tasks):
            if isinstance(result, Done):
                yield result
            else:
                again.append(retried(task, result, work, deaths))
        tasks = again


def retried(task: Task, failure: Failure, work: Work, deaths: Counter[tuple[str, int]]) -> Task:
    """A task whose process ended, to be done again without the document that is to blame, if that is clear."""
    note = noted(work.folder.note(task.id))
    number = note.document if note else -1
    deaths[task.id, number] += 1
    if note is None and deaths[task.id, number] == STARTS:
        raise RuntimeError(f"the processes that work on {task.id} end before its first document: {failure.reason}")
    reason = ""
    if note and note.late and work.timeout:
        reason = f"took longer than {work.timeout:g} seconds"
    elif note and deaths[task.id, number] == DEATHS:
        reason = failure.reason
    return Task(task.shard, {**task.set_apart, number: reason} if reason else task.set_apart)


def finished(folder: Folder) -> None:
    """Put the mark of a folder whose shards were done by several runs; NewsanError where one is missing."""
    with locked(folder.at(LOCK)):
        if not folder.finished:
            finish(folder)


def finish(folder: Folder) -> None:
    """List what failed, and put the mark of a folder in which nothing is missing; NewsanError where something is."""
    shards = folder.shards
    missing = [shard for shard in shards if not is_done(folder, shard)]
    if missing:
        said = f"{len(missing):,} of {len(shards):,} shards are missing, the first is {missing[0].number + 1}"
        raise NewsanError(f"{folder.path} cannot be finished: {said}")
    write_copies(folder, shards)
    write_lines(folder.at("errors.jsonl"), list(errors(folder, shards)))
    write_lines(folder.at("_SUCCESS"), [])


def errors(folder: Folder, shards: Iterable[Shard]) -> Iterator[str]:
    """A line for each document that failed."""
    for shard in shards:
        done = folder.done(shard.name)
        for failure in done.failures if done else ():
            yield json.dumps({**failure, "part": shard.name}, ensure_ascii=False)
