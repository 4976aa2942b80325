"""What roles may do, and how a manager changes it within limits."""

import pytest
from PySide6.QtWidgets import QCheckBox

from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.notes import open_sensitive_notes
from mentordesk.features.organisation.operations import change_person, remove_person, set_grant
from mentordesk.features.organisation.queries import grant_rows, person_row
from mentordesk.features.organisation.rules import GrantDraft, PersonDraft
from mentordesk.features.organisation.screens.roles import RolesPage
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import GRANTS, LIMITS, Permission, Role, held_by
from tests.casebooks import NAMES, Casebook
from tests.screens import press, says


def test_a_permission_is_given_and_taken_away(casebook: Casebook) -> None:
    draft = GrantDraft(Role.COORDINATOR, Permission.NOTE_SENSITIVE, granted=True)
    with casebook.open() as store:
        store.write(set_grant, draft)
    with casebook.open(Role.COORDINATOR) as store:
        assert store.may(open_sensitive_notes)
    with casebook.open() as store:
        store.write(set_grant, GrantDraft(Role.COORDINATOR, Permission.NOTE_SENSITIVE, granted=False))
    with casebook.open(Role.COORDINATOR) as store:
        assert not store.may(open_sensitive_notes)


@pytest.mark.parametrize(
    ("role", "permission"),
    [
        (Role.MANAGER, Permission.MENTEE_VIEW),
        (Role.COORDINATOR, Permission.PEOPLE_MANAGE),
        (Role.COORDINATOR, Permission.SIGN_IN),
        (Role.COORDINATOR, Permission.SYSTEM),
        (Role.MENTOR, Permission.MENTEE_DECIDE),
        (Role.READ_ONLY, Permission.MENTEE_EDIT),
    ],
)
def test_what_is_fixed_stays(casebook: Casebook, role: Role, permission: Permission) -> None:
    with casebook.open() as store:
        before = store.read(grant_rows)
        for granted in (True, False):
            with pytest.raises(Invalid, match="is fixed"):
                store.write(set_grant, GrantDraft(role, permission, granted=granted))
        assert store.read(grant_rows) == before


@pytest.mark.parametrize("role", Role)
def test_no_change_leads_beyond_the_limits_or_locks_anybody_out(role: Role) -> None:
    everything = {(role, each.value): True for each in Permission}
    nothing = {(role, each.value): False for each in Permission}
    assert held_by(role, everything) <= LIMITS[role] | GRANTS[role]
    assert Permission.SYSTEM not in held_by(role, everything)
    assert Permission.SIGN_IN in held_by(role, nothing)
    assert held_by(Role.MANAGER, nothing) == GRANTS[Role.MANAGER]
    assert held_by(role, {}) == GRANTS[role] <= LIMITS[role] | GRANTS[role]


def test_a_person_signs_in_as_one_mentor_and_a_mentor_is_signed_in_by_one(casebook: Casebook) -> None:
    with casebook.open() as store:
        jo, pat = 3, 4
        mentor = store.write(add_mentor, MentorDraft("Jo Marsh"))
        store.write(change_person, jo, 1, PersonDraft(NAMES[Role.MENTOR], Role.MENTOR, mentor))
        assert store.read(person_row, jo).mentor == "Jo Marsh"
        with pytest.raises(Invalid, match="Only somebody whose role is Mentor"):
            store.write(change_person, pat, 1, PersonDraft(NAMES[Role.READ_ONLY], Role.READ_ONLY, mentor))
        with pytest.raises(Invalid, match="Somebody else signs in as this mentor"):
            store.write(change_person, pat, 1, PersonDraft(NAMES[Role.READ_ONLY], Role.MENTOR, mentor))
        store.write(remove_person, jo, 2)
        assert store.read(person_row, jo).mentor_id is None


def test_a_tick_is_written_at_once_and_can_be_undone(desk, window, qtbot) -> None:
    page = RolesPage(desk)
    qtbot.addWidget(page)
    page.show()
    name = f"{Role.COORDINATOR.value}_{Permission.NOTE_SENSITIVE.value}"
    tick = page.findChild(QCheckBox, name)
    assert tick.accessibleName() == "Coordinator may read and write sensitive notes"
    tick.click()
    assert window.messages.texts() == ["Coordinator: may read and write sensitive notes."]
    assert page.findChildren(QCheckBox, name)[-1].isChecked()
    press(window, "undo")
    assert Role.COORDINATOR not in {
        role
        for row in desk.read(grant_rows)
        if row.permission is Permission.NOTE_SENSITIVE
        for role in row.held_by
    }
    assert page.findChild(QCheckBox, f"{Role.COORDINATOR.value}_{Permission.PEOPLE_MANAGE.value}") is None
    assert says(page, "Never")
