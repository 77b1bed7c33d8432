"""The country that a word for a people belongs to: "Russian" → Russia."""

from __future__ import annotations

from newsan.language.lexicon.lookup import lookup


def country_of(name: str) -> str | None:
    """The country of a demonym, or of any name of a country, as newsan calls it; None for everything else.

    The answer is the same for all words of one country, so two names belong together when their answers are equal.
    Words of regions and peoples that news treats like countries (Kurdish, European) have an answer too.

    >>> country_of("Russians"), country_of("U.S."), country_of("American"), country_of("Paris")
    ('Russia', 'United States', 'United States', None)
    """
    return demonym_country(name) or _country(place_name(name))


def demonym_country(name: str) -> str | None:
    """The country of a demonym only: a country's own name gives None.

    >>> demonym_country("Frenchmen"), demonym_country("France")
    ('France', None)
    """
    word = " ".join(name.casefold().split())
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        country = lookup("demonyms").get(form)
        if country and country.casefold() != form:
            return country
    return None


def place_name(name: str) -> str:
    """The common name of a place that has several ("U.K." → United Kingdom), or the name itself.

    >>> place_name("U.K."), place_name("Kiev"), place_name("Leeds")
    ('United Kingdom', 'Kyiv', 'Leeds')
    """
    word = " ".join(name.split())
    return lookup("places").get(word.casefold().removeprefix("the ")) or lookup("places").get(word.casefold(), word)


def _country(name: str) -> str | None:
    country = lookup("demonyms").get(name.casefold())
    return country if country and country.casefold() == name.casefold() else None
