"""Annotated documents through JSON and back: nothing changes, and nothing else is taken for one."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers import ANALYZERS
from newsan import AnnotatedDocument, Document, NewsanError, annotate
from newsan.schema import SCHEMA
from tests.conftest import ROOT
from tests.documents import TEXTS, documents
from tests.example import example

SAMPLES = sorted((ROOT / "sample_data").glob("*.txt"))
DAMAGED = "By Ann Lee\n\nTom &amp; Co said \u201cwe canâ€™t\u201d."
METAS = st.dictionaries(
    st.text(max_size=5),
    st.none() | TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
)


def through_json(doc: AnnotatedDocument) -> AnnotatedDocument:
    return AnnotatedDocument.from_dict(json.loads(json.dumps(doc.to_dict(), allow_nan=False)))


def test_surrogates_that_json_would_join_come_back_apart() -> None:
    text = "x\ud800\udfffy \ud800 \udfff"
    doc = AnnotatedDocument(Document("a\ud800\udfff", text), ((0, len(text)),), ((5, len(text)),))
    assert through_json(doc) == doc
    assert doc.to_dict()["document"]["text"] == ["x\ud800", "\udfffy \ud800 \udfff"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_comes_back_the_same(path: Path) -> None:
    doc = annotate(Document(path.name, path.read_text("utf-8"), {"outlet": "Ledger", "page": 3, "online": True}))
    again = through_json(doc)
    assert again == doc
    assert AnnotatedDocument.from_dict(doc.to_dict()) == pickle.loads(pickle.dumps(doc)) == doc
    for analyzer in ANALYZERS.values():
        assert list(analyzer.rows(again)) == list(analyzer.rows(doc))


def test_repairs_and_furniture_come_back() -> None:
    doc = annotate(DAMAGED)
    assert doc.repairs
    assert doc.furniture
    assert through_json(doc) == doc


@given(documents(), METAS)
def test_any_document_comes_back_the_same(doc: AnnotatedDocument, meta: dict[str, Any]) -> None:
    object.__setattr__(doc, "document", Document(doc.document.id, doc.document.text, meta))
    again = through_json(doc)
    assert again == doc
    assert {type(value) for value in again.document.meta.values()} == {type(value) for value in meta.values()}
    assert json.dumps(again.to_dict()) == json.dumps(doc.to_dict())


def test_the_form_is_what_the_documentation_says() -> None:
    data = example().to_dict()
    assert next(iter(data)) == "schema"
    assert data["schema"] == SCHEMA == 1
    assert list(data["document"]) == ["id", "text", "meta"]
    assert isinstance(data["entities"][0]["mentions"][0]["start"], int)


def changed(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one place of the plain form: ``del`` takes it away."""

    def change(data: Any) -> None:
        *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
        for step in way:
            data = data[step]
        if value == "del":
            del data[last]
        else:
            data[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("schema", 2, "of schema 2: this newsan reads schema 1"),
        ("schema", "del", "of schema None"),
        ("document", "del", "lacks the field 'document'"),
        ("document.text", 5, "document.text is not of type str: 5"),
        ("document.meta", {"date": [1]}, "'date' is a list"),
        ("document.meta", {"page": float("inf")}, "'page' is inf"),
        ("entities.0.colour", "red", "unknown field 'entities[0].colour'"),
        ("entities.0.type", "animal", "entities[0].type is not one of person, org, place, group, other: 'animal'"),
        ("entities.0.mentions", {}, "entities[0].mentions is not a list: {}"),
        ("entities.0.mentions.0.start", True, "entities[0].mentions[0].start is not of type int: True"),
        ("entities.0.mentions.0.end", 10**6, "a mention at"),
        ("entities.0", None, "entities[0] is not a mapping: None"),
        ("sentences.0", [1, 2, 3], "sentences[0] is not a list of 2"),
        ("sentences.0", [5, 2], "a sentence at 5 to 2, outside of its text"),
        ("attributions.0.content", [], "without content: attributions[0]"),
        ("attributions.0.reported_in", 99, "lacks attribution 99"),
        ("attributions.0.speaker.status", None, "attributions[0].speaker.status is not one of"),
        ("judgements.0.score", "high", "judgements[0].score is not of type float: 'high'"),
    ],
)
def test_anything_else_is_an_error_that_names_the_place(path: str, value: Any, said: str) -> None:
    data = example().to_dict()
    changed(path, value)(data)
    with pytest.raises(NewsanError) as caught:
        AnnotatedDocument.from_dict(data)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("data", [None, [], "{}", 1])
def test_what_is_no_mapping_is_an_error(data: Any) -> None:
    with pytest.raises(NewsanError, match="is a mapping, not"):
        AnnotatedDocument.from_dict(data)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5), st.data()
)
def test_odd_values_are_errors_and_never_anything_else(value: Any, data: st.DataObject) -> None:
    plain = example().to_dict()
    at: Any = plain
    while isinstance(at, dict | list) and at:
        keys = list(at) if isinstance(at, dict) else range(len(at))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or data.draw(st.booleans()):
            at[key] = value
            break
        at = at[key]
    try:
        doc = AnnotatedDocument.from_dict(plain)
    except NewsanError:
        return
    assert through_json(doc) == doc


def test_whole_numbers_of_other_programs_are_floats() -> None:
    data = example().to_dict()
    data["judgements"][0]["confidence"] = 1
    doc = AnnotatedDocument.from_dict(data)
    assert doc.judgements[0].confidence == 1.0
    assert type(doc.judgements[0].confidence) is float


def test_a_field_with_a_default_may_be_missing() -> None:
    data = example().to_dict()
    del data["furniture"]
    assert AnnotatedDocument.from_dict(data) == example()
