"""A real browser: the one installed, else Playwright's own, else Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INSTALLED = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
NONE = "No browser: install Chrome or Chromium, or run “.venv/bin/playwright install chromium”."


def find_browser(
    which: Callable[[str], str | None] = shutil.which,
    run: Callable[[list[str]], bool] = lambda command: _succeeds(command),
    downloaded: Callable[[], str] = lambda: _downloaded(),
    is_root: bool = os.name == "posix" and os.geteuid() == 0,
) -> str:
    """The path of a browser; installs one if need be. Raises SystemExit with one line."""
    installed = next((path for name in INSTALLED if (path := which(name))), None)
    if installed or Path(MAC).exists():
        return installed or MAC
    if Path(downloaded()).exists():
        return downloaded()
    if run([sys.executable, "-m", "playwright", "install", "chromium"]) and downloaded():
        return downloaded()
    if is_root and which("apt-get"):
        run(["apt-get", "update"])
        run(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
        found = which("chromium")
        if found:
            return found
    raise SystemExit(NONE)


def _succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return not done.returncode


def _downloaded() -> str:
    """Where Playwright's own browser is or would be."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


@contextmanager
def chrome() -> Iterator[Browser]:
    """A headless browser while the block runs."""
    from playwright.sync_api import Error, sync_playwright

    path = find_browser()
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root.
        arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        try:
            browser = playwright.chromium.launch(executable_path=path, args=arguments)
        except Error as error:
            raise SystemExit(f"{path} does not start: {error.message.splitlines()[0]}") from None
        try:
            yield browser
        finally:
            browser.close()
