"""Linking mentions into actors: cases in ``cases/actors.json``, and what must hold for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import EntityType, Mention
from newsan.language.actors.link import link
from tests.actor_cases import CASES, actors_of, cases_with

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


@pytest.mark.parametrize("case", cases_with("actors"))
def test_case(case: dict[str, Any]) -> None:
    found = {
        actor.name: (actor.type, [case["text"][m.start : m.end] for m in actor.mentions], actor.ambiguous)
        for actor in actors_of(case)
    }
    for expected in case["actors"]:
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
    actors = link(text, mentions, [(0, len(text))])
    assert sorted((m.start, m.end) for actor in actors for m in actor.mentions) == [(m.start, m.end) for m in mentions]
    assert [actor.mentions[0].start for actor in actors] == sorted(actor.mentions[0].start for actor in actors)
    assert all(actor.name and list(actor.mentions) == sorted(actor.mentions, key=lambda m: m.start) for actor in actors)


def test_no_mentions_no_actors() -> None:
    assert link("Nothing here.", [], [(0, 13)]) == ()


def test_equal_full_names_are_one_actor_however_far_apart() -> None:
    text = "Ada Crane. " + "Rain fell. " * 500 + "Ada Crane."
    places = [0, text.rindex("Ada")]
    (actor,) = link(text, [Mention(p, p + 9, "person", 0.9) for p in places], [(0, len(text))])
    assert len(actor.mentions) == 2
