"""Rows of a DataFrame's texts, alone and in engines that split a table: Dask, and Spark where it is installed."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import newsan
from newsan import NewsanError

FRAME = pd.DataFrame(
    {
        "key": [7, 8, 9, 7],
        "body": [
            "“The ferry will sail,” said Maya Lind, the mayor.",
            None,
            "Kim Berg said that he had doubts. Norland condemned Sudland.",
            "It rained.",
        ],
        "day": pd.to_datetime(["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04"]),
    },
    index=[10, 11, 12, 13],
)
GIVEN: dict[str, Any] = {"text": "body", "id": "key", "keep": ("day",)}


@pytest.mark.parametrize("question", ["entities", "quotes", "stance"])
def test_rows_are_those_of_the_function(question: str) -> None:
    with pytest.warns(newsan.NewsanWarning, match="1 text was not read: 8 is missing"):
        rows = newsan.annotate_frame(FRAME, question=question, **GIVEN)
    with pytest.warns(newsan.NewsanWarning):
        alone = getattr(newsan, question)(FRAME.set_index("key")["body"], detail=True)
    pd.testing.assert_frame_equal(rows.drop(columns="day"), alone, check_index_type=False)
    assert set(rows["doc_id"]) <= {"7", "9"}
    assert rows["day"].dtype == FRAME["day"].dtype
    assert rows["day"].tolist() == [FRAME["day"].iloc[0 if one == "7" else 2] for one in rows["doc_id"]]
    none = newsan.annotate_frame(FRAME.head(0), question=question, **GIVEN)
    assert (len(none), none.dtypes.to_dict()) == (0, rows.dtypes.to_dict())


def test_options_reach_the_question_and_the_index_names_the_texts() -> None:
    texts = FRAME.drop(index=11)
    rows = newsan.annotate_frame(texts, text="body", kinds="direct", aliases={"Maya Lind": "Mayor Lind"})
    assert rows["doc_id"].tolist() == ["10"]
    assert "day" not in rows
    assert pickle.loads(pickle.dumps(newsan.annotate_frame)) is newsan.annotate_frame


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "bodi"}, "unknown column 'bodi': did you mean 'body'"),
        ({"text": "body", "question": "quote"}, "unknown question 'quote': did you mean 'quotes'"),
        ({"text": "body", "keep": ["outlet"]}, "unknown column 'outlet'"),
        ({"text": "body", "kinds": "indrect"}, "unknown kind 'indrect'"),
    ],
)
def test_mistakes_are_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(NewsanError, match=said):
        newsan.annotate_frame(FRAME, **given)


def test_metadata_does_not_hide_a_column() -> None:
    with pytest.raises(NewsanError, match="'words' has the name of a column"):
        newsan.annotate_frame(FRAME.head(0).assign(words=1), text="body", keep=["words"])


def test_partitions_of_a_dask_dataframe() -> None:
    dataframe = pytest.importorskip("dask.dataframe")
    texts = FRAME.dropna()
    parts = dataframe.from_pandas(texts, npartitions=2)
    meta = newsan.annotate_frame(texts.head(0), **GIVEN)
    rows = parts.map_partitions(newsan.annotate_frame, meta=meta, **GIVEN).compute(scheduler="processes", num_workers=2)
    pd.testing.assert_frame_equal(rows.reset_index(drop=True), newsan.annotate_frame(texts, **GIVEN))


def test_batches_of_a_spark_dataframe(monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.environ.get("CI"):  # there nobody would notice that it never runs
        pytest.importorskip("pyspark.sql", reason="no pyspark (pip install pyspark)")
        if not shutil.which("java"):
            pytest.skip("no Java (Debian: apt-get install default-jre-headless)")
    import pyarrow
    from pyspark import sql
    from pyspark.sql.pandas.types import from_arrow_schema

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    texts = FRAME.dropna()
    expected = newsan.annotate_frame(texts, **GIVEN)
    schema = from_arrow_schema(pyarrow.Schema.from_pandas(expected.head(0), preserve_index=False))

    def annotated(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return (newsan.annotate_frame(batch, **GIVEN) for batch in batches)

    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = spark.createDataFrame(texts).repartition(2, "key").mapInPandas(annotated, schema).toPandas()
    finally:
        spark.stop()
    keys = ["doc_id", "quote_id"]
    found, wanted = rows.sort_values(keys), expected.sort_values(keys)
    assert found["text"].tolist() == wanted["text"].tolist()
    assert found["speaker"].tolist() == wanted["speaker"].tolist()
    assert found["day"].tolist() == wanted["day"].tolist()
