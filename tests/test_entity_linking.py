"""Linking mentions into entities: cases in ``cases/entity_linking.json``, and what must hold for any text."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import patterns
from newsan.document import Mention
from newsan.language.entities.link import link
from newsan.language.entities.persons import NEAREST
from newsan.values import EntityType
from tests.entity_cases import CASES, cases_with, entities_of

TYPES: tuple[EntityType, ...] = ("person", "org", "place", "group", "other")
NAMES = st.sampled_from(
    [
        "Ada Crane",
        "Crane",
        "Mr. Crane",
        "Ada",
        "U.S.",
        "US",
        "Russia",
        "Russians",
        "Halberg Group",
        "Halberg",
        "HG",
        "(",
        "'s",
        "\ud800",
        "é",
    ]
)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80
    assert len({case["label"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", cases_with("entities"))
def test_case(case: dict[str, Any]) -> None:
    found = {
        entity.name: (entity.type, [case["text"][m.start : m.end] for m in entity.mentions], entity.ambiguous)
        for entity in entities_of(case)
    }
    for expected in case["entities"]:
        wanted = (expected["type"], expected["mentions"], expected.get("ambiguous", False))
        assert found.get(expected["name"]) == wanted, found


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    """Names with words between them, and a mention for each."""
    text, mentions = "", []
    for name, kind, gap in draw(
        st.lists(st.tuples(NAMES, st.sampled_from(TYPES), st.sampled_from([" and ", ". ", "\n\n", " (", ")"])))
    ):
        mentions.append(Mention(len(text), len(text) + len(name), kind, 0.5))
        text += name + gap
    return text, mentions


@given(marked_texts())
def test_every_mention_belongs_to_one_actor(marked: tuple[str, list[Mention]]) -> None:
    text, mentions = marked
    entities = link(text, mentions, [(0, len(text))])
    assert sorted((m.start, m.end) for entity in entities for m in entity.mentions) == [
        (m.start, m.end) for m in mentions
    ]
    assert [entity.mentions[0].start for entity in entities] == sorted(entity.mentions[0].start for entity in entities)
    assert all(
        entity.name and list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.start) for entity in entities
    )


def test_no_mentions_no_actors() -> None:
    assert link("Nothing here.", [], [(0, 13)]) == ()


def test_equal_full_names_are_one_actor_however_far_apart() -> None:
    text = "Ada Crane. " + "Rain fell. " * 500 + "Ada Crane."
    places = [0, text.rindex("Ada")]
    (entity,) = link(text, [Mention(p, p + 9, "person", 0.9) for p in places], [(0, len(text))])
    assert len(entity.mentions) == 2


def test_equal_full_names_are_one_actor_however_many_share_the_surname() -> None:
    names = ["Ada Crane", *(f"{patterns.name(i)} Crane" for i in range(2 * NEAREST)), "Ada Crane", "Crane"]
    text, starts = "", []
    for one in names:
        starts.append(len(text))
        text += f"{one} met us.\n"
    mentions = [Mention(start, start + len(one), "person", 0.9) for start, one in zip(starts, names, strict=True)]
    entities = link(text, mentions, [(start, start + 1) for start in starts])
    assert [mention.start for mention in entities[0].mentions] == [0, *starts[-2:]]
    assert len(entities) == 1 + 2 * NEAREST


@pytest.mark.parametrize(
    "text",
    ["al-" * 5_000 + "Nuri", "A" + "-" * 50_000 + "b", "Minister " * 500 + "Ek", "’’’", "-", "Mr.\f’s,", "the ’s"],
)
def test_odd_names_are_names(text: str) -> None:
    for kind in get_args(EntityType):
        (entity,) = link(text, [Mention(0, len(text), kind, 0.9)], [(0, len(text))])
        assert entity.name
