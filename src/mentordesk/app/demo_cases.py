"""What is known of the invented mentees beyond their referral: justice, basis, ratings, goals, outcomes."""

from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.features.mentees.operations.consents import give_consent
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.justice import add_justice
from mentordesk.features.mentees.operations.pathways import rate_pathways
from mentordesk.features.mentees.rules.consent import ConsentDraft
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.justice import (
    PlacementDraft,
    SchemeDraft,
    SentenceDraft,
    SupervisionDraft,
)
from mentordesk.features.mentees.rules.ratings import RatingDraft, RatingLine
from mentordesk.kernel.dates import add_months
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.goals import StepStatus
from mentordesk.records.justice import SchemeKind, SentenceKind, Setting
from mentordesk.records.pathways import Pathway, PathwayList
from mentordesk.store.work import Work

_GOALS = (
    ("A flat of my own", "I want a door that I can lock.", ("See the housing office", "Save the first rent")),
    ("Work that I can keep", "Something with my hands.", ("Write a CV", "Two trial days", "A reference")),
    ("See my daughter every week", "She is six in May.", ("Ring the contact centre", "Keep the first visit")),
)


def add_case(work: Work, place: int, mentee_id: int, started: date) -> None:
    """Add what a year of casework leaves behind."""
    casework = ConsentDraft(
        Purpose.CASEWORK, "", Basis.LEGITIMATE_INTERESTS, "", "2025-1", started, "Tom Ellery", None
    )
    give_consent(work, mentee_id, casework)
    if place % 3 == 0:
        sharing = ConsentDraft(
            Purpose.SHARING, "Northbridge Probation", Basis.CONSENT, "", "2025-1", started, "Tom Ellery", None
        )
        give_consent(work, mentee_id, sharing)
    if place % 3 == 1:
        photo = ConsentDraft(Purpose.PHOTO, "", Basis.CONSENT, "", "2025-1", started, "Tom Ellery", None)
        give_consent(work, mentee_id, photo)
    _justice(work, place, mentee_id, started)
    _ratings(work, place, mentee_id, started)
    title, own_words, steps = _GOALS[place % len(_GOALS)]
    drafts = [StepDraft(step, None, StepStatus.COMPLETE if not at else StepStatus.NOT_STARTED)
              for at, step in enumerate(steps)]  # fmt: skip
    due = add_months(work.today, 1 + place % 4)
    add_goal(work, mentee_id, GoalDraft(title, own_words, None, due, tuple(drafts)))


def add_placement(work: Work, place: int, mentee_id: int, since: date) -> bool:
    """Say where somebody lives since a day; return whether that is in custody."""
    custody = place % 4 == 0
    where = ("HMP Aldermoor", Setting.CUSTODY) if custody else ("Northbridge", Setting.COMMUNITY)
    add_justice(work, mentee_id, PlacementDraft(where[1], where[0], since, None))
    return custody


def _justice(work: Work, place: int, mentee_id: int, started: date) -> None:
    custody = add_placement(work, place, mentee_id, started)
    kind = SentenceKind.DETERMINATE if custody else SentenceKind.LICENCE
    release = work.today + timedelta(days=20 + place * 9) if custody else started
    sentenced = started - timedelta(days=200)
    sentence = SentenceDraft(kind, sentenced, release, add_months(work.today, 14), "Acquisitive")
    add_justice(work, mentee_id, sentence)
    if not custody:
        add_justice(
            work, mentee_id, SupervisionDraft("R. Whitlow", "Northbridge Probation", "", started, None)
        )
    if place % 6 == 0:
        add_justice(work, mentee_id, SchemeDraft(SchemeKind.IOM, "Fixed", started, None))


def _ratings(work: Work, place: int, mentee_id: int, started: date) -> None:
    numbers = work.session.scalars(
        select(Pathway.id).join(PathwayList).where(PathwayList.in_use.is_(True)).order_by(Pathway.number)
    ).all()
    for step, months in enumerate((0, 3, 6)):
        day = add_months(started, months) + timedelta(days=5)
        if day > work.today:
            return
        lines = tuple(
            RatingLine(number, min(2 + (place + at) % 5 + step * ((place + at) % 3), 10))
            for at, number in enumerate(numbers)
        )
        rate_pathways(work, mentee_id, RatingDraft(day, lines, agreed=True))
