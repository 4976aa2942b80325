"""Numbers by which other systems know somebody: their canonical form, and a soft check. DOMAIN §2.7.

Partners' papers contain errors, so nothing is refused: what does not fit is kept as given, with a sentence.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mentordesk.kernel.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_LETTER_WRONG = "The check letter does not match. Compare it with the paper; it is kept as given."


class IdentifierKind(Choice):
    """Whose number it is."""

    PNC = "pnc", "PNC ID"
    CRO = "cro", "CRO number"
    PRISON = "prison", "Prison number"
    CRN = "crn", "CRN (probation)"
    IOM = "iom", "IOM reference"
    OTHER = "other", "Other reference"


@dataclass(frozen=True)
class Checked:
    """An identifier as it is kept, and what is wrong with it, if anything is."""

    value: str
    says: str = ""


def check_identifier(kind: IdentifierKind, typed: str, today: date) -> Checked:
    """Return the canonical form of an identifier, or the text as typed with a sentence about it."""
    text = " ".join(typed.upper().split())
    checks: dict[IdentifierKind, Callable[[str, date], Checked]] = {
        IdentifierKind.PNC: _pnc,
        IdentifierKind.CRO: _cro,
        IdentifierKind.PRISON: _prison,
        IdentifierKind.CRN: _crn,
    }
    check = checks.get(kind)
    return check(text.replace(" ", ""), today) if check else Checked(" ".join(typed.split()))


def _pnc(text: str, today: date) -> Checked:
    if not (found := re.fullmatch(r"(\d{2,4})/?(\d{1,7})([A-Z])", text, re.ASCII)):
        return Checked(text, "A PNC ID looks like 2002/0073319Z.")
    year, serial, letter = found.groups()
    if "/" not in text:
        digits = text[:-1]
        short = len(text) < 12
        year, serial = (digits[:2], digits[2:]) if short else (digits[:4], digits[4:])
    if len(year) == 3 or not serial or len(serial) > 7:
        return Checked(text, "A PNC ID looks like 2002/0073319Z.")
    if len(year) == 2:
        century = 2000 if int(year) <= today.year % 100 else 1900
        year = f"{century + int(year)}"
    serial = serial.zfill(7)
    value = f"{year}/{serial}{letter}"
    fits = letter == _LETTERS[int(year[2:] + serial) % 23]
    return Checked(value, "" if fits else _LETTER_WRONG)


def _cro(text: str, _today: date) -> Checked:
    if found := re.fullmatch(r"SF(\d{2})/(\d{1,6})([A-Z])", text, re.ASCII):
        year, serial, letter = found.groups()
        fits = letter == _LETTERS[int(year + serial) % 23]
        return Checked(text, "" if fits else _LETTER_WRONG)
    if found := re.fullmatch(r"(\d{1,6})/(\d{2})([A-Z])", text, re.ASCII):
        serial, year, letter = found[1].zfill(6), found[2], found[3]
        fits = letter == _LETTERS[int(year + serial) % 23]
        return Checked(f"{serial}/{year}{letter}", "" if fits else _LETTER_WRONG)
    return Checked(text, "A CRO number looks like 065656/91H or SF05/482703J.")


def _prison(text: str, _today: date) -> Checked:
    fits = re.fullmatch(r"[A-Z]\d{4}[A-Z]{2}", text, re.ASCII)
    return Checked(text, "" if fits else "A prison number looks like A1234BC.")


def _crn(text: str, _today: date) -> Checked:
    fits = re.fullmatch(r"[A-Z]\d{6}", text, re.ASCII)
    return Checked(text, "" if fits else "A CRN looks like X123456.")


def postcode(typed: str) -> str:
    """Return a postcode in capitals with one space; anything else as typed, in capitals."""
    bare = "".join(typed.upper().split())
    if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", bare, re.ASCII):
        return f"{bare[:-3]} {bare[-3:]}"
    return " ".join(typed.upper().split())
