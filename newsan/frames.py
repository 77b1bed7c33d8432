"""Rows as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsan.choices import unknown
from newsan.document import Document
from newsan.errors import NewsanError
from newsan.meta import Scalar, type_of

if TYPE_CHECKING:
    import pandas as pd

    from newsan.document import Failure

PLACE = "(place)"
"""The metadata that has the place of a text in its frame."""

Cells = tuple[Any, ...]
CellsOfRows = Iterable[tuple[Cells, Mapping[str, Scalar]]]
"""Rows, each with the metadata of its document."""


def frame(columns: Mapping[str, str], rows: CellsOfRows, failures: Iterable[Failure]) -> pd.DataFrame:
    """The rows as a DataFrame, with the metadata behind them; columns that may lack a value have nullable types.

    ``attrs["failures"]`` lists the texts that were not read, in plain values that JSON and Parquet can hold.  Strings
    are Python's own: pyarrow's cannot hold the lone surrogates that a text may have.
    """
    import pandas as pd

    given = list(rows)
    more = {name: [meta.get(name) for _, meta in given] for name in names_of(meta for _, meta in given)}
    types = {**columns, **{name: type_of(values) for name, values in more.items()}}
    filled = pd.DataFrame([cells for cells, _ in given], columns=list(columns), dtype="object")
    for name, values in more.items():
        filled[name] = pd.Series(values, dtype="object", index=filled.index)
    made = filled.astype({name: dtype(type_) for name, type_ in types.items()})
    made.attrs["failures"] = [{"doc_id": failure.input, "reason": failure.reason} for failure in failures]
    return made


def annotate_frame(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    question: str = "quotes",
    id: str | None = None,
    keep: Collection[str] = (),
    **options: Any,
) -> pd.DataFrame:
    """The detail rows of a question about the texts in a column, for engines that split a table among many machines.

    ``question`` is "entities", "quotes" or "stance", ``options`` are those of the function of that name and, with
    ``aliases`` or ``model``, those of ``Newsan``.  ``doc_id`` is what the column ``id`` has, as a string, or the index;
    the columns ``keep`` stand behind the others as they are in ``frame``.  A frame without rows gives the same columns
    with the same types.  Texts that cannot be read are named in a NewsanWarning and in ``attrs["failures"]``.

    A process loads the model once.  Raises NewsanError for an unknown question or column.
    """
    import pandas as pd

    from newsan.api import Newsan

    for what, name, choices in [
        ("question", question, ("entities", "quotes", "stance")),
        *(("column", name, tuple(map(str, frame.columns))) for name in (text, *([id] if id else []), *keep)),
    ]:
        if name not in choices:
            raise NewsanError(unknown(what, name, choices))
    newsan = Newsan(**{name: options.pop(name) for name in ("aliases", "model") if name in options})
    ids = frame.index if id is None else frame[id]
    documents = [
        Document(str(key), one, {PLACE: at}) for at, (key, one) in enumerate(zip(ids, frame[text], strict=True))
    ]
    rows: pd.DataFrame = getattr(newsan, question)(documents, detail=True, **options)
    places: Any = rows.pop(PLACE).astype("int64").to_numpy() if PLACE in rows else []
    clash = next((name for name in keep if name in rows), None)
    if clash:
        raise NewsanError(f"the column {clash!r} has the name of a column of the rows: give it another name")
    for name in keep:
        rows[name] = pd.Series(frame[name].array.take(places), index=rows.index)
    return rows


def names_of(metas: Iterable[Mapping[str, Scalar]]) -> Iterator[str]:
    """Each name of the metadata once, in order of appearance."""
    return iter(dict.fromkeys(name for meta in metas for name in meta))


def dtype(type_: str) -> Any:
    """The type that pandas has for a column, given that of its cells."""
    import pandas as pd

    numbers = {"int": "int64", "float": "float64", "int | None": "Int64", "float | None": "Float64"}
    return {**numbers, "bool | None": "boolean", "object": "object"}.get(type_) or pd.StringDtype("python")
