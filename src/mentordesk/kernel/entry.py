"""Reading money, times, durations and numbers as people type them; None when the text is not one."""

import re
from datetime import time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation


def parse_money(text: str) -> int | None:
    """Read `12.5`, `£1,200`, `75p` as whole pence; fractions of a penny are refused."""
    words = text.replace(" ", "").replace(",", "").lower()
    pence = words.endswith("p")
    words = words.removesuffix("p").replace("-£", "-", 1).removeprefix("£")
    if not re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", words, re.ASCII):
        return None
    try:
        amount = Decimal(words) * (1 if pence else 100)
    except InvalidOperation:
        return None
    return int(amount) if amount == amount.to_integral_value() and abs(amount) < 10**14 else None


def parse_time(text: str) -> time | None:
    """Read `9:30`, `930am`, `14.05`, `2pm`."""
    words = text.replace(" ", "").lower()
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", words, re.ASCII)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_duration(text: str) -> int | None:
    """Read `1h15`, `1h 15m`, `1:15`, `75`, `1.5 hours` as minutes."""
    words = text.replace(" ", "").lower()
    if found := re.fullmatch(r"(\d{1,4})(?:m|mins?|minutes?)?", words, re.ASCII):
        return int(found[1])
    if found := re.fullmatch(r"(\d{1,3})(?::|h|hours?|hrs?)(\d{1,2})?(?:m|mins?|minutes?)?", words, re.ASCII):
        return int(found[1]) * 60 + int(found[2] or 0) if int(found[2] or 0) < 60 else None
    if found := re.fullmatch(r"(\d{1,3}\.\d{1,2})(?:h|hours?|hrs?)", words, re.ASCII):
        return int((Decimal(found[1]) * 60).to_integral_value(ROUND_HALF_UP))
    return None


def parse_whole(text: str) -> int | None:
    """Read a whole number, with commas or without."""
    words = text.strip().replace(",", "")
    return int(words) if re.fullmatch(r"-?\d{1,15}", words, re.ASCII) else None


def parse_miles(text: str) -> int | None:
    """Read `12`, `12.5`, `12.5 miles` as tenths of a mile; finer than that is refused."""
    words = text.replace(" ", "").replace(",", "").lower()
    found = re.fullmatch(r"(\d{1,5})(?:\.(\d))?(?:mi|miles?)?", words, re.ASCII)
    return int(found[1]) * 10 + int(found[2] or 0) if found else None
