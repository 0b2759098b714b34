"""Which browser the tests take."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.diagrams import browser as chrome

from .chrome import find_browser


@pytest.fixture(autouse=True)
def _no_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chrome, "MAC", "/nowhere")


def test_takes_what_is_installed() -> None:
    assert find_browser(which={"chromium": "/usr/bin/chromium"}.get) == "/usr/bin/chromium"


def test_takes_what_playwright_has(tmp_path: Path) -> None:
    own = tmp_path / "chrome"
    own.touch()
    assert find_browser(which=lambda _: None, downloaded=lambda: str(own)) == str(own)


def test_downloads_with_playwright(tmp_path: Path) -> None:
    own = tmp_path / "chrome"

    def run(command: list[str]) -> bool:
        if command[-2:] == ["install", "chromium"] and "playwright" in command:
            own.touch()
            return True
        return False

    assert find_browser(lambda _: None, run, lambda: str(own), is_root=False) == str(own)


def test_installs_debians_as_root(tmp_path: Path) -> None:
    installed: dict[str, str] = {"apt-get": "/usr/bin/apt-get"}

    def run(command: list[str]) -> bool:
        if command[0] == "apt-get":
            installed["chromium"] = "/usr/bin/chromium"
        return command[0] == "apt-get"

    nowhere = str(tmp_path / "none")
    found = find_browser(installed.get, run, lambda: nowhere, is_root=True)
    assert found == "/usr/bin/chromium"


def test_says_in_one_line_that_there_is_none(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none")
    with pytest.raises(SystemExit, match=r"^No browser: install Chrome .*$"):
        find_browser(lambda _: None, lambda _: False, lambda: nowhere, is_root=True)
