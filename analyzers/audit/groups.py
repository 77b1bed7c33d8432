"""Articles in groups: by their metadata, and by the calendar unit of a date among it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analyzers.audit.corpus import Numbers
from newsan.choices import unknown
from newsan.errors import NewsanError
from newsan.periods import UNITS, period

NONE = "not said"


def labels(documents: pd.DataFrame, by: str) -> pd.Series:
    """The group of each document: ``outlet``, ``date:month``, or several of these with commas between them."""
    given = [labels_of(documents, one.strip()) for one in by.split(",")]
    return given[0] if len(given) == 1 else pd.Series([" · ".join(row) for row in zip(*given, strict=True)])


def labels_of(documents: pd.DataFrame, by: str) -> pd.Series:
    """The group of each document by one name of the metadata; NewsanError for a name that no document has."""
    name, _, unit = by.partition(":")
    name = "doc_id" if name == "doc" else name
    if name not in documents or name in ("characters", "words", "sha1"):
        raise NewsanError(f"no document has the metadata {name!r}: name its field, as --meta {name}")
    if unit and unit not in UNITS:
        raise NewsanError(unknown("calendar unit", unit, UNITS))
    if unit:
        return calendar(documents[name], unit)
    return documents[name].map(str, na_action="ignore").fillna(NONE)


def calendar(values: pd.Series, unit: str) -> pd.Series:
    """The day, week, month, quarter or year of dates; "not said" for what is no date."""
    return pd.Series(
        [period(value, unit) or NONE for value in values.astype("object")], index=values.index, dtype=object
    )


def members(labels: pd.Series) -> dict[str, Numbers]:
    """The articles of each group, as weights; the groups in order of their names, those without one last."""
    names = sorted(labels.unique(), key=lambda name: (name == NONE, name))
    return {name: np.asarray(labels == name, dtype=float) for name in names}
