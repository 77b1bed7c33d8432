"""Rows as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsan.meta import Scalar, type_of

if TYPE_CHECKING:
    import pandas as pd

    from newsan.document import Failure

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


def names_of(metas: Iterable[Mapping[str, Scalar]]) -> Iterator[str]:
    """Each name of the metadata once, in order of appearance."""
    return iter(dict.fromkeys(name for meta in metas for name in meta))


def dtype(type_: str) -> Any:
    """The type that pandas has for a column, given that of its cells."""
    import pandas as pd

    numbers = {"int": "int64", "float": "float64", "int | None": "Int64", "float | None": "Float64"}
    return {**numbers, "bool | None": "boolean", "object": "object"}.get(type_) or pd.StringDtype("python")
