from mentordesk.features.matches.queries.one import suggestions
from mentordesk.features.mentees.queries.equality import equality_sheet
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.photos import photo_view
from mentordesk.kernel.dates import Period, add_months
from mentordesk.kernel.paging import ListAsk
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
