"""A speaker as a person writes one: a name, a description, a pronoun, or nobody."""

from __future__ import annotations

NOBODY = "nobody"
NO_ONE = frozenset({NOBODY, "-", "none", "no one", "unattributed"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "you", "i"})


def speaker_and_status(given: str) -> tuple[str | None, str]:
    """The speaker and the status: a name begins with a capital letter, a description of somebody without one does not.

    >>> speaker_and_status("Ann Lee"), speaker_and_status("a spokesman"), speaker_and_status("")
    (('Ann Lee', 'named'), ('a spokesman', 'unnamed'), (None, 'unattributed'))
    """
    if not given or given.casefold() in NO_ONE:
        return None, "unattributed"
    if given.casefold() in PRONOUNS:
        return given, "unresolved"
    letter = next((sign for sign in given.removeprefix("The ") if sign.isalpha()), "")
    return given, "named" if letter.isupper() else "unnamed"
