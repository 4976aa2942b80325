"""What a person sees and does with support, hours and the papers of volunteers."""

from datetime import timedelta

from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import select

from mentordesk.app.window import MainWindow
from mentordesk.features.volunteers.operations.support import record_talk
from mentordesk.features.volunteers.queries.support import SupportView, support_view
from mentordesk.features.volunteers.queries.support_lists import SupportShown, support_page
from mentordesk.features.volunteers.rules.support import ActionDraft, SupportState, TalkDraft
from mentordesk.features.volunteers.screens.hours import HoursTab
from mentordesk.features.volunteers.screens.report_forms import make_badges, make_volunteer_report
from mentordesk.features.volunteers.screens.support_tab import SupportTab
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.support import SupportTalk, Wellbeing
from mentordesk.store.work import Reading, query
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY, Casebook
from tests.features.matches.facts import a_mentor
from tests.features.volunteers.test_screens import number_of, tab
from tests.screens import dialog, dialogs, press, says, signed_in, told


@query(needs=Permission.VOLUNTEER_VIEW)
def talks_of(reading: Reading, volunteer_id: int) -> list[int]:
    """The talks of a volunteer by number."""
    found = select(SupportTalk.id).where(SupportTalk.volunteer_id == volunteer_id)
    return list(reading.session.scalars(found.order_by(SupportTalk.id)))


def view_of(desk: Desk, number: int) -> SupportView:
    return desk.read(support_view, number)


def chips(widget: QWidget) -> set[str]:
    """What the chips say."""
    return {each.accessibleName() for each in widget.findChildren(Chip)}


def test_a_talk_is_recorded_on_the_page_and_what_was_agreed_is_done(window: MainWindow, desk: Desk) -> None:
    ewa = number_of(desk, "ewa nowak")
    assert view_of(desk, ewa).state is SupportState.OVERDUE
    before = len(desk.read(talks_of, ewa))
    desk.go(Link("mentor", ewa))
    support = tab(window, "Support")
    assert says(support, "overdue after 8 weeks")
    press(support, "new_talk")
    made = dialog(window)
    made.form.field("note").set_value("Found it hard to say no")
    made.form.field("wellbeing").set_value(Wellbeing.STRAINED)
    made.form.field("actions").set_value((ActionDraft(None, "Write it down", 0, None),))
    press(made, "save")
    assert says(made, "Say by when: Write it down")
    made.form.field("actions").set_value((ActionDraft(None, "Write it down", 0, TODAY),))
    press(made, "save")
    assert "Talk saved." in told(window)
    assert len(desk.read(talks_of, ewa)) == before + 1
    assert view_of(desk, ewa).state is SupportState.LATER
    assert says(support, "In confidence: Found it hard to say no")
    assert Wellbeing.STRAINED.label in chips(support)
    open_before = len(view_of(desk, ewa).actions)
    buttons = support.findChildren(QPushButton)
    done = next(each for each in buttons if each.accessibleName() == "Done: Write it down")
    done.click()
    assert len(view_of(desk, ewa).actions) == open_before - 1
    desk.undo()
    assert len(view_of(desk, ewa).actions) == open_before


def test_a_confidence_is_not_shown_to_those_outside_the_line(demo_casebook: Casebook) -> None:
    with demo_casebook.open() as store:
        ana = a_mentor(store, name="Ana Outside")
        store.write(
            record_talk, ana, TalkDraft(talk_date=TODAY, person_id=1, topic="Open", note="zqcanaryzq")
        )
    with signed_in(demo_casebook, Role.COORDINATOR) as other:
        other.desk.go(Link("mentor", ana))
        support = tab(other, "Support")
        assert support.findChild(SupportTab)
        assert says(support, "Open")
        assert says(support, "What was said in confidence is kept for the line.")
        assert not says(support, "zqcanaryzq")


def test_a_figure_of_hours_opens_what_it_counts(window: MainWindow, desk: Desk) -> None:
    grace = number_of(desk, "grace omondi")
    desk.go(Link("mentor", grace))
    hours = tab(window, "Hours")
    assert hours.findChild(HoursTab)
    assert says(hours, "An estimate for match funding, not money received")
    assert says(hours, "at £13.18 an hour")
    figure = next(
        each for each in hours.findChildren(QPushButton) if each.accessibleName().startswith("Mentoring: ")
    )
    figure.click()
    page = window.page()
    assert page.listing.name == "given_hours"
    assert {row.volunteer for row in page.model.rows()} == {"Grace Omondi"}


def test_home_leads_to_who_waits_too_long(window: MainWindow, desk: Desk) -> None:
    window.show_place("home")
    overdue = desk.read(support_page, ListAsk(filters=(("view", SupportShown.OVERDUE),), sort="due")).rows
    press(window.page(), f"{len(overdue)} volunteers wait too long for a talk")
    assert window.page().listing.name == "support"
    assert [row.name for row in window.page().model.rows()] == [row.name for row in overdue]


def test_the_report_and_badges_are_shown_before_anything_is_saved(window: MainWindow, desk: Desk) -> None:
    for make in (make_volunteer_report, make_badges):
        made = make(desk)
        press(made, "save")
        (shown,) = [each for each in dialogs(window) if isinstance(each, PreviewDialog)]
        shown.reject()
    made = make_badges(desk)
    made.form.field("valid_to").set_value(TODAY - timedelta(days=1))
    press(made, "save")
    assert says(made, "A badge is valid until a day that is still to come.")
    made.reject()
