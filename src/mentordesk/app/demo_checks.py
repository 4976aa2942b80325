"""Invented checks of the invented volunteers: references, talks, DBS, a prison, papers."""

from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.features.volunteers.operations.checks import add_check
from mentordesk.features.volunteers.rules.checks import (
    DbsDraft,
    InterviewDraft,
    PrisonDraft,
    ReferenceDraft,
    ScoreDraft,
    SignatureDraft,
)
from mentordesk.kernel.dates import add_months
from mentordesk.records.clearances import DbsLevel, InterviewQuestion, TalkDecision, Workforce
from mentordesk.records.volunteers import DbsDecision, SettingLevel, Volunteer
from mentordesk.store.work import Work

_REFEREES = (("Maureen Tate", "Manager for three years"), ("Joan Fairley", "Neighbour"))
_PRISON = "HMP Aldermoor"


def add_demo_checks(work: Work) -> None:
    """Write the checks of everybody who was cleared, and what is asked for of those who wait."""
    asked = list(work.session.scalars(select(InterviewQuestion).order_by(InterviewQuestion.position)))
    for place, each in enumerate(work.session.scalars(select(Volunteer).order_by(Volunteer.id)).all()):
        if each.dbs_decision is not None and each.dbs_date is not None:
            _check(work, each, place, each.dbs_date, [one.wording for one in asked])
        elif each.name.startswith("Yusuf"):
            day = work.today - timedelta(days=20)
            add_check(work, each.id, ReferenceDraft(*_REFEREES[0], asked_date=day, chased_date=work.today))
            add_check(work, each.id, DbsDraft(DbsLevel.ENHANCED, Workforce.ADULT))
        elif each.name.startswith("Femi"):
            _check(work, each, place, add_months(work.today, -12), [one.wording for one in asked])
            each.training_date = add_months(work.today, -12)


def _check(work: Work, volunteer: Volunteer, place: int, day: date, questions: list[str]) -> None:
    talked, number = day - timedelta(days=40), volunteer.id
    scores = tuple(ScoreDraft(wording, 3 + (place + at) % 3) for at, wording in enumerate(questions))
    decided = TalkDecision.GO_ON
    add_check(work, number, InterviewDraft(talked, "Asha Karim and Tom Ellery", scores, decided))
    for at, (referee, relation) in enumerate(_REFEREES):
        came = min(talked + timedelta(days=10 + at), volunteer.references_date or day)
        add_check(
            work,
            number,
            ReferenceDraft(
                referee,
                relation,
                asked_date=came - timedelta(days=9),
                received_date=came,
                satisfactory=True,
            ),
        )
    open_about_it = bool(volunteer.lived_experience)
    weighed = "Old matters, told openly at the talk. Brings what others cannot. Meets in public places first."
    add_check(
        work,
        number,
        DbsDraft(
            DbsLevel.ENHANCED,
            Workforce.ADULT,
            f"0015{place:04}2468",
            day - timedelta(days=12),
            "Tom Ellery",
            update_service=place % 2 == 0,
            update_checked_date=day if place % 2 == 0 else None,
            decision=DbsDecision.CLEARED,
            decision_date=day,
            decided_by="Asha Karim",
            disclosure=open_about_it,
            assessment=weighed if open_about_it else "",
            assessment_review_date=add_months(day, 24) if open_about_it else None,
        ),
    )
    for paper in ("Volunteer agreement", "Code of conduct"):
        add_check(work, number, SignatureDraft(paper, day))
    if volunteer.setting_level is SettingLevel.CUSTODY:
        granted = day + timedelta(days=30)
        card = f"AM-{400 + place}"
        add_check(work, number, PrisonDraft(_PRISON, "Enhanced vetting", granted, granted, card))
