"""The README's picture of the example report: the first screen of Chromium.

python -m docs.picture build/report.html
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser import browser

PICTURE = Path(__file__).parent / "newsan-report.png"
WIDTH, HEIGHT = 1280, 760
MOST_BYTES = 300_000


def main(report: str) -> None:
    """Write the picture."""
    with browser(WIDTH, HEIGHT) as driver:
        driver.get(Path(report).resolve().as_uri())
        driver.save_screenshot(str(PICTURE))
    size = PICTURE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{PICTURE} has {size:,} bytes, more than {MOST_BYTES:,}")
    print(f"{PICTURE}: {size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
