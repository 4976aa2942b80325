"""Two invented people who left long ago, one of them on hold, and the suggested purposes."""

from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.features.mentees.operations.justice import add_justice
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import end_episode
from mentordesk.features.mentees.operations.referrals import decide, refer
from mentordesk.features.mentees.rules.justice import PlacementDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import ExitDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import DecisionDraft, ReferralDraft
from mentordesk.features.privacy.operations.processing import bring_in_suggestions
from mentordesk.features.privacy.operations.retention import keep_file
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.permissions import Permission
from mentordesk.records.justice import Setting
from mentordesk.records.mentees import ExitReason, Mentee
from mentordesk.records.referrals import Decision, Referral, Route
from mentordesk.records.retention import KeepKind, Subject
from mentordesk.store.work import Work, operation


@operation(needs=Permission.RETENTION_DECIDE)
def add_demo_retention(work: Work) -> None:
    """Add what the place of retention shows."""
    _left_long_ago(work, "Gwilym", "Prosser", add_months(work.today, -96))
    held = _left_long_ago(work, "Delroy", "Ansah", add_months(work.today, -90))
    again = add_months(work.today, 3)
    keep_file(work, Subject.MENTEE, held, KeepKind.HOLD, again, "A complaint about the service is open.")
    bring_in_suggestions(work)


def _left_long_ago(work: Work, first: str, last: str, referred: date) -> int:
    asked = ReferralDraft(
        source="HMP Aldermoor",
        route=Route.PRISON,
        referred_date=referred,
        reason="Wants to find work and does not know where to begin.",
        service="Mentoring",
        outcomes=("A settled address",),
    )
    number = refer(work, MenteeDraft(first_names=first, last_name=last, phone="01632 960700"), asked)
    referral = work.session.scalars(select(Referral).where(Referral.mentee_id == number)).one()
    accepted = DecisionDraft(Decision.ACCEPTED, referred + timedelta(days=6))
    decide(work, referral.id, referral.version, accepted)
    add_justice(work, number, PlacementDraft(Setting.COMMUNITY, "Northbridge", referred, None))
    add_note(work, number, NoteDraft(text="Met at the library. Talked about the first week at home."))
    ended = ExitDraft(referred + timedelta(days=260), ExitReason.COMPLETED, "Came most weeks.", "", ())
    end_episode(work, number, work.find(Mentee, number).version, ended)
    return number
