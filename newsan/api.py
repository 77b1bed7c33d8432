"""newsan for Python programs: one object that holds a model, a language and names, and answers about any documents."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsan.choices import unknown
from newsan.document import AnnotatedDocument, Document, Failure
from newsan.errors import NewsanError
from newsan.values import EntityType, Kind, Layer

if TYPE_CHECKING:
    import pandas as pd

    Text = str | Document
    Texts = Text | Iterable[Text | Failure | None] | Mapping[Any, Text | None] | pd.Series[Any]
    Variants = Mapping[str, str | tuple[str, EntityType | None]]

LANGUAGES = ("en",)
NEEDED = ("encoder", "stance", "heads", "tokenizer")
"""The files that a ``model.json`` names."""

LABELS = ("entity", "attribution", "link", "question", "polarity", "anaphor", "feature", "affiliation")
"""The labels of heads whose order a ``model.json`` gives."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How wrong newsan is: its figures, and its errors one by one, as DataFrames with the columns of docs/evaluate.md.

    ``warnings`` say what to be careful about; ``methods`` is a paragraph for the methods section of a paper.
    """

    figures: pd.DataFrame
    errors: pd.DataFrame
    warnings: list[str]
    methods: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsan:
    """Reads documents and answers who is in them, who gets to speak and who stands where.

    ``model`` is the folder of a model (docs/model.md says which files it has) and None for the shipped one;
    ``language`` is that of the texts, "en" so far; ``aliases`` are your own name variants, whatever their capitals:
    ``{"UN": "United Nations"}`` or ``{"UN": ("United Nations", "org")}``.  ``corrections`` is the
    file of your own corrections: a coding sheet, or detail rows with ``right_`` columns (docs/evaluate.md).

    Raises NewsanError for a folder without a model, an unknown language and aliases that contradict each other, and
    TypeError for values of another type.  No file of the model is read before the first document.

    Documents are one text or several, as strings or Documents.  Their ids are those of the Documents, the keys of a
    mapping or the index of a Series as strings, and "1", "2" and so on otherwise.  ``processes`` is how many processes
    read them, each with a model of its own; 0 stands for one for each core.
    """

    model: str | os.PathLike[str] | None = None
    language: str = "en"
    aliases: Variants | None = None
    corrections: str | os.PathLike[str] | None = None

    def __post_init__(self) -> None:
        """Check what was given."""
        from newsan.inputs import fold_aliases

        if not isinstance(self.language, str):
            raise TypeError(f"language is a string, not {type(self.language).__name__}: {self.language!r}")
        if self.language not in LANGUAGES:
            raise NewsanError(unknown("language", self.language, LANGUAGES))
        model_folder(self.model)
        fold_aliases(self.aliases)

    def annotate(self, documents: Texts, *, processes: int = 1) -> Iterator[AnnotatedDocument | Failure]:
        """Each document with everything that newsan finds in it, in order, or the Failure that it ended in.

        The documents may be an iterator without end: it is read as the results are taken, by several processes at most
        ``processes`` times 16 documents ahead.  The processes end with the last document, and at once when the iterator
        is closed or forgotten, or your program ends.
        """
        from newsan.inputs.texts import documents as read
        from newsan.language.pipeline import PARTS

        return self._each(read(documents), PARTS, None, processes)

    def entities(
        self,
        documents: Texts,
        *,
        detail: bool = False,
        types: EntityType | Collection[EntityType] | None = None,
        min_confidence: float = 0.0,
        merge_demonyms: bool = False,
        body: bool = False,
        processes: int = 1,
    ) -> pd.DataFrame:
        """How often each person, organisation, place and group is named; with ``detail`` a row for each mention.

        The options are those of ``newsan.entities``.
        """
        options = {"types": types, "merge_demonyms": merge_demonyms, "body": body}
        return self._frame("entities", documents, detail, min_confidence, processes, options)

    def quotes(
        self,
        documents: Texts,
        *,
        detail: bool = False,
        kinds: Kind | Collection[Kind] | None = None,
        thoughts: bool = False,
        min_confidence: float = 0.0,
        body: bool = False,
        processes: int = 1,
    ) -> pd.DataFrame:
        """How often, how long and where each speaker is quoted; with ``detail`` a row for each quotation.

        The options are those of ``newsan.quotes``.
        """
        options = {"kinds": kinds, "thoughts": thoughts, "body": body}
        return self._frame("quotes", documents, detail, min_confidence, processes, options)

    def stance(
        self,
        documents: Texts,
        *,
        detail: bool = False,
        pairs: bool = False,
        layers: Layer | Collection[Layer] | None = None,
        targets: str | Collection[str] | None = None,
        min_confidence: float = 0.0,
        neutral: bool = False,
        merge_demonyms: bool = False,
        body: bool = False,
        processes: int = 1,
    ) -> pd.DataFrame:
        """Whom each actor supports and opposes, and who it; with ``pairs`` a row for each holder, target and layer.

        The options are those of ``newsan.stance``.
        """
        options = {
            "layers": layers,
            "targets": targets,
            "neutral": neutral,
            "merge_demonyms": merge_demonyms,
            "body": body,
        }
        return self._frame("pairs" if pairs else "stance", documents, detail, min_confidence, processes, options)

    def sample(
        self,
        documents: Texts,
        path: str | os.PathLike[str],
        *,
        n: int = 60,
        stratify: str | None = None,
        seed: int = 1,
        blind: bool = False,
        overlap: int | None = None,
        tool: str = "sheet",
        processes: int = 1,
    ) -> list[str]:
        """Draw documents at random and write a sheet in which people code them; the names of the files or folders.

        The options are those of ``newsan sample``; ``stratify`` is the name of metadata.
        """
        from analyzers.coding import drawn_from, write_sample
        from analyzers.readings import Reader
        from newsan.coding.files import check_target
        from newsan.inputs.texts import Failures
        from newsan.inputs.texts import documents as read

        check_target(os.fspath(path), tool)
        failures = Failures(one=False)
        drawn, _ = drawn_from(failures.set_apart(read(documents)), n, seed, stratify)
        found = self._read([one.document for one in drawn], Reader(("quotes",)), processes, failures)
        written = write_sample(os.fspath(path), tool, drawn, found, blind=blind, overlap=overlap, seed=seed)
        names = [name for name, _ in written]
        failures.warn()
        return names

    def evaluate(
        self,
        documents: Texts,
        gold: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        by: str | None = None,
        stratify: str | None = None,
        precision: float = 0.9,
        processes: int = 1,
    ) -> Evaluated:
        """How wrong newsan is on a corpus, given one or several files with what people marked in a part of it.

        The options are those of ``newsan evaluate``; ``by`` and ``stratify`` are names of metadata.
        """
        from analyzers import cells, columns
        from analyzers.coding import evaluated, layers_in
        from analyzers.errors_by_cause import ErrorRow
        from analyzers.evaluate import Figure
        from analyzers.readings import Reader
        from newsan.coding.tools import read_gold
        from newsan.frames import frame
        from newsan.inputs.texts import Failures

        paths = [gold] if isinstance(gold, str | os.PathLike) else list(gold)
        golds = [read_gold(os.fspath(path)) for path in paths]
        if not golds:
            raise NewsanError("gold is empty: name the file with what was coded by hand")
        failures = Failures(one=False)
        reads = list(self._read(documents, Reader(layers_in(golds)), processes, failures))
        group = None if by is None else lambda coded: str(coded.meta.get(by))
        stratum = None if stratify is None else lambda coded: f"{stratify}={coded.meta.get(stratify)}"
        found = evaluated(reads, golds, group=group, stratum=stratum, precision=precision)
        figures = frame(columns(Figure), [(cells(one), {}) for one in found.figures], failures.found)
        errors = frame(columns(ErrorRow), [(cells(one), {}) for one in found.errors], failures.found)
        failures.warn()
        return Evaluated(figures, errors, found.warnings, found.methods)

    def export(
        self,
        documents: Texts,
        path: str | os.PathLike[str],
        *,
        tool: str = "sheet",
        entities: bool = False,
        processes: int = 1,
    ) -> None:
        """Write what newsan finds as a coding sheet, or in the format of an annotation tool.

        The options are those of ``newsan export``.
        """
        from analyzers.readings import Reader
        from newsan.coding.files import check_target, write_coding
        from newsan.inputs.texts import Failures

        check_target(os.fspath(path), tool)
        failures = Failures(one=False)
        reader = Reader(("quotes", "entities") if entities else ("quotes",))
        found = self._read(documents, reader, processes, failures)
        write_coding(os.fspath(path), tool, [(one.coded, one.sentences) for one in found], suggested=False)
        failures.warn()

    def _read(self, texts: Any, reader: Any, processes: int, failures: Any) -> Iterator[Any]:
        """newsan's readings of documents, in the form of a coder's."""
        from newsan.inputs.texts import documents as read
        from newsan.language.pipeline import PARTS

        found: Iterator[Any] = failures.set_apart(self._each(read(texts), PARTS, reader, processes))
        return found

    def _corrections(self) -> Any:
        """The corrections to make; None without any."""
        if self.corrections is None:
            return None
        from analyzers.corrections import corrections_of
        from newsan.coding.tools import read_gold

        path = os.fspath(self.corrections)
        return corrections_of([read_gold(path, unread=True)], path)

    def _each(
        self, documents: Iterable[Document | Failure], parts: tuple[str, ...], then: Any, processes: int
    ) -> Iterator[Any]:
        """What is made of each document, in order."""
        from newsan import choices
        from newsan.annotator import Annotator
        from newsan.inputs import fold_aliases
        from newsan.processes import in_order

        work = Annotator(fold_aliases(self.aliases), parts, model_folder(self.model), then)
        return in_order(documents, work, choices.processes(processes))

    def _frame(
        self,
        question: str,
        texts: Texts,
        detail: bool,
        min_confidence: float,
        processes: int,
        options: Mapping[str, Any],
    ) -> pd.DataFrame:
        """The rows of an analyzer, with warnings about what was not read and about targets that no text names.

        A single text that cannot be read, or meets a bug, raises.
        """
        from analyzers import ANALYZERS, cells, columns
        from analyzers.answers import Asked
        from analyzers.targets import search
        from newsan.choices import checked
        from newsan.frames import frame
        from newsan.inputs.texts import Failures, documents, is_one
        from newsan.meta import without_clashes

        analyzer, given = ANALYZERS[question], checked({"min_confidence": min_confidence, **options})
        names = columns(analyzer.row if detail else analyzer.summary_row)
        asked = Asked(question, "detail" if detail else "corpus", given, self._corrections())
        targets = search(given.get("targets", ()), given.get("merge_demonyms", False))
        failures = Failures(one=is_one(texts))
        read = without_clashes(documents(texts), names if detail else ())
        answers = targets.watch(failures.set_apart(self._each(read, analyzer.parts, asked, processes)))
        if detail:
            found_rows = [(cells(row), answer.doc.document.meta) for answer in answers for row in answer.rows]
        else:
            found_rows = [(cells(row), {}) for row in asked.rows(answers)]
        made = frame(names, found_rows, failures.found)
        failures.warn(*targets.messages())
        return made


def model_folder(model: str | os.PathLike[str] | None) -> Path | None:
    """The folder of a model, None for the shipped one; NewsanError where there is no whole model."""
    if model is None:
        return None
    import json

    folder = Path(model)
    try:
        given = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        files = [folder / given[name] for name in NEEDED]
    except OSError as error:
        raise NewsanError(f"{folder}: no model: cannot read model.json: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise NewsanError(f"{folder}: no model: model.json does not name {', '.join(NEEDED)}") from error
    for file in files:
        if not file.is_file():
            raise NewsanError(f"{folder}: no model: there is no {file.name}, which model.json names")
    labels = given.get("labels")
    if missing := [name for name in LABELS if not isinstance(labels, dict) or name not in labels]:
        raise NewsanError(f"{folder}: no model of this version: model.json has no labels of {', '.join(missing)}")
    return folder.resolve()
