"""Drafts of mentors and of postcode districts, and what is wrong with them, field by field."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.districts import district_of
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.volunteers import DbsDecision, Gender, SettingLevel

LONGEST_NAME = 200
LARGEST_CASELOAD = 50
FARTHEST = 1_300_000
"""Metres: no place of the national grid has a larger northing or easting."""


@dataclass(frozen=True)
class ConflictDraft:
    """A mentee whom a mentor must not mentor, and why."""

    mentee_id: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class MentorDraft:
    """A mentor as somebody fills the form in."""

    name: str = ""
    postcode: str = ""
    area: str = ""
    times: tuple[PartOfWeek, ...] = ()
    languages: str = ""
    interests: str = ""
    skills: str = ""
    lived_experience: str = ""
    gender: Gender | None = None
    mentee_gender: Gender | None = None
    caseload_limit: int | None = 1
    dbs_decision: DbsDecision | None = None
    dbs_date: date | None = None
    references_date: date | None = None
    training_date: date | None = None
    setting_level: SettingLevel | None = None
    lone_working: bool = False
    conflicts: tuple[ConflictDraft, ...] = ()


@dataclass(frozen=True)
class DistrictDraft:
    """Where a postcode district lies on the national grid, in metres."""

    code: str = ""
    northing: int | None = None
    easting: int | None = None


@dataclass(frozen=True)
class DistrictsDraft:
    """All districts whose place is known."""

    districts: tuple[DistrictDraft, ...] = ()


def mentor_problems(draft: MentorDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a mentor, by field."""
    problems = {}
    if not any(letter.isalpha() for letter in draft.name):
        problems["name"] = "Give the mentor's name."
    elif len(draft.name.strip()) > LONGEST_NAME:
        problems["name"] = f"Use at most {LONGEST_NAME} characters."
    if draft.postcode.strip() and not district_of(draft.postcode):
        problems["postcode"] = "This is no postcode. Try NB4 2XY, or only NB4."
    if draft.caseload_limit is None or not 0 <= draft.caseload_limit <= LARGEST_CASELOAD:
        problems["caseload_limit"] = f"Give a number from 0 to {LARGEST_CASELOAD}."
    for name in ("dbs_date", "references_date", "training_date"):
        day: date | None = getattr(draft, name)
        if day and day > today:
            problems[name] = "This date has not come yet."
    if draft.dbs_decision is not None and draft.dbs_date is None:
        problems["dbs_date"] = "Give the date of the decision."
    elif draft.dbs_date is not None and draft.dbs_decision is None:
        problems["dbs_decision"] = "Choose what was decided."
    if found := _conflict_problem(draft.conflicts):
        problems["conflicts"] = found
    return problems


def _conflict_problem(conflicts: tuple[ConflictDraft, ...]) -> str:
    numbers = [each.mentee_id for each in conflicts]
    if any(number is None for number in numbers):
        return "Choose the mentee of each conflict, or remove the row."
    return "The same mentee is named twice." if len(set(numbers)) < len(numbers) else ""


def district_problems(draft: DistrictsDraft) -> dict[str, str]:
    """Return what is wrong with the districts, naming the first row."""
    seen = set()
    for number, each in enumerate(draft.districts, start=1):
        code = each.code.strip().upper()
        if not code or district_of(code) != code:
            return {"districts": f"District {number} is no postcode district. Try NB4."}
        if code in seen:
            return {"districts": f"{code} is there twice."}
        if each.northing is None or each.easting is None:
            return {"districts": f"Give the northing and the easting of {code}."}
        if max(each.northing, each.easting) > FARTHEST or min(each.northing, each.easting) < 0:
            return {"districts": f"{code} would lie outside the national grid. Give whole metres."}
        seen.add(code)
    return {}
