"""What the invented people have around their sessions: concerns, calls to partners, duties, paper sheets."""

from sqlalchemy import select

from mentordesk.features.sessions.operations.concerns import add_concern_step, close_concern, raise_concern
from mentordesk.features.sessions.operations.sheets import make_blank_sheets, make_week_sheets
from mentordesk.features.sessions.rules.concerns import CloseDraft, ConcernDraft, ConcernStepDraft
from mentordesk.features.sessions.rules.sheets import BlankDraft, WeekDraft
from mentordesk.records.concerns import Concern, ConcernKind
from mentordesk.records.matches import KNOWING, Match
from mentordesk.records.sessions import MentoringSession, SessionStatus
from mentordesk.store.work import Work


def add_demo_around(work: Work) -> None:
    """Add what stands around sessions."""
    known = select(Match.mentee_id).where(Match.status.in_(KNOWING)).order_by(Match.mentee_id).distinct()
    matched = list(work.session.scalars(known))
    _add_concerns(work, matched)
    _add_sheets(work)


def _add_sheets(work: Work) -> None:
    make_blank_sheets(work, BlankDraft(3))
    planned = select(MentoringSession).where(
        MentoringSession.status == SessionStatus.PLANNED, MentoringSession.place != ""
    )
    first = work.session.scalar(planned.order_by(MentoringSession.session_date, MentoringSession.id).limit(1))
    if first is not None:
        make_week_sheets(work, WeekDraft(first.place, first.session_date))


def _add_concerns(work: Work, matched: list[int]) -> None:
    first = raise_concern(
        work,
        matched[0],
        ConcernDraft(
            ConcernKind.HEALTH,
            "Has not slept for four nights since the medication was changed. Said it is all too much.",
            immediate_risk=True,
            told="The duty nurse of the surgery, by phone",
            told_at=work.now,
        ),
    )
    add_concern_step(
        work,
        first,
        work.find(Concern, first).version,
        ConcernStepDraft("The surgery sees them tomorrow at nine. Jo goes along.", "Jo Marsh"),
    )
    raise_concern(
        work,
        matched[1],
        ConcernDraft(
            ConcernKind.SAFEGUARDING,
            "A former friend waits outside the hostel in the evening and asks for money.",
        ),
    )
    done = raise_concern(
        work,
        matched[2 % len(matched)],
        ConcernDraft(ConcernKind.CONDUCT, "Says that a lift home was offered, which we do not do."),
    )
    why = CloseDraft("Cleared up with the volunteer.", "It was a taxi that we had booked.")
    close_concern(work, done, work.find(Concern, done).version, why)
