"""What other packages import beside what newsan needs of them; a module that loads at no cost."""

from __future__ import annotations

import sys


def leave_out_scikit_learn() -> None:
    """Keep nltk from importing scikit-learn, and pandas with it, where they are installed.

    For a process that is newsan's own: afterwards nothing in it can import scikit-learn, which only a classifier of
    nltk's uses.  Where it is installed, the first text costs 0.6 seconds and 90 MB less.
    """
    sys.modules.setdefault("sklearn", None)  # type: ignore[arg-type]  # None means that it cannot be imported
