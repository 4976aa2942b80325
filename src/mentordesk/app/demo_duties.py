"""What invented volunteers did without a mentee, and what was said with partners about mentees."""

from datetime import timedelta

from sqlalchemy import select

from mentordesk.kernel.dates import add_months
from mentordesk.records.duties import Duty, DutyKind
from mentordesk.records.liaisons import Liaison, LiaisonHow
from mentordesk.records.mentees import Mentee, MenteeStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work

_DUTIES = (
    (DutyKind.TRAINING, 180, "Safeguarding refresher"),
    (DutyKind.MEETING, 90, "Mentors’ evening"),
    (DutyKind.EVENT, 240, "Stall at the summer fair"),
    (DutyKind.OFFICE, 60, "Helped to send out the newsletter"),
)
_LIAISONS = (
    (LiaisonHow.PHONE, 15, "Northbridge Probation", "R. Whitlow", "Agreed who rings after a missed meeting."),
    (LiaisonHow.EMAIL, None, "Northbridge Council housing", "Duty desk", "Asked how long the list is."),
    (LiaisonHow.MEETING, 45, "HMP Aldermoor", "Resettlement team", "Release plan: address, ID, first day."),
    (LiaisonHow.PHONE, 10, "Northbridge Jobcentre", "", "The first payment is on its way."),
)  # fmt: skip


def add_demo_duties(work: Work) -> None:
    """Add duties of every active volunteer over two years, and contacts with partners over the last one."""
    first = add_months(work.today, -23)
    volunteers = work.session.scalars(select(Volunteer.id).where(Volunteer.active).order_by(Volunteer.id))
    for place, volunteer_id in enumerate(volunteers):
        for count in range(5):
            kind, minutes, note = _DUTIES[(place + count) % len(_DUTIES)]
            day = first + timedelta(days=count * 150 + place * 9)
            if day <= work.today:
                duty = Duty(volunteer_id=volunteer_id, duty_date=day, minutes=minutes, kind=kind, note=note)
                work.session.add(duty)
    here = select(Mentee.id).where(Mentee.status == MenteeStatus.ACTIVE).order_by(Mentee.id)
    for place, mentee_id in enumerate(work.session.scalars(here)):
        how, length, partner, person, summary = _LIAISONS[place % len(_LIAISONS)]
        day = work.today - timedelta(days=3 + place * 17)
        follow_up = day + timedelta(days=10) if place % 3 == 0 else None
        work.session.add(
            Liaison(
                mentee_id=mentee_id,
                liaison_date=day,
                how=how,
                minutes=length,
                partner=partner,
                partner_person=person,
                summary=summary,
                follow_up_date=follow_up,
                followed_up=follow_up is not None and follow_up < work.today - timedelta(days=60),
                person_id=1 + place % 2,
            )
        )
    work.session.flush()
