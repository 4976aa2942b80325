"""Invented support of volunteers: talks, what was agreed, a group, somebody who waits too long."""

from datetime import timedelta

from sqlalchemy import select

from mentordesk.features.volunteers.operations.support import (
    plan_talk,
    record_group_talk,
    record_talk,
    set_supporter,
)
from mentordesk.features.volunteers.rules.support import ActionDraft, GroupDraft, TalkDraft, TalkPlanDraft
from mentordesk.records.clearances import VolunteerSettings
from mentordesk.records.concerns import Concern
from mentordesk.records.pipeline import SERVING, Stage
from mentordesk.records.sessions import Attendance, MentoringSession, SessionStatus
from mentordesk.records.support import DEBRIEF_DAYS, TalkKind, Wellbeing
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work

_TALKS = (
    ("How the meetings go; what to do when nobody comes", "Finds the silences long. Is kind about it.", 0),
    ("Boundaries: a loan was asked for", "Said no, and slept badly. We went through it again.", 1),
    ("Six weeks on: what has changed for the mentee", "Proud, and has every reason to be.", 0),
)
_HOW = (Wellbeing.WELL, Wellbeing.STRAINED)
_AGREED = (
    ("Ask the council who answers for housing on Fridays", 2, 9),
    ("Write down the three sentences about money", 0, -4),
    ("Find a quieter place to meet than the café", 0, 16),
)


def add_demo_support(work: Work) -> None:
    """Give everybody who serves a person, and talks at different distances; a rate for an hour."""
    settings = work.session.scalars(select(VolunteerSettings).order_by(VolunteerSettings.id).limit(1)).one()
    settings.hour_pence = 1318  # the rate of Sefton CVS, DOMAIN §6
    serving = select(Volunteer.id).join(Stage, Stage.id == Volunteer.stage_id)
    found = serving.where(Stage.kind.in_(SERVING)).order_by(Volunteer.id)
    numbers = list(work.session.scalars(found))
    for place, number in enumerate(numbers):
        set_supporter(work, number, 0, None if place == 4 else 1 + place % 2)
        newest = (10, 47, 60, 25)[place % 4]  # days ago: not due, due, overdue, not due
        for back, (topic, note, how) in enumerate(_TALKS):
            draft = TalkDraft(
                talk_date=work.today - timedelta(days=newest + 42 * back),
                minutes=45 + 5 * back,
                person_id=1 + place % 2,
                topic=topic,
                note=note,
                wellbeing=_HOW[how],
                actions=_agreed(work, place) if back == 0 else (),
            )
            record_talk(work, number, draft)
        if place % 4 == 1:
            day = work.today + timedelta(days=4)
            plan_talk(work, number, TalkPlanDraft(day, TalkKind.ONE_TO_ONE, 1 + place % 2))
    _tie_a_concern(work)
    if len(numbers) > 2:
        day = work.today - timedelta(days=70)
        topic = "Endings: how to say goodbye well"
        record_group_talk(work, GroupDraft(day, 90, 1, tuple(numbers[:4]), topic))


def _agreed(work: Work, place: int) -> tuple[ActionDraft, ...]:
    wording, owner, days = _AGREED[place % len(_AGREED)]
    due = work.today + timedelta(days=days)
    early = (10, 47, 60, 25)[place % 4]
    return (ActionDraft(None, wording, owner, max(due, work.today - timedelta(days=early - 1))),)


def _tie_a_concern(work: Work) -> None:
    """Say after which session the newest open concern was raised, so that a debrief is to be offered."""
    held = (
        select(Concern, MentoringSession.id)
        .join(Attendance, Attendance.mentee_id == Concern.mentee_id)
        .join(MentoringSession, MentoringSession.id == Attendance.session_id)
        .where(
            Concern.closed_at.is_(None),
            Concern.session_id.is_(None),
            MentoringSession.status == SessionStatus.HELD,
            MentoringSession.volunteer_id.is_not(None),
            MentoringSession.session_date > work.today - timedelta(days=DEBRIEF_DAYS),
        )
        .order_by(MentoringSession.session_date.desc(), MentoringSession.id)
    )
    found = work.session.execute(held).first()
    if found is not None:
        found[0].session_id = found[1]
