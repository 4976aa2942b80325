"""What stands around sessions, on the screen: concerns reach the first page, paper comes back by its code."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.queries.lists import found_mentees
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.organisation.operations import set_grant
from mentordesk.features.organisation.rules import GrantDraft
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.sessions.operations.concerns import add_concern_step, close_concern, raise_concern
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.operations.sheets import make_blank_sheets, make_week_sheets
from mentordesk.features.sessions.queries.concerns import ConcernsShown, concern_page, concern_view
from mentordesk.features.sessions.queries.liaisons import LiaisonsShown, liaison_page
from mentordesk.features.sessions.queries.sheets import sheet_row
from mentordesk.features.sessions.rules.concerns import CloseDraft, ConcernDraft, ConcernStepDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.sheets import LABELS, LINES, BlankDraft, WeekDraft
from mentordesk.features.sessions.screens.concern_forms import new_concern
from mentordesk.features.sessions.screens.duty_screens import new_duty
from mentordesk.features.sessions.screens.key_in import ask_for_code, key_in_by_number
from mentordesk.features.sessions.screens.liaison_screens import new_liaison
from mentordesk.kernel.errors import NotAllowed
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.concerns import ConcernKind
from mentordesk.records.duties import DutyKind
from mentordesk.records.liaisons import LiaisonHow
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.records.sheets import SheetState
from mentordesk.store.casebook import Store
from mentordesk.ui.fields import Picked
from tests.casebooks import NOW, TODAY, Casebook
from tests.screens import dialog, press, says, signed_in, words

CANARY = "kestrelmoth"
DRAFT = ConcernDraft(ConcernKind.SAFEGUARDING, CANARY, told=f"{CANARY} told")


@pytest.fixture
def danny(store: Store) -> int:
    return store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))


def everything_said(window: MainWindow) -> str:
    """Every word that can be seen, page by page and tab by tab."""
    found = []
    for place in window.sidebar.names():
        window.show_place(place)
        page = window.page()
        tabs = page.findChild(QTabWidget)
        for at in range(tabs.count() if tabs else 1):
            if tabs:
                tabs.setCurrentIndex(at)
            found += words(page)
    return " ".join(found).lower()


def test_a_concern_is_on_the_first_page_at_once_and_counts_as_a_badge(qtbot, casebook: Casebook) -> None:
    with casebook.open() as store:
        danny = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
    with signed_in(casebook) as window:
        form = new_concern(window.desk, danny)
        form.form.field("kind").set_value(ConcernKind.HARM)
        form.save()
        assert says(form, "Write down what was seen or said.")
        form.form.field("seen").set_value("He has a knife at home")
        form.form.field("immediate_risk").set_value(value=True)
        form.save()
        page = window.page()
        assert says(page, "Harm to somebody else, M-00001")
        assert "Danny" not in " ".join(words(page)), "Home names nobody"
        assert window.sidebar._buttons["home"].accessibleName() == "Home, 1 needs attention"
        press(page, "Harm to somebody else, M-00001")
        assert says(window.page(), "He has a knife at home")
        press(window.page(), "add_step")
        step = dialog(window, "What was done")
        step.form.field("wording").set_value("Rang the police")
        step.save()
        press(window.page(), "close_concern")
        closing = dialog(window, "Close the concern")
        closing.form.field("outcome").set_value("The knife is gone")
        closing.form.field("close_reason").set_value("Safe")
        closing.save()
        assert says(window.page(), "The knife is gone")
        window.show_place("home")
        assert not says(window.page(), "Harm to somebody else")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY])
def test_who_may_not_see_concerns_sees_no_trace_of_one(qtbot, casebook: Casebook, role: Role) -> None:
    with casebook.open() as store:
        danny = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
        number = store.write(raise_concern, danny, DRAFT)
        store.write(add_concern_step, number, 1, ConcernStepDraft(f"{CANARY} step", CANARY))
        version = store.read(concern_view, number).version
        store.write(close_concern, number, version, CloseDraft(f"{CANARY} why", f"{CANARY} outcome"))
        store.write(raise_concern, danny, DRAFT)
        if role is Role.COORDINATOR:
            store.write(set_grant, GrantDraft(role, Permission.CONCERN_VIEW, granted=False))
    with signed_in(casebook, role) as window:
        desk = window.desk
        assert CANARY not in everything_said(window)
        assert window.sidebar._buttons["home"].accessibleName() == "Home"
        with pytest.raises(NotAllowed):
            desk.read(concern_page, ListAsk())
        if role is Role.COORDINATOR:
            desk.go(Link("mentee", danny))
            tabs = window.page().tabs
            labels = [tabs.tabText(at) for at in range(tabs.count())]
            assert "Concerns" not in labels
            for at in range(tabs.count()):
                tabs.setCurrentIndex(at)
                shown = " ".join(words(window.page())).lower()
                assert CANARY not in shown
                assert "concern" not in shown, labels[at]
            rows = desk.read(history, "mentee", danny)
            assert not [row for row in rows if "concern" in row.did.lower()]
            assert CANARY not in str(desk.read(found_mentees, CANARY))


def test_the_register_filters_by_what_people_ask(store: Store, danny: int) -> None:
    quiet = store.write(raise_concern, danny, replace(DRAFT, kind=ConcernKind.HEALTH))
    risk = store.write(raise_concern, danny, replace(DRAFT, immediate_risk=True))
    store.clock = lambda: NOW + timedelta(days=1)

    def found(**chosen) -> list[int]:
        return [row.id for row in store.read(concern_page, ListAsk(filters=tuple(chosen.items()))).rows]

    assert found(view=ConcernsShown.OPEN) == [risk, quiet]
    assert found(view=ConcernsShown.RISK) == [risk]
    assert found(view=ConcernsShown.OVERDUE) == [risk]
    assert found(view=ConcernsShown.CLOSED) == []
    assert found(kind=ConcernKind.HEALTH) == [quiet]


def test_the_form_of_a_sheet_goes_in_the_order_of_the_paper(qtbot, window: MainWindow) -> None:
    desk = window.desk
    (number,) = desk.write(make_blank_sheets, BlankDraft(1))
    form = key_in_by_number(desk, number)
    order = [name for name in form.form.blocks if name in LABELS]
    assert order == [name for name, _ in LINES]
    assert [form.form.field(name).label for name in order] == [LABELS[name] for name in order]


def test_a_sheet_is_keyed_in_by_its_code(qtbot, casebook: Casebook) -> None:
    with casebook.open() as store:
        danny = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
        planned = SessionDraft(
            (AttendanceDraft(danny),),
            SessionStatus.PLANNED,
            TODAY,
            minutes=60,
            how=How.PRISON_VISIT,
            place="HMP Fernhill",
        )
        store.write(record_session, planned)
        (number,) = store.write(make_week_sheets, WeekDraft("HMP Fernhill", TODAY))
        code = store.read(sheet_row, number).code
    with signed_in(casebook) as window:
        asking = ask_for_code(window.desk)
        asking.form.field("code").set_value(code[::-1])
        asking.save()
        assert asking.isVisible()
        asking.form.field("code").set_value(f" {code.lower()} ")
        asking.save()
        form = dialog(window, f"Sheet {code}")
        assert form.form.field("place").value() == "HMP Fernhill"
        form.form.field("status").set_value(SessionStatus.HELD)
        form.form.field("summary").set_value("Wrote to his sister")
        form.save()
        assert not form.isVisible(), form.form.found_problems()
        assert window.desk.read(sheet_row, number).state is SheetState.RETURNED
        assert says(window.page(), "Wrote to his sister")


def test_a_contact_to_follow_up_comes_to_the_first_page(qtbot, casebook: Casebook) -> None:
    with casebook.open() as store:
        danny = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
    with signed_in(casebook) as window:
        form = new_liaison(window.desk)
        form.save()
        assert says(form, "Choose who it was about.")
        form.form.field("mentee").set_value((Picked(danny, "Danny Reeve"),))
        form.form.field("how").set_value(LiaisonHow.PHONE)
        form.form.field("partner").set_value("Probation")
        form.form.field("summary").set_value("They ring back")
        form.form.field("follow_up_date").set_value(TODAY)
        form.save()
        assert not form.isVisible(), form.form.found_problems()
        window.show_place("home")
        press(window.page(), "1 contact with a partner is to be followed up")
        rows = window.desk.read(liaison_page, ListAsk(filters=(("view", LiaisonsShown.DUE),))).rows
        assert [row.partner for row in rows] == ["Probation"]


def test_hours_without_a_mentee_are_added_up_by_kind(qtbot, window: MainWindow) -> None:
    desk = window.desk
    form = new_duty(desk, 1)
    form.form.field("kind").set_value(DutyKind.EVENT)
    form.form.field("minutes").set_value(25 * 60)
    form.save()
    assert says(form, "Give from 1 minute to 24 hours.")
    form.form.field("minutes").set_value(95)
    form.save()
    assert not form.isVisible(), form.form.found_problems()
    desk.go(Link("mentor", 1))
    tabs = window.page().tabs
    tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == "Other duties"))
    assert says(window.page(), "Hours without a mentee")
