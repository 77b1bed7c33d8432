"""Countries and the words for their people."""

from __future__ import annotations

import pytest

from newsan.language.entities.demonyms import country_of, demonym_country, place_name
from newsan.language.lexicon.lookup import table


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("american", "United States"),
        ("U.S.", "United States"),
        ("Britain", "United Kingdom"),
        ("Britons", "United Kingdom"),
        ("Dutch", "Netherlands"),
        ("Chinese", "China"),
        ("Frenchmen", "France"),
        ("Argentine", "Argentina"),
        ("New  Zealanders", "New Zealand"),
        ("Paris", None),
        ("", None),
        ("Republican", None),
    ],
)
def test_country_of(word: str, country: str | None) -> None:
    assert country_of(word) == country


def test_a_country_is_no_demonym() -> None:
    assert demonym_country("Russia") is None
    assert demonym_country("Russian") == "Russia"


def test_every_country_is_its_own() -> None:
    assert {country: country_of(country) for country in table("demonyms")} == {c: c for c in table("demonyms")}


def test_place_names_are_names_of_themselves() -> None:
    assert all(place_name(place_name(name)) == place_name(name) for names in table("places").values() for name in names)
