"""The errors that a user can mend; everything else that is raised is a bug."""

from __future__ import annotations

NO_MEMORY = "there is not enough memory for it"


class NewsanError(Exception):
    """A mistake of the user's, told in one line: what is wrong, where, and what to type next."""
