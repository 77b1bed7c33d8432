"""Whom "he", "the mayor" and "the network" mean, inside what somebody says and outside."""

from __future__ import annotations

from typing import Any

import pytest

from newsan.language.index import index_of
from newsan.language.layout.page import page
from newsan.language.speakers.resolve import resolve
from newsan.language.stance.targets import meant, stand_ins
from tests.documents import annotated
from tests.entity_cases import reader_of


def person(name: str, *mentions: str) -> dict[str, Any]:
    return {"name": name, "type": "person", "mentions": list(mentions or (name,))}


def said(source: str, *content: str) -> dict[str, Any]:
    return {"source": source, "content": list(content)}


def targets(text: str, entities: list[dict[str, Any]], attributions: list[dict[str, Any]]) -> list[str | None]:
    """Whom each stand-in of a text means."""
    doc = annotated(text, entities, attributions)
    resolved = resolve(index_of(page(text), doc.entities), doc.attributions, read=reader_of(text))
    spans = stand_ins(text, (0, len(text)))
    return [meant(resolved, span) for span in spans]


EK, LEE = person("Bo Ek"), person("Ann Lee")


@pytest.mark.parametrize(
    ("text", "entities", "attributions", "expected"),
    [
        (
            "Bo Ek, the drummer, died. “He was a joy,” said Karl Ott.",
            [EK, person("Karl Ott")],
            [said("Karl Ott", "“He was a joy,”")],
            ["Bo Ek", "Bo Ek"],
        ),
        ("Bo Ek fell. Ann Lee said he lied.", [EK, LEE], [said("Ann Lee", "he lied")], ["Bo Ek"]),
        (
            "Max Roth fell. Karl Ott said he lied.",
            [person("Max Roth"), person("Karl Ott")],
            [said("Karl Ott", "he lied")],
            [None],
        ),
        ("“He lied,” said Ann Lee.", [LEE], [said("Ann Lee", "“He lied,”")], [None]),
        ("Bo Ek left. He wept.", [EK], [], ["Bo Ek"]),
    ],
    ids=[
        "the one whom the article is about",
        "a woman is not he",
        "a reported he may be the speaker",
        "nobody has been named",
        "outside of what is said",
    ],
)
def test_whom_a_pronoun_means(
    text: str, entities: list[dict[str, Any]], attributions: list[dict[str, Any]], expected: list[str | None]
) -> None:
    assert targets(text, entities, attributions) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the mayor of lying", "Bo Ek"),
        ("the former mayor of lying", "Bo Ek"),
        ("the mayor's friends of lying", None),
        ("the baker of lying", None),
        ("the treasurer of lying", None),
    ],
    ids=["the only mayor", "with another word", "an owner", "nobody is called so", "who speaks is not meant"],
)
def test_whom_a_description_means(content: str, expected: str | None) -> None:
    text = f"Mayor Bo Ek and Treasurer Ann Lee met. Ann Lee accused {content}."
    found = targets(text, [EK, person("Ann Lee", "Ann Lee", "Ann Lee#2")], [said("Ann Lee#2", content)])
    assert [name for name in found if name] == ([expected] if expected else [])


def test_a_description_of_two_people_leaves_it_open() -> None:
    text = "Senator Bo Ek met Senator Max Roth. Ann Lee accused the senator of lying."
    entities = [EK, person("Max Roth"), LEE]
    assert targets(text, entities, [said("Ann Lee", "the senator of lying")]) == [None]


def test_a_given_name_of_the_other_gender_is_not_meant() -> None:
    text = "Mary Ek played. Mary Ek sang. Mary Ek wrote. “He was a joy,” said Ann Lee."
    entities = [person("Mary Ek", "Mary Ek", "Mary Ek#2", "Mary Ek#3"), LEE]
    assert targets(text, entities, [said("Ann Lee", "“He was a joy,”")]) == [None]


def test_two_who_are_about_equally_likely_leave_it_open() -> None:
    text = "Ann Lee wrote to Max Roth and Tom Hill. “He lied,” said Ann Lee."
    entities = [person("Max Roth"), person("Tom Hill"), person("Ann Lee", "Ann Lee", "Ann Lee#2")]
    assert targets(text, entities, [said("Ann Lee#2", "“He lied,”")]) == [None]


def test_he_or_she_is_anybody() -> None:
    assert (
        targets(
            "Bo Ek died. “He or she was a joy,” said Ann Lee.", [EK, LEE], [said("Ann Lee", "“He or she was a joy,”")]
        )
        == []
    )


def test_where_the_learned_weights_find_another_likelier_nobody_is_meant() -> None:
    text = "Bo Ek called Tom Hill a fool. Max Roth challenged Bo Ek about Tom Hill. “He is no fool,” Max Roth said."
    entities = [person(name, name, f"{name}#2") for name in ("Bo Ek", "Tom Hill", "Max Roth")]
    assert targets(text, entities, [said("Max Roth#2", "“He is no fool,”")]) == [None]
