"""Paper sheets: their codes, the order of what stands on them, and what may be asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.kernel.formats import count_of
from mentordesk.records.sheets import SheetState

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Thirty-one signs, none of which is taken for another: no 0 or O, no 1, I or L."""
LENGTH = 6
"""Signs of a code, the last of which checks the others."""
CODES = len(ALPHABET) ** (LENGTH - 1)
"""How many codes there are."""
MOST = 100
"""Sheets that are printed at once at most."""

LINES = (
    ("mentee", "Who"),
    ("session_date", "Date"),
    ("start_time", "Start"),
    ("minutes", "How long"),
    ("mentor", "Mentor"),
    ("place", "Where"),
    ("how", "How"),
    ("status", "Did it happen?"),
    ("caller", "If it did not: by whom"),
    ("reason_id", "If it did not: why"),
    ("reason_words", "More about why"),
    ("summary", "What you did"),
    ("response", "How they responded"),
    ("strengths", "Strengths you saw"),
    ("next_plans", "Plans for next time"),
    ("pathways", "Pathways you touched"),
    ("journey", "Journey: from and to"),
    ("miles_tenths", "Miles"),
    ("fares_pence", "Fares"),
    ("travel_minutes", "Travel time"),
)
"""What stands on a sheet, in the order in which it is keyed in: the field and what the paper calls it."""
LABELS = {name: f"{number}. {label}" for number, (name, label) in enumerate(LINES, start=1)}
"""What the paper and the form call each field, with its number."""


@dataclass(frozen=True)
class BlankDraft:
    """How many blank sheets to print."""

    count: int | None = 10


@dataclass(frozen=True)
class WeekDraft:
    """The planned sessions of a week at a place, to be printed."""

    place: str = ""
    week_date: date | None = None
    initials_only: bool = False


@dataclass(frozen=True)
class SettleDraft:
    """What became of a sheet that did not come back."""

    state: SheetState | None = None
    settled_date: date | None = None


@dataclass(frozen=True)
class CodeDraft:
    """The code of a sheet as somebody typed it."""

    code: str = ""


def code_of(number: int) -> str:
    """Return the code of a number below `CODES`.

    Signs count 1, 2, 3 … times their place, which adds up to a multiple of 31 with the last one. As 31 is a
    prime, one wrong sign changes the sum, and so does a swap of any two that differ.
    """
    signs = []
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        signs.append(place)
    last = -_sum(signs) * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)
    return "".join(ALPHABET[place] for place in (*signs, last))


def written(code: str) -> str:
    """Return a code as it is printed: "K7M 2PX"."""
    return f"{code[:3]} {code[3:]}"


def bare(typed: str) -> str:
    """Return what was typed without spaces and hyphens, in capitals."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def code_problem(typed: str) -> str:
    """Return what is wrong with a code, or nothing."""
    code = bare(typed)
    if not code:
        return "Type the code at the top of the sheet."
    if len(code) != LENGTH:
        return f"A code has {LENGTH} letters and digits. This has {len(code)}."
    strange = sorted({sign for sign in code if sign not in ALPHABET})
    if strange:
        return f"No code has {' or '.join(strange)} in it. Look at the sheet again."
    if _sum([ALPHABET.index(sign) for sign in code]) % len(ALPHABET):
        return "One letter or digit is wrong, or two are swapped. Look at the sheet again."
    return ""


def blank_problems(draft: BlankDraft) -> dict[str, str]:
    """Return what is wrong with a number of blank sheets."""
    if draft.count is None or not 1 <= draft.count <= MOST:
        return {"count": f"Give a number from 1 to {MOST}."}
    return {}


def week_problems(draft: WeekDraft) -> dict[str, str]:
    """Return what is missing before the sheets of a week are printed."""
    problems = {}
    if not draft.place.strip():
        problems["place"] = "Choose the place."
    if draft.week_date is None:
        problems["week_date"] = "Give a day of the week."
    return problems


def settle_problems(draft: SettleDraft, printed: date, today: date) -> dict[str, str]:
    """Return what is wrong with what became of a sheet."""
    problems = {}
    if draft.state not in {SheetState.LOST, SheetState.NOT_USED}:
        problems["state"] = "Say whether it is lost or was not used."
    if draft.settled_date is None:
        problems["settled_date"] = "Give the date."
    elif draft.settled_date > today:
        problems["settled_date"] = "This day has not come yet."
    elif draft.settled_date < printed:
        problems["settled_date"] = "This is before the sheet was printed."
    return problems


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def age_words(printed: date, today: date) -> str:
    """Return for how long a sheet has been out."""
    days = (today - printed).days
    return "Today" if days <= 0 else count_of(days, "day")


def _sum(places: list[int]) -> int:
    return sum(weight * place for weight, place in enumerate(places, start=1))
