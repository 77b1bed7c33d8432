"""Rows as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from newsan.inputs import Failure


def frame(columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]], failures: Iterable[Failure]) -> pd.DataFrame:
    """The rows as a DataFrame; columns that may lack a value have pandas' nullable types.

    ``attrs["failures"]`` lists the texts that were not read, in plain values that JSON and Parquet can hold.  Strings
    are Python's own: pyarrow's cannot hold the lone surrogates that a text may have.
    """
    import pandas as pd

    dtypes = {"int": "int64", "float": "float64", "int | None": "Int64", "float | None": "Float64"}
    filled = pd.DataFrame(rows, columns=list(columns), dtype="object")
    made = filled.astype({name: dtypes.get(type_, pd.StringDtype("python")) for name, type_ in columns.items()})
    made.attrs["failures"] = [{"doc_id": failure.input, "reason": failure.reason} for failure in failures]
    return made
