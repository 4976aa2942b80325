"""Moving a planned session to another day or time."""

from datetime import date, time

from mentordesk.features.sessions.rules.calendar import move_problem
from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import Mentee
from mentordesk.records.session_facts import called, match_of
from mentordesk.records.sessions import MentoringSession
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SESSION_RECORD)
def move_session(
    work: Work, session_id: int, version: int, day: date, start: time | None, *, later_hour: bool = False
) -> None:
    """Give a planned session another day and time; whoever was to come stays the same."""
    session = work.change(MentoringSession, session_id, version)
    problem = move_problem(session.status, day, start, work.today)
    work.refuse({"session_date": problem} if problem else {})
    session.move(day, start, later_hour=later_hour)
    _match_again(work, session)


def _match_again(work: Work, session: MentoringSession) -> None:
    """Tie everybody to the match of the new day; without one there must be a reason already."""
    if session.volunteer_id is None:
        return
    unmatched = []
    for each in session.attendances:
        each.match_id = match_of(work.session, each.mentee_id, session.volunteer_id, session.session_date)
        if each.match_id is None:
            unmatched.append(called(work.mention(Mentee, each.mentee_id)))
    if unmatched and not session.unmatched_reason.strip():
        who = sentence_list(unmatched)
        words = f"The mentor is not matched with {who} on that day. Open the session and say why they meet."
        work.refuse({"session_date": words})
