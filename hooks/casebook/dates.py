"""Dates as readers see them."""

from __future__ import annotations

import datetime
import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONG = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def long_date(value: str) -> str:
    """2018-12-03 -> 3 December 2018; 2018-12 -> December 2018; 2018 -> 2018."""
    parts = value.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def american_date(value: datetime.date, short: bool = False) -> str:
    """December 3, 2018; Dec. 3, 2018 if `short`, with the Bluebook's abbreviations."""
    month = MONTHS[value.month - 1]
    if short and len(month) > 4:
        month = "Sept." if month == "September" else f"{month[:3]}."
    return f"{month} {value.day}, {value.year}"


def parse_date(value: str) -> datetime.date | None:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD; None if there is no such day."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        return None
    try:
        return datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return None


def find_long_date(text: str) -> datetime.date | None:
    """The first date in the text that is written as 3 December 2018 and exists."""
    for found in LONG.finditer(text):
        try:
            return datetime.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
        except ValueError:
            continue
    return None
