"""The object that holds a model, a language and names: its parameters, its metadata, and one object against another."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pytest

import newsan as api
from analyzers import ANALYZERS, columns
from newsan import AnnotatedDocument, Document, Failure, Newsan, NewsanError
from newsan.language.model.folder import SHIPPED
from tests.conftest import ROOT
from tests.test_cli import ARTICLE


def test_the_functions_are_shorthands() -> None:
    aliases = {"Norland": ("Northland", "place")}
    newsan = Newsan(aliases=cast(Any, aliases))
    texts = {"a": ARTICLE, "b": None, "c": ARTICLE}
    with pytest.warns(api.NewsanWarning, match="b is missing"):
        frames = [newsan.entities(texts, detail=True), newsan.quotes(texts), newsan.stance(texts, pairs=True)]
    with pytest.warns(api.NewsanWarning, match="b is missing") as caught:
        same = [
            api.entities(texts, detail=True, aliases=cast(Any, aliases)),
            api.quotes(texts, aliases=cast(Any, aliases)),
            api.stance(texts, pairs=True, aliases=cast(Any, aliases)),
        ]
    for one, other in zip(frames, same, strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert {warning.filename for warning in caught} == {__file__}
    assert "Northland" in set(frames[0]["entity"])


def test_annotate_gives_a_result_for_each_document() -> None:
    first, failure, last = Newsan().annotate([ARTICLE, None, Document("c", ARTICLE)])
    assert isinstance(failure, Failure)
    assert (failure.input, failure.reason) == ("2", "is missing (None)")
    assert isinstance(first, AnnotatedDocument)
    assert isinstance(last, AnnotatedDocument)
    assert (first.document.id, last.document.id) == ("1", "c")
    [only] = Newsan().annotate(ARTICLE)
    assert only == first == api.annotate(ARTICLE)


@pytest.mark.parametrize("count", [1, 2])
def test_a_document_is_read_when_its_turn_comes(count: int) -> None:
    seen = []

    def texts() -> Any:
        for number in range(1000):
            seen.append(number)
            yield ARTICLE

    results = Newsan().annotate(texts(), processes=count)
    assert seen == []
    next(results)
    assert len(seen) <= 1 + 16 * (count - 1) * count
    results.close()  # type: ignore[attr-defined]


# Parameters


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"language": "de"}, NewsanError, "unknown language 'de'. The languages are: en"),
        ({"language": None}, TypeError, "language is a string, not NoneType"),
        ({"model": "no/such/folder"}, NewsanError, "no/such/folder: no model: cannot read model.json: No such file"),
        ({"model": 5}, TypeError, "int"),
        ({"aliases": {"UN": ("United Nations", "orgg")}}, NewsanError, "did you mean 'org'"),
        ({"aliases": ["UN"]}, TypeError, "aliases are a mapping"),
        ({"modle": None}, TypeError, "modle"),
    ],
)
def test_what_is_wrong_is_told_at_once(given: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Newsan(**given)


def test_parameters_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        cast(Any, Newsan)(None)
    newsan = Newsan(aliases={"UN": "United Nations"})
    with pytest.raises(AttributeError):
        cast(Any, newsan).language = "de"
    assert pickle.loads(pickle.dumps(newsan)) == newsan
    assert repr(newsan) == "Newsan(model=None, language='en', aliases={'UN': 'United Nations'}, corrections=None)"


@pytest.mark.parametrize(
    ("count", "error", "said"),
    [(-1, NewsanError, "not -1"), (2.0, TypeError, "float: 2.0"), (True, TypeError, "bool"), ("2", TypeError, "str")],
)
def test_a_number_of_processes_is_a_whole_number(count: Any, error: type[Exception], said: str) -> None:
    for ask in (Newsan().annotate, Newsan().quotes):
        with pytest.raises(error, match=said):
            ask([ARTICLE], processes=count)


def test_no_processes_are_as_many_as_there_are_cores() -> None:
    assert len(Newsan().entities([ARTICLE, ARTICLE], processes=0))


def test_classes_are_there_when_they_are_asked_for() -> None:
    program = "import sys, newsan\nassert 'newsan.api' not in sys.modules\nnewsan.Newsan()\n"
    program += "print(sorted({'newsan.api', 'numpy', 'pandas'} & set(sys.modules)), {*newsan.__all__} - {*dir(newsan)})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "['newsan.api'] set()\n"
    with pytest.raises(AttributeError, match="no attribute 'Newsam'"):
        cast(Any, api).Newsam()
    assert all(getattr(api, name) is not None for name in api.__all__)


# Another model


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """The shipped model in another folder, without the numbers that correct its confidences."""
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("calibration.json"))
    return folder


@pytest.mark.parametrize("count", [1, 2])
def test_two_models_in_one_program_do_not_mix(other_model: Path, count: int) -> None:
    ours, theirs = Newsan(), Newsan(model=other_model)
    texts = [ARTICLE, ARTICLE]
    one, other = ours.annotate(texts, processes=count), theirs.annotate(texts, processes=count)
    mixed = [next(one), next(other), next(one), next(other)]
    apart = [*ours.annotate(texts), *theirs.annotate(texts)]
    assert [mixed[0], mixed[2], mixed[1], mixed[3]] == apart
    sure = [
        [mention.confidence for entity in cast(AnnotatedDocument, doc).entities for mention in entity.mentions]
        for doc in mixed
    ]
    assert sure[0] == sure[2] != sure[1] == sure[3]


def test_a_folder_without_a_whole_model_is_told_at_once(other_model: Path) -> None:
    (other_model / "heads.npz").unlink()
    with pytest.raises(NewsanError, match=r"there is no heads\.npz, which model\.json names"):
        Newsan(model=other_model)
    (other_model / "model.json").write_text(json.dumps({"encoder": "x"}))
    with pytest.raises(NewsanError, match=r"model\.json does not name encoder, stance, heads, tokenizer"):
        Newsan(model=str(other_model))
    for text in ("[1]", "no JSON"):
        (other_model / "model.json").write_text(text)
        with pytest.raises(NewsanError, match="no model"):
            Newsan(model=other_model)


def test_a_model_of_an_earlier_version_is_told_at_once(other_model: Path) -> None:
    path = other_model / "model.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    del given["labels"]["feature"]
    path.write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(NewsanError, match=r"no model of this version: model\.json has no labels of feature"):
        Newsan(model=other_model)


# Metadata


@pytest.mark.parametrize("count", [1, 2])
def test_metadata_stands_behind_the_columns_of_detail_rows(count: int) -> None:
    metas: list[dict[str, Any]] = [
        {"outlet": "Ledger", "page": 3, "online": True},
        {"outlet": "Post", "page": float("nan"), "length": 1.5},
        {},
    ]
    documents = [Document(str(number), ARTICLE, meta) for number, meta in enumerate(metas)]
    for question, function in (
        ("entities", Newsan().entities),
        ("quotes", Newsan().quotes),
        ("stance", Newsan().stance),
    ):
        frame = function(documents, detail=True, processes=count)
        names = list(columns(ANALYZERS[question].row))
        assert list(frame.columns) == [*names, "outlet", "page", "online", "length"]
        assert [str(frame[name].dtype) for name in ("outlet", "page", "online", "length")] == [
            "string",
            "Int64",
            "boolean",
            "Float64",
        ]
        rows = frame.drop_duplicates("doc_id")[["outlet", "page", "online", "length"]].astype(object)
        assert rows.where(rows.notna(), None).to_numpy().tolist() == [
            ["Ledger", 3, True, None],
            ["Post", None, None, 1.5],
            [None, None, None, None],
        ]
        assert list(function(documents).columns) == list(columns(ANALYZERS[question].summary_row))
    [doc] = Newsan().annotate(documents[1])
    assert cast(AnnotatedDocument, doc).document.meta == {"outlet": "Post", "page": None, "length": 1.5}


def test_metadata_of_several_kinds_is_a_column_of_objects() -> None:
    documents = [Document("a", ARTICLE, {"n": 1, "big": 2**70}), Document("b", ARTICLE, {"n": "two", "big": 1})]
    frame = api.entities(documents, detail=True)
    assert [str(frame[name].dtype) for name in ("n", "big")] == ["object", "object"]
    assert set(frame["n"]) == {1, "two"}


@pytest.mark.parametrize("count", [1, 2])
def test_metadata_under_the_name_of_a_column_is_an_error(count: int) -> None:
    documents = [Document("a", ARTICLE), Document("b", ARTICLE, {"outlet": "Ledger", "source": "agency"})]
    with pytest.raises(NewsanError, match="the metadata 'source' has the name of a column: give it another name"):
        Newsan().quotes(documents, detail=True, processes=count)
    assert len(Newsan().quotes(documents)) == len(Newsan().quotes(documents[0]))
    assert "source" in Newsan().entities(documents, detail=True)


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ({"date": date(2026, 1, 1)}, "has metadata that is no string, number or truth value: 'date' is a date"),
        ({"tags": ["a"]}, "'tags' is a list"),
        ({"x": float("inf")}, "'x' is inf"),
        ({5: "x"}, "has metadata under a name that is no string: 5"),
        ([("a", 1)], "has metadata that is no mapping but list"),
    ],
)
def test_metadata_that_json_cannot_hold_is_one_failure(meta: Any, said: str) -> None:
    with pytest.warns(api.NewsanWarning, match="a has metadata"):
        frame = api.entities([Document("a", ARTICLE, meta), Document("b", ARTICLE)], detail=True)
    assert set(frame["doc_id"]) == {"b"}
    [failure] = frame.attrs["failures"]
    assert said in failure["reason"]
    with pytest.raises(NewsanError, match="the text has metadata"):
        api.entities(Document("a", ARTICLE, meta))
