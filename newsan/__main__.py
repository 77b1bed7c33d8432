"""``python -m newsan``: the same as the ``newsan`` command."""

from __future__ import annotations

from cli.start import main

if __name__ == "__main__":
    main()
