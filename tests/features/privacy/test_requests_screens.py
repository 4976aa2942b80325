"""The place of privacy, its forms, and what a restriction says on the page of a mentee."""

from datetime import date

from PySide6.QtWidgets import QLabel, QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.privacy.operations.requests import answer_request, record_request
from mentordesk.features.privacy.queries.breaches import breach_page
from mentordesk.features.privacy.queries.complaints import complaint_page
from mentordesk.features.privacy.queries.requests import mentees_on_file, request_page, request_view
from mentordesk.features.privacy.rules.requests import AnswerDraft, RequestDraft, Standing
from mentordesk.features.privacy.screens.requests_forms import edit_request, new_request
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.breaches import BreachRisk, Reporting
from mentordesk.records.requests import Came, Identity, RequestKind, RequestOutcome
from mentordesk.ui.desk import Desk
from tests.casebooks import TODAY, Casebook
from tests.screens import dialog, dialogs, named, press, says, signed_in, told


def tabs_of(window: MainWindow) -> list[str]:
    window.show_place("privacy")
    tabs = window.page().findChild(QTabWidget)
    return [tabs.tabText(place) for place in range(tabs.count())]


def show_tab(window: MainWindow, label: str):
    place = tabs_of(window).index(label)
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex(place)
    return tabs.currentWidget()


def test_coordinators_have_no_register_of_breaches_and_decide_nothing(qtbot, demo_casebook: Casebook):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        assert tabs_of(window) == ["Requests", "Complaints", "Dip samples"]
        complaints = show_tab(window, "Complaints")
        qtbot.waitUntil(lambda: complaints.model.rowCount() == 1)
        complaints.open_row(0)
        form = dialog(window, "Complaint")
        assert set(form.form.blocks) & {"outcome", "closed_date"} == set()
        assert says(form, "To be acknowledged by 1 December 2026")
        form.form.field("acknowledged_date").set_value(TODAY)
        form.save()
        row = window.desk.read(complaint_page, ListAsk()).rows[0]
        assert row.draft.acknowledged_date == TODAY
        assert "Complaint saved" in told(window)


def test_a_mentor_has_no_place_of_privacy(qtbot, demo_casebook: Casebook):
    with signed_in(demo_casebook, Role.MENTOR) as window:
        assert "privacy" not in window.sidebar.names()


def test_the_form_says_until_when_while_it_is_filled_in(qtbot, desk: Desk):
    form = new_request(desk)
    form.form.field("received_date").set_value(date(2026, 9, 3))
    assert says(form, "Answer by 5 October 2026")
    form.form.field("identity").set_value(Identity.CHECKED)
    form.form.field("identity_date").set_value(date(2026, 9, 10))
    assert says(form, "Answer by 12 October 2026")


def test_what_was_typed_is_kept_and_two_who_change_a_request_see_both(qtbot, desk: Desk):
    mentee = desk.read(mentees_on_file)[0][0]
    draft = RequestDraft(RequestKind.ERASURE, mentee, received_date=TODAY, came=Came.EMAIL)
    number = desk.write(record_request, draft)
    first, second = edit_request(desk, number), edit_request(desk, number)
    second.form.field("notes").set_value("Rang back.")
    second.save()
    first.form.field("notes").set_value("Wrote back.")
    first.save()
    assert first.isVisible()
    assert says(first, "Somebody else saved this while you were writing.")
    first.reject()
    kept = desk.store.draft("request", number)
    assert kept is not None
    assert kept.fields["words"]["notes"] == "Wrote back."


def test_a_breach_is_decided_in_its_form(qtbot, window: MainWindow, desk: Desk):
    show_tab(window, "Breaches")
    press(window.page(), "new")
    form = dialog(window, "New breach")
    assert says(form, "To be reported by 24 November 2026, 10am")
    form.form.field("happened").set_value("A letter went to the wrong flat.")
    form.form.field("risk").set_value(BreachRisk.HIGH)
    form.form.field("reporting").set_value(Reporting.NOT_REPORTED)
    form.save()
    assert says(form, "A breach is reported unless a risk is unlikely. Report it, or look again.")
    form.form.field("reporting").set_value(Reporting.REPORTED)
    form.form.field("risk_reasons").set_value("It said where he lives.")
    form.form.field("reported_date").set_value(TODAY)
    form.form.field("reported_time").set_value(form.form.field("aware_time").value())
    form.save()
    assert dialogs(window) == []
    assert len(desk.read(breach_page, ListAsk()).rows) == 2


def test_a_restriction_stands_on_the_page_and_refuses_in_words(qtbot, window: MainWindow, desk: Desk):
    mentee = desk.read(mentees_on_file)[0][0]
    desk.go(Link("mentee", mentee))
    assert not says(window.page(), "The use of this person's data is restricted")
    draft = RequestDraft(RequestKind.RESTRICTION, mentee, received_date=TODAY, came=Came.EMAIL)
    number = desk.write(record_request, draft)
    desk.write(answer_request, number, 1, AnswerDraft(RequestOutcome.DONE, TODAY, sent_date=TODAY))
    assert says(window.page(), "The use of this person's data is restricted")
    press(window.page(), "note")
    form = dialog(window, "note") if dialogs(window) else dialog(window)
    form.form.field("text").set_value("Saw them.")
    form.save()
    assert form.isVisible()
    assert says(form, "Nothing was done. A manager can lift this in Privacy.")
    form.form.throw_draft()
    form.reject()
    desk.go(Link("request", number))
    assert desk.read(request_view, number).standing is Standing.RESTRICTS
    assert says(window.page(), "In force: nothing about this mentee can be changed")
    press(window.page(), "decide")
    lifting = dialog(window, "Decide and send")
    lifting.form.field("lifted_date").set_value(TODAY)
    lifting.save()
    press(window.page(), "mentee")
    assert not says(window.page(), "The use of this person's data is restricted")


def test_what_is_due_is_counted_in_the_sidebar_and_on_home(qtbot, window: MainWindow, desk: Desk):
    due = [row for row in desk.read(request_page, ListAsk()).rows if row.standing is Standing.SOON]
    assert len(due) == 1
    window.show_place("home")
    assert says(window.page(), "1 request, complaint or breach is due within 7 days or overdue.")
    press(window.page(), "privacy_due")
    assert window.place() == "privacy"
    count = named(window.page(), "2 requests", QLabel)
    assert count.isVisible()
