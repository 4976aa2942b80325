"""A few invented mentors, the wishes of invented mentees, and their matches, dated back from today."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.features.matches.operations.matches import (
    change_match,
    end_match,
    introduce_match,
    pause_match,
    propose_match,
    set_wishes,
    start_match,
)
from mentordesk.features.matches.operations.mentors import add_mentor, set_districts
from mentordesk.features.matches.rules.matches import (
    DetailsDraft,
    EndDraft,
    ProposalDraft,
    StepDraft,
    WishDraft,
)
from mentordesk.features.matches.rules.mentors import DistrictDraft, DistrictsDraft, MentorDraft
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.text import fold
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.justice import NonAssociation, Restriction, RestrictionKind
from mentordesk.records.matches import Frequency, Match, MatchEnd
from mentordesk.records.mentees import Mentee
from mentordesk.records.volunteers import DbsDecision, Gender, SettingLevel
from mentordesk.store.work import Work

_EVENINGS = (PartOfWeek.MON_EVE, PartOfWeek.WED_EVE, PartOfWeek.THU_EVE)
_DAYS = (PartOfWeek.TUE_AM, PartOfWeek.TUE_PM, PartOfWeek.THU_AM)
_WEEKEND = (PartOfWeek.SAT_AM, PartOfWeek.SAT_PM)
_DISTRICTS = (
    DistrictDraft("NB1", 565_000, 425_000),
    DistrictDraft("NB2", 567_500, 424_000),
    DistrictDraft("NB4", 561_000, 428_500),
    DistrictDraft("NB7", 571_000, 431_000),
)
BOUNDARIES = "Meets in public places. No money is lent. Calls between 9am and 8pm only."


def add_demo_matches(work: Work) -> None:
    """Add the mentors, then what some mentees wish for, then their matches."""
    set_districts(work, DistrictsDraft(_DISTRICTS))
    mentors = {each.name: add_mentor(work, each) for each in _mentors(work.today)}
    mentees = {fold(each.last_name): each for each in work.session.scalars(select(Mentee))}
    _justice(work, mentees)
    for name, wish in _WISHES.items():
        set_wishes(work, mentees[name].id, 0, wish)
    for name, mentor, steps in (
        ("mirza", "Grace Omondi", 3),
        ("kowalczyk", "Ewa Nowak", 3),
        ("lindsay", "Grace Omondi", 4),
        ("kavanagh", "Martin Heald", 1),
        ("nkemelu", "Peter Sandham", 2),
        ("ramnarine", "Martin Heald", 5),
    ):
        _match(work, mentees[name].id, mentors[mentor], steps)


def _mentors(today: date) -> tuple[MentorDraft, ...]:
    ready = MentorDraft(
        dbs_decision=DbsDecision.CLEARED,
        dbs_date=add_months(today, -14),
        references_date=add_months(today, -14),
        training_date=add_months(today, -11),
        setting_level=SettingLevel.COMMUNITY,
        lone_working=True,
        caseload_limit=3,
    )
    return (
        replace(
            ready,
            name="Martin Heald",
            postcode="NB1 3QT",
            area="NB1, NB2",
            times=_EVENINGS,
            languages="English",
            interests="football, allotments",
            skills="forms, job interviews",
            lived_experience="Served a sentence in his twenties.",
            gender=Gender.MAN,
            setting_level=SettingLevel.CUSTODY,
        ),
        replace(
            ready,
            name="Grace Omondi",
            postcode="NB2 7LP",
            area="NB1 to NB4",
            times=(*_DAYS, *_WEEKEND),
            languages="English, Swahili",
            interests="sewing, cooking",
            skills="budgeting, housing",
            gender=Gender.WOMAN,
        ),
        replace(
            ready,
            name="Ewa Nowak",
            postcode="NB4 1AA",
            area="NB4",
            times=_EVENINGS,
            languages="English, Polish",
            interests="music, walking",
            gender=Gender.WOMAN,
            caseload_limit=1,
        ),
        replace(
            ready,
            name="Peter Sandham",
            postcode="NB7 2BD",
            times=_WEEKEND,
            languages="English",
            interests="fishing, football",
            skills="cooking",
            gender=Gender.MAN,
            lone_working=False,
        ),
        replace(
            ready,
            name="Rashid Anwar",
            postcode="NB4 6HU",
            area="NB1, NB4",
            times=(*_EVENINGS, *_WEEKEND),
            languages="English, Urdu, Punjabi",
            interests="cooking, cricket",
            skills="forms, budgeting",
            gender=Gender.MAN,
            setting_level=SettingLevel.CUSTODY,
        ),
        replace(
            ready,
            name="Dilys Pryce",
            postcode="NB2 2EF",
            area="NB1, NB2, NB7",
            times=_DAYS,
            languages="English, Welsh",
            interests="gardening, reading",
            skills="reading and writing",
            gender=Gender.WOMAN,
            training_date=add_months(today, -40),
        ),
        MentorDraft(name="Callum Reid", postcode="NB1 8ZZ", times=_WEEKEND, gender=Gender.MAN),
        replace(ready, name="Hilary Booth", postcode="NB7 4RT", gender=Gender.WOMAN),
    )


def _justice(work: Work, mentees: dict[str, Mentee]) -> None:
    kavanagh, mirza = mentees["kavanagh"].id, mentees["mirza"].id
    first, second = sorted((kavanagh, mirza))
    work.add(NonAssociation(first_id=first, second_id=second, reason="An old quarrel between families."))
    says = "Not to enter NB7 or NB8."
    work.add(Restriction(mentee_id=kavanagh, kind=RestrictionKind.EXCLUSION, says=says))


def _match(work: Work, mentee_id: int, mentor_id: int, steps: int) -> None:
    """Propose a match and take it on: 2 introduced, 3 started, 4 paused, 5 ended."""
    days = [add_months(work.today, -5) + timedelta(days=10 * place) for place in range(5)]
    if steps == 1:
        days = [work.today - timedelta(days=6)]
    number = propose_match(work, mentee_id, ProposalDraft(mentor_id, days[0], "Live near each other."))
    match = work.find(Match, number)
    if steps > 1:
        introduce_match(work, number, match.version, StepDraft(days[1], "Met at the office with Tom."))
    if steps > 2:
        start_match(work, number, match.version, StepDraft(days[2]))
        review = add_months(work.today, 1 if steps > 3 else 0) - timedelta(days=mentor_id)
        agreed = DetailsDraft(Frequency.WEEKLY, days[2], review, BOUNDARIES)
        change_match(work, number, match.version, agreed)
    if steps == 4:
        pause_match(work, number, match.version, StepDraft(days[3], "Away for six weeks for a course."))
    if steps == 5:
        ended = EndDraft(days[4], MatchEnd.MENTEE_LEFT, "Moved to be near his sister.")
        end_match(work, number, match.version, ended)


_WISHES = {
    "kavanagh": WishDraft(
        mentor_gender=Gender.MAN,
        gender=Gender.MAN,
        meeting_postcode="NB1",
        times=(*_EVENINGS, *_WEEKEND),
        interests="football, fishing, cooking",
        help_wanted="forms, budgeting",
        lived_experience=True,
    ),
    "mirza": WishDraft(
        mentor_gender=Gender.WOMAN,
        gender=Gender.WOMAN,
        meeting_postcode="NB2",
        times=_DAYS,
        interests="sewing, gardening",
    ),
    "zielinska": WishDraft(gender=Gender.WOMAN, meeting_postcode="NB4", times=_EVENINGS, interests="music"),
}
