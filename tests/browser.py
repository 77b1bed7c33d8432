"""Debian's Chromium, as a reader has it; tests that need it are skipped without it, and fail where ``CI`` is set."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM, DRIVER = "chromium", "chromedriver"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--no-first-run",
)  # fmt: skip
PLACES = (os.environ.get("AXE"), "node_modules/axe-core/axe.min.js")
"""Where axe-core may be; ``.ci/run`` installs it from npm. It is under the MPL and is no part of newsan."""


@contextmanager
def browser(width: int = 1280, height: int = 900, dark: bool = False) -> Iterator[Chrome]:
    """A browser with a window of this size."""
    if not (shutil.which(CHROMIUM) and shutil.which(DRIVER)):
        absent("chromium and chromium-driver are not installed (apt-get install chromium chromium-driver)")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = str(shutil.which(CHROMIUM))
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which(DRIVER)))
    try:
        resize(driver, width, height)
        if dark:
            feature = {"name": "prefers-color-scheme", "value": "dark"}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        yield driver
    finally:
        driver.quit()


def resize(driver: Chrome, width: int, height: int, scale: float = 1) -> None:
    """Give the page a window of this size; with ``scale`` as if the reader had zoomed in so far."""
    size = {"width": round(width / scale), "height": round(height / scale)}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": scale, "mobile": False})


def requests_of(driver: Chrome) -> list[str]:
    """What the page has asked for since the last look, by any protocol but that of files."""
    import json

    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]  # type: ignore[no-untyped-call]
    sent = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith("file:")]


def axe() -> str:
    """The text of axe-core, which finds faults of accessibility."""
    for place in filter(None, PLACES):
        if Path(place).is_file():
            return Path(place).read_text("utf-8")
    absent("axe-core is not installed (npm install axe-core)")


def faults(driver: Chrome) -> list[Any]:
    """The serious and critical faults that axe-core finds on the page."""
    import json

    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe()})
    found = driver.execute_cdp_cmd(
        "Runtime.evaluate",
        {"expression": "axe.run().then(found => JSON.stringify(found.violations))", "awaitPromise": True},
    )
    rows = json.loads(found["result"]["value"])
    return [(row["id"], row["nodes"][0]["html"]) for row in rows if row["impact"] in ("serious", "critical")]


def absent(why: str) -> NoReturn:
    """Skip the test, or fail where it must run."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
