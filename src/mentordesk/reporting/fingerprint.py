"""Fingerprints: a short code that two copies of a report share only if they say the same."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date

GROUPS = 4


def fingerprint(*content: object) -> str:
    """Return the SHA-256 of what a report prints, as 64 hexadecimal digits.

    Content is dataclasses, containers, texts, numbers, dates and bytes, each written in one fixed way.
    """
    written = json.dumps(content, default=_plain, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def short_fingerprint(digits: str) -> str:
    """Return the first digits in groups, as printed: "4F2A-91C0-77AB-03D5"."""
    return "-".join(digits[at : at + 4] for at in range(0, GROUPS * 4, 4)).upper()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"a fingerprint cannot be taken of {type(value).__name__}")
