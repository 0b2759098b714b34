"""Lighthouse's mobile run of a page, where Node is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass

from .chrome import find_browser

PACKAGE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = ("--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@dataclass(frozen=True)
class Run:
    scores: tuple[int, ...]
    """From 0 to 100, in the order of CATEGORIES."""
    paint: float
    """Largest contentful paint on its simulated telephone, in seconds."""
    faults: tuple[str, ...]
    """Names of the audits that cost points."""


def command() -> list[str] | None:
    """What starts it: the program named by LIGHTHOUSE, an installed one, or npx. None: no Node."""
    named = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if named:
        return [named]
    npx = shutil.which("npx")
    return [npx, "--yes", PACKAGE] if npx else None


def run(start: list[str], address: str) -> Run:
    """One run. Raises SystemExit with Lighthouse's own words when it fails."""
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    done = subprocess.run(
        [
            *(*start, address, "--quiet", "--output=json", "--output-path=stdout"),
            *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(flags)}"),
        ],
        env={**os.environ, "CHROME_PATH": find_browser()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse: {done.stderr.strip() or done.stdout.strip()}")
    found = json.loads(done.stdout)
    audits = found["audits"]
    scores = tuple(round(100 * (found["categories"][one]["score"] or 0)) for one in CATEGORIES)
    counted = {
        audit["id"]
        for name in CATEGORIES
        for audit in found["categories"][name]["auditRefs"]
        if audit["weight"]
    }
    return Run(
        scores,
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        tuple(
            sorted(one for one in counted if (audits[one]["score"] or 0) < 0.9)
            if min(scores) < 100
            else ()
        ),
    )
