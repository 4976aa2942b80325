"""What the invented people ask about their own data: two requests, a complaint, and a breach."""

from datetime import time, timedelta

from sqlalchemy import select

from mentordesk.features.privacy.operations.breaches import record_breach
from mentordesk.features.privacy.operations.complaints import record_complaint
from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.rules.breaches import BreachDraft
from mentordesk.features.privacy.rules.complaints import ComplaintDraft
from mentordesk.features.privacy.rules.requests import RequestDraft
from mentordesk.records.breaches import BreachRisk, Reporting
from mentordesk.records.matches import Match
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import Came, Identity, RequestKind
from mentordesk.store.work import Work


def add_demo_requests(work: Work) -> None:
    """Add two requests, a complaint and a breach."""
    today = work.today
    matched = work.session.scalars(select(Match.mentee_id).order_by(Match.mentee_id)).first()
    everybody = list(work.session.scalars(select(Mentee.id).order_by(Mentee.id)))
    access = RequestDraft(
        RequestKind.ACCESS,
        matched or everybody[0],
        received_date=today - timedelta(days=26),
        came=Came.LETTER,
        identity=Identity.KNOWN,
        notes="Handed over at the drop-in. Wants to read it before the next review.",
    )
    record_request(work, access)
    asks = RequestDraft(
        RequestKind.RECTIFICATION,
        everybody[1],
        received_date=today - timedelta(days=9),
        came=Came.SPOKEN,
        notes="Says that the spelling of the last name is wrong in older letters.",
    )
    record_request(work, asks)
    complaint = ComplaintDraft(
        name="Nell Harrow (invented), sister of a mentee",
        received_date=today - timedelta(days=20),
        came=Came.PHONE,
        about="A letter was left with a neighbour, who read whose it was.",
    )
    record_complaint(work, complaint)
    day = today - timedelta(days=40)
    breach = BreachDraft(
        day,
        time(18, 30),
        "A paper list of eight first names was left in a meeting room at the library.",
        "Mentees of one evening group",
        8,
        "First names",
        BreachRisk.UNLIKELY,
        "Found by our own volunteer within the hour; the room was locked.",
        Reporting.NOT_REPORTED,
        reporting_reasons="A risk is unlikely: no last names, nobody else came in.",
        measures="Lists stay in the folder, which one person takes home.",
        closed_date=day + timedelta(days=3),
    )
    record_breach(work, breach)
