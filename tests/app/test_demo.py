from datetime import timedelta

from sqlalchemy import func, select

from mentordesk.features.matches.queries.one import suggestions
from mentordesk.features.mentees.queries.equality import equality_sheet
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.photos import photo_view
from mentordesk.kernel.dates import Period, add_months
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import MentoringSession, SessionStatus
from mentordesk.store.work import query
from tests.casebooks import TODAY


def test_the_demonstration_knows_where_its_people_are(demo_casebook):
    with demo_casebook.open() as store:
        rows = store.read(mentee_page, ListAsk()).rows
        said = [str(store.read(suggestions, row.id)) for row in rows]
    assert len(said) == 32
    assert sum("in custody or in the community" in each for each in said) <= 1
    assert sum("not known how far" in each for each in said) < 10


def test_the_demonstration_has_an_equality_report_to_show(demo_casebook):
    with demo_casebook.open() as store:
        sheet = store.read(equality_sheet, Period(add_months(TODAY, -12), TODAY))
    shown = {row.characteristic for row in sheet.rows if row.count}
    assert sheet.answered
    assert len(shown) >= 6


def test_some_of_the_demonstration_agreed_to_a_photo(demo_casebook):
    with demo_casebook.open() as store:
        rows = store.read(mentee_page, ListAsk()).rows
        agreed = [store.read(photo_view, row.id).allowed for row in rows]
    assert 5 < sum(agreed) < 15


@query(needs=Permission.SESSION_VIEW)
def sessions_by_status(reading):
    """How many sessions there are of each status, with the first and the last day."""
    counted = select(
        MentoringSession.status,
        func.count(),
        func.min(MentoringSession.session_date),
        func.max(MentoringSession.session_date),
    ).group_by(MentoringSession.status)
    return {status: tuple(rest) for status, *rest in reading.session.execute(counted)}


def test_the_demonstration_has_two_years_of_sessions(demo_casebook):
    with demo_casebook.open() as store:
        found = store.read(sessions_by_status)
    assert set(found) == set(SessionStatus)
    count, first, last = found[SessionStatus.HELD]
    assert count > 300
    assert (TODAY - first).days > 700
    assert TODAY - last < timedelta(days=7)
    _, first, last = found[SessionStatus.PLANNED]
    assert first < TODAY < last
