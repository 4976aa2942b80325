"""A basis is given, replaced, withdrawn, asked for, and shown with what its absence stops."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.mentees.operations.consents import give_consent, withdraw_consent
from mentordesk.features.mentees.queries.consents import (
    ConsentRow,
    basis_for,
    consent_row,
    consent_sheet,
    need_basis,
)
from mentordesk.features.mentees.rules.consent import REPLACED, ConsentDraft, WithdrawalDraft
from mentordesk.features.mentees.screens.consent_tab import ConsentTab
from mentordesk.kernel.errors import Conflict, Invalid, NotFound, UserError
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.referrals import Referral, Route
from mentordesk.store.casebook import Store
from tests.casebooks import NOW, TODAY, Role
from tests.features.mentees.a_mentee import add_mentee, add_record
from tests.features.mentees.test_consent_rules import GOOD, JULY, JUNE, NEXT, SHARING
from tests.screens import dialog, named, press, says, told, words

PHOTO = ConsentDraft(Purpose.PHOTO, "", Basis.CONSENT, "", "Version 3", JUNE, "Tom Ellery", NEXT)


@pytest.fixture
def robin(store: Store) -> int:
    return store.write(add_mentee, "M-0001", "Robin", "O'Dell")


def given(store: Store, mentee_id: int, draft: ConsentDraft) -> ConsentRow:
    return store.read(consent_row, store.write(give_consent, mentee_id, draft))


def test_a_basis_is_in_force_until_it_is_withdrawn(store: Store, robin: int) -> None:
    assert store.read(basis_for, robin, Purpose.PHOTO) is None
    row = given(store, robin, PHOTO)
    assert store.read(need_basis, robin, Purpose.PHOTO) == row
    store.write(withdraw_consent, row.id, row.version, WithdrawalDraft(TODAY, " Changed his mind\n"))
    with pytest.raises(UserError, match="Photos have no basis"):
        store.read(need_basis, robin, Purpose.PHOTO)
    (before,) = store.read(consent_sheet, robin).before
    assert (before.withdrawn_date, before.withdrawn_reason) == (TODAY, "Changed his mind")
    with pytest.raises(Conflict):
        store.write(withdraw_consent, row.id, row.version, WithdrawalDraft(TODAY))
    with pytest.raises(Invalid, match="withdrawn on 21 November 2026 already"):
        store.write(withdraw_consent, row.id, before.version, WithdrawalDraft(TODAY))


def test_a_new_basis_takes_the_place_of_the_old_one(store: Store, robin: int) -> None:
    old = given(store, robin, GOOD)
    new = given(store, robin, replace(GOOD, basis=Basis.PUBLIC_TASK, given_date=JULY))
    sheet = store.read(consent_sheet, robin)
    assert sheet.in_force == (new,)
    (before,) = sheet.before
    assert (before.id, before.withdrawn_date, before.withdrawn_reason) == (old.id, JULY, REPLACED)
    store.write(withdraw_consent, new.id, new.version, WithdrawalDraft(TODAY))
    assert store.read(basis_for, robin, Purpose.CASEWORK) is None, "the old one does not come back"


def test_an_older_basis_is_not_put_over_a_newer_one_but_a_past_one_is_kept(store: Store, robin: int) -> None:
    now = given(store, robin, replace(PHOTO, given_date=JULY))
    with pytest.raises(Invalid, match="A newer basis of 1 July 2026 is in force"):
        store.write(give_consent, robin, PHOTO)
    given(store, robin, replace(PHOTO, expiry_date=JULY))
    assert store.read(basis_for, robin, Purpose.PHOTO) == now


def test_sharing_is_with_each_partner_by_itself(store: Store, robin: int) -> None:
    trust = given(store, robin, SHARING)
    given(store, robin, replace(SHARING, partner="Northbridge probation"))
    assert [row.partner for row in store.read(consent_sheet, robin).of(Purpose.SHARING)] == [
        "Harbour Trust",
        "Northbridge probation",
    ]
    assert store.read(basis_for, robin, Purpose.SHARING, "HARBOUR TRUST") == trust
    with pytest.raises(Invalid, match="no basis for sharing with The Press"):
        store.read(need_basis, robin, Purpose.SHARING, "The Press")


def test_a_basis_runs_out_on_its_day(casebook, tmp_path) -> None:
    with casebook.open() as store:
        robin = store.write(add_mentee, "M-0001", "Robin", "O'Dell")
        given(store, robin, PHOTO)
    with casebook.open(Role.MANAGER, lambda: NOW.replace(year=2027, month=6, day=1)) as store:
        assert store.read(basis_for, robin, Purpose.PHOTO) is None
    with casebook.open(Role.MANAGER, lambda: NOW.replace(year=2027, month=5, day=31)) as store:
        assert store.read(basis_for, robin, Purpose.PHOTO) is not None


def test_a_basis_belongs_to_somebody_who_is_there(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write(give_consent, 99, GOOD)
    with pytest.raises(NotFound):
        store.read(consent_sheet, 99)


@pytest.fixture
def sam(desk) -> int:
    return desk.write(add_mentee, "M-9901", "Sam", "Lukas")


@pytest.fixture
def tab(qtbot, window, desk, sam) -> ConsentTab:
    made = ConsentTab(desk, sam)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_every_purpose_is_shown_with_what_its_absence_stops(tab):
    shown = words(tab)
    assert {purpose.label for purpose in Purpose} <= set(shown)
    assert "Photos have no basis. Ask for consent, or leave the photo out." in shown
    assert says(tab, "Nothing has been withdrawn, replaced or run out.")


def test_giving_and_withdrawing_take_one_button_each(window, desk, tab, sam):
    press(tab, "give_photo")
    made = dialog(window, "Give a basis: Photo")
    assert made.form.field("given_date").value() == TODAY
    assert made.form.field("taken_by").value() == desk.store.actor.name
    assert "partner" not in made.form.blocks
    made.form.field("basis").set_value(Basis.CONSENT)
    made.save()
    assert says(made, "Version of the wording: Say which version of the consent form or words was used.")
    made.form.field("wording").edit.setText("Version 3")
    made.save()
    assert says(tab, "Version 3")
    assert "Replace" in words(tab)
    row = desk.read(basis_for, sam, Purpose.PHOTO)
    press(tab, f"withdraw_{row.id}")
    made = dialog(window, "Withdraw: Photo")
    assert says(made, "Consent for photo ends. What depends on it stops at once.")
    made.save()
    assert told(window).endswith("Basis withdrawn.")
    assert says(tab, "Photo: Consent")
    assert says(tab, "Withdrawn on 21 November 2026.")


def test_a_partner_is_asked_for_only_where_details_are_shared(window, tab):
    press(tab, "give_sharing")
    made = dialog(window, "Give a basis: Sharing")
    made.save()
    assert says(made, "Partner: Name the partner with whom details are shared.")
    made.form.settle()
    made.reject()


def test_consent_to_casework_after_a_statutory_referral_is_questioned_but_not_stopped(window, desk, tab, sam):
    referral = Referral(mentee_id=sam, route=Route.PROBATION, referred_date=date(2026, 6, 1))
    desk.write(add_record, referral)
    press(tab, "give_casework")
    made = dialog(window, "Give a basis: Casework")
    made.form.field("basis").set_value(Basis.LEGITIMATE_INTERESTS)
    assert not says(made, "rarely free")
    made.form.field("basis").set_value(Basis.CONSENT)
    assert says(made, "consent to casework is rarely free")
    made.form.field("wording").edit.setText("Version 3")
    made.save()
    assert says(tab, "consent to casework is rarely free")


def test_a_withdrawal_of_something_withdrawn_meanwhile_is_said(window, desk, tab, sam):
    row = desk.read(consent_row, desk.write(give_consent, sam, PHOTO))
    press(tab, f"withdraw_{row.id}")
    made = dialog(window, "Withdraw: Photo")
    desk.write(withdraw_consent, row.id, row.version, WithdrawalDraft(TODAY, "By phone"))
    made.save()
    assert made.form.summary.text().startswith("Somebody else saved this")
    named(made, "cancel").click()
