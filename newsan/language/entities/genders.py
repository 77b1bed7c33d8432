"""The gender that a title, a role or a given name gives away; only ever used to rule people out."""

from __future__ import annotations

from typing import Literal

from newsan.language.entities.names import person_name
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import words

Gender = Literal["male", "female"]


def gender_of_title(title: str) -> Gender | None:
    """The gender that a title gives away.

    >>> gender_of_title("Mrs."), gender_of_title("Senator")
    ('female', None)
    """
    return _listed("titles", title.casefold())


def gender_of_noun(noun: str) -> Gender | None:
    """The gender of a role or relative.

    >>> gender_of_noun("spokeswoman"), gender_of_noun("brother"), gender_of_noun("minister")
    ('female', 'male', None)
    """
    return _listed("roles", noun)


def gender_of_given_name(name: str) -> Gender | None:
    """The gender of a full name by its first word; None for a single word and for names of both genders.

    >>> gender_of_given_name("Maria Zakharova"), gender_of_given_name("Kim Jones")
    ('female', None)
    """
    plain, parts = fold(name).split(), person_name(name).words
    if len(plain) < 2 or not parts:
        return None
    genders = (_listed("given_names", word) for word in (plain[0], parts[0], plain[0].split("-")[0]))
    return next((gender for gender in genders if gender), None)


def _listed(name: str, word: str) -> Gender | None:
    if word in words(name, "male"):
        return "male"
    return "female" if word in words(name, "female") else None
