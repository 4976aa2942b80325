"""Why a mentor must not meet a mentee: rules that exclude, each with a sentence. Nothing outweighs them."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.districts import area_letters, district_of, named_districts
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.text import fold
from mentordesk.records.justice import Setting
from mentordesk.records.matching import MenteeFacts, MentorFacts
from mentordesk.records.volunteers import DbsDecision, SettingLevel

_HIGH = frozenset({"high", "severe"})


@dataclass(frozen=True)
class Safety:
    """What the safety rules say: `why` excludes; `unchecked` must be looked at before a meeting."""

    why: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()


def safety(mentee: MenteeFacts, mentor: MentorFacts, today: date) -> Safety:
    """Return why a mentor must not meet a mentee, capacity apart, and what could not be checked."""
    where_why, where_unchecked = _where(mentee, mentor)
    why = (
        *([] if mentor.active else ["They do not mentor at present."]),
        *clearance(mentor, today),
        *_setting(mentee, mentor, today),
        *where_why,
        *_people(mentee, mentor),
        *_lone_working(mentee, mentor),
    )
    unknown = ["It is not known whether this person is in custody or in the community."]
    return Safety(why, (*(unknown if mentee.setting is None else []), *where_unchecked))


def caseload_words(mentor: MentorFacts, mentee_id: int) -> str:
    """Say that a mentor has no room for one more mentee; nothing when there is room."""
    held = len(mentor.mentees - {mentee_id})
    if held < mentor.caseload_limit:
        return ""
    limit = f"the limit is {mentor.caseload_limit:,}"
    return f"They have {count_of(held, 'mentee')} already; {limit}."


def clearance(mentor: MentorFacts, today: date) -> tuple[str, ...]:
    """Return what a mentor is not cleared for yet, as sentences; nothing when everything is in place."""
    level = ["Not cleared for custody or the community yet."] if mentor.setting_level is None else []
    return (*_clearance(mentor, today), *level)


def meeting_district(mentee: MenteeFacts, mentor: MentorFacts) -> str:
    """Return where the two would meet: as agreed, else near the mentee, else near the mentor."""
    places = (mentee.meeting_postcode, mentee.postcode, mentor.postcode)
    return next((found for each in places if (found := district_of(each))), "")


def risk_asks(mentee: MenteeFacts) -> str:
    """Say why only a mentor who is allowed to work alone may meet somebody; nothing when it need not be."""
    if mentee.mappa:
        return "MAPPA applies"
    if _HIGH & set(fold(mentee.risk_level).replace("-", " ").split()):
        return "the risk was given as high"
    return "it was asked for when the wishes were written" if mentee.lone_working else ""


def _clearance(mentor: MentorFacts, today: date) -> list[str]:
    why = []
    if mentor.dbs_decision is DbsDecision.NOT_CLEARED:
        why.append("Not cleared after the DBS check.")
    elif mentor.dbs_decision is None or not _has_come(mentor.dbs_date, today):
        why.append("No decision on a DBS check yet.")
    if not _has_come(mentor.references_date, today):
        why.append("References are not in yet.")
    if not _has_come(mentor.training_date, today):
        why.append("Training is not finished yet.")
    return why


def _has_come(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _setting(mentee: MenteeFacts, mentor: MentorFacts, today: date) -> list[str]:
    if mentee.setting is not Setting.CUSTODY:
        return []
    if mentor.setting_level is SettingLevel.COMMUNITY:
        return ["This person is in custody, and the mentor is not cleared for custody."]
    why = _prison(mentee.place, mentor, today) if mentee.place else ""
    return [why] if why else []


def _prison(place: str, mentor: MentorFacts, today: date) -> str:
    """Say why a mentor may not work in a prison; nothing when they may."""
    here = [each for each in mentor.prisons if each.key == fold(place)]
    if not here:
        return f"This person is in {place}, and the mentor is not cleared for it."
    if any(_has_come(each.granted_date, today) and (each.to_date or today) >= today for each in here):
        return ""
    ended = max((each.to_date for each in here if each.to_date), default=None)
    if ended is not None and ended < today:
        return f"The mentor's clearance for {place} ran until {long_date(ended)}."
    return f"The mentor's clearance for {place} was not granted yet."


def _where(mentee: MenteeFacts, mentor: MentorFacts) -> tuple[list[str], list[str]]:
    why: list[str] = []
    unchecked: list[str] = []
    place = meeting_district(mentee, mentor)
    home = district_of(mentor.postcode)
    for words in mentee.exclusions:
        closed = named_districts(words)
        if not closed and not _whole_area(words, place):
            unchecked.append("An exclusion area names no postcode district. Read it before they meet.")
        elif not place:
            unchecked.append("An exclusion area is in force, and no place to meet is known.")
        elif place in closed or _whole_area(words, place):
            why.append(f"They would meet in {place}, which is inside an exclusion area.")
        elif home in closed:
            unchecked.append(f"The mentor lives in {home}, which is inside an exclusion area.")
    return list(dict.fromkeys(why)), list(dict.fromkeys(unchecked))


def _whole_area(words: str, place: str) -> bool:
    """Return whether a text closes a whole postcode area, "all of NB", that a district belongs to."""
    letters = area_letters(place)
    return bool(letters) and letters in words.replace(",", " ").replace(".", " ").split()


def _people(mentee: MenteeFacts, mentor: MentorFacts) -> list[str]:
    why = []
    if mentor.mentee_id == mentee.id:
        why.append("This is the same person.")
    if mentor.mentee_id in mentee.non_associations:
        why.append("The mentor was mentored here, and the two must not meet.")
    if mentee.id in mentor.conflicts:
        why.append("A conflict with this person has been declared.")
    if mentee.non_associations & mentor.mentees:
        why.append("They mentor somebody whom this person must not meet.")
    return why


def _lone_working(mentee: MenteeFacts, mentor: MentorFacts) -> list[str]:
    reason = risk_asks(mentee)
    if not reason or mentor.lone_working:
        return []
    return [f"The mentor may not work alone, and the meetings ask for it: {reason}."]
