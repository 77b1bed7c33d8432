"""How the libraries below numpy are kept from starting a thread for each core; a module that loads at no cost."""

from __future__ import annotations

from collections.abc import MutableMapping

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def keep_to_one_thread(environment: MutableMapping[str, str]) -> None:
    """Set the variables in an environment, unless the user did; they are read when numpy is imported.

    Over matrices of a few rows the threads only wait for one another: on two cores with other work on them, reading
    took 5.4 to 7.2 seconds of the processor with them and 1.7 without.
    """
    for name in ONE_THREAD:
        environment.setdefault(name, "1")
