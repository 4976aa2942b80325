import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from mentordesk.features.organisation.operations import change_organisation, change_person
from mentordesk.features.organisation.queries import organisation_name, organisation_sheet, person_page
from mentordesk.features.organisation.rules import PersonDraft
from mentordesk.features.organisation.screens.recovery_key import ask_for_new_key
from mentordesk.features.organisation.screens.settings import (
    OrganisationPage,
    PeoplePage,
    change_my_passphrase,
    edit_organisation,
    edit_person,
    new_person,
)
from mentordesk.kernel.errors import WrongPassphrase
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.store import vault
from tests.casebooks import PASSPHRASE
from tests.screens import choose, dialog, named, press, says, signed_in, told, words


@pytest.fixture
def settings(window):
    window.show_place("settings")
    return window.page()


@pytest.fixture
def people(settings) -> PeoplePage:
    settings.show_tab("people")
    return settings.findChild(PeoplePage)


def row_of(desk, name):
    return next(row for row in desk.read(person_page, ListAsk(sort="name")).rows if row.name == name)


def pick(people, name):
    people.table.selectRow(people.model.number_of(row_of(people.desk, name).id))


def act_on(people, name, entry):
    pick(people, name)
    choose(named(people, "chosen_person").menu(), entry)


def test_the_organisation_is_changed_and_named_in_the_title(window, desk, settings):
    settings.show_tab("organisation")
    page = settings.findChild(OrganisationPage)
    press(page, "edit_organisation")
    form = dialog(window, "Change the organisation").form
    form.field("name").edit.setText("  ")
    dialog(window).save()
    assert says(dialog(window), "Name: Give the organisation's name.")
    form.field("name").edit.setText("Harbour & Hearth")
    form.field("year_starts").set_value(1)
    dialog(window).save()
    assert told(window) == "Organisation saved."
    assert {"Harbour & Hearth", "January"} <= set(words(page))
    assert window.windowTitle() == "MentorDesk — Harbour & Hearth"


def test_a_logo_is_kept_and_one_that_is_no_picture_is_refused(window, desk, tmp_path):
    good, bad = tmp_path / "logo.png", tmp_path / "logo.txt.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(good))
    bad.write_text("not a picture")
    made = edit_organisation(desk)
    made.form.field("logo").load(bad)
    made.save()
    assert says(made, "logo.txt.png is not a picture that can be read. Try a PNG or JPEG file.")
    made.form.field("logo").load(good)
    made.save()
    assert not made.isVisible()
    assert desk.read(organisation_sheet).draft.logo.startswith(b"\x89PNG")


def test_two_people_who_change_the_organisation_see_both_versions(desk, window):
    made = edit_organisation(desk)
    sheet = desk.read(organisation_sheet)
    made.form.field("name").edit.setText("Mine")
    theirs = sheet.draft.__class__(**{**vars(sheet.draft), "name": "Theirs"})
    desk.write(change_organisation, sheet.id, sheet.version, theirs)
    made.save()
    assert "Both versions are shown at 1 field below." in made.form.summary.text()
    press(made, "take_theirs")
    made.save()
    assert desk.read(organisation_name) == "Theirs"


def test_somebody_is_added_and_their_starter_code_opens_the_casebook(window, desk, people):
    press(people, "new")
    made = dialog(window, "Add a person")
    made.form.field("name").edit.setText("asha  karim")
    made.form.field("role").set_value(Role.COORDINATOR)
    made.save()
    assert says(made, "Somebody of this name signs in already. Add a middle name or a number.")
    made.form.field("name").edit.setText("Robin Ashdown")
    made.save()
    shown = dialog(window, "Starter code")
    assert says(shown, "Robin Ashdown")
    code = next(each for each in words(shown) if each.count("-") == 4)
    opened = vault.unlock(desk.store.vault.folder, "robin ashdown", code)
    assert opened.starter
    press(shown, "I have noted it")
    assert people.count.text() == "5 people"
    assert row_of(desk, "Robin Ashdown").role is Role.COORDINATOR
    assert code not in [each for dialogs in window.children() for each in getattr(dialogs, "texts", list)()]


def test_a_role_is_changed_and_the_last_manager_stays(window, desk, people):
    act_on(people, "Tom Ellery", "Change name or role…")
    made = dialog(window, "Change a person")
    assert made.form.field("name").value() == "Tom Ellery"
    made.form.field("role").set_value(Role.READ_ONLY)
    made.save()
    assert row_of(desk, "Tom Ellery").role is Role.READ_ONLY
    last = edit_person(desk, row_of(desk, "Asha Karim"))
    last.form.field("role").set_value(Role.MENTOR)
    last.save()
    assert says(last, "Role: This is the last manager. Make somebody else a manager first.")
    assert last.form.field("role").value() is Role.MENTOR
    last.form.settle()
    last.reject()
    act_on(people, "Asha Karim", "Remove…")
    press(dialog(window, "Remove Asha Karim?"), "act")
    assert "This is the last manager. Make somebody else a manager first." in told(window)


def test_a_stale_change_of_a_person_shows_both(window, desk):
    row = row_of(desk, "Tom Ellery")
    made = edit_person(desk, row)
    desk.write(change_person, row.id, row.version, PersonDraft("Tom Ellery", Role.MENTOR))
    made.form.field("name").edit.setText("Thomas Ellery")
    made.save()
    assert "Both versions are shown at 2 fields below." in made.form.summary.text()
    press(made.form.blocks["name"].comparison, "keep_mine")
    made.save()
    assert row_of(desk, "Thomas Ellery").role is Role.MENTOR


def test_a_new_starter_code_ends_the_old_passphrase(window, desk, people):
    folder = desk.store.vault.folder
    assert vault.unlock(folder, "Tom Ellery", PASSPHRASE)
    act_on(people, "Tom Ellery", "Give a new starter code…")
    question = dialog(window, "Give Tom Ellery a new starter code?")
    assert says(question, "Their passphrase stops working at once.")
    press(question, "act")
    code = next(each for each in words(dialog(window, "Starter code")) if each.count("-") == 4)
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, "Tom Ellery", PASSPHRASE)
    assert vault.unlock(folder, "Tom Ellery", code).starter


def test_somebody_is_removed_and_no_longer_signs_in(window, desk, people):
    act_on(people, "Jo Marsh", "Remove…")
    press(dialog(window, "Remove Jo Marsh?"), "act")
    assert told(window) == "Person removed."
    assert not row_of(desk, "Jo Marsh").active
    ring = vault.read_keyring(desk.store.vault.folder)
    assert [slot.initials for slot in ring.slots if slot.initials] == ["AK", "TE", "PL"]
    act_on(people, "Jo Marsh", "Give a new starter code…")
    press(dialog(window), "act")
    assert "This person was removed. Add them again." in told(window)
    act_on(people, "Jo Marsh", "Remove…")
    press(dialog(window), "act")
    assert [row_of(desk, "Jo Marsh").active] == [False]


def test_my_own_passphrase_is_changed(window, desk, settings):
    settings.show_tab("passphrase")
    press(settings, "change_passphrase")
    made = dialog(window, "Change my passphrase")
    fields = made.form
    made.save()
    assert says(made, "Present passphrase: Type your present passphrase.")
    fields.field("old").edit.setText("not my passphrase")
    fields.field("new").edit.setText("four quiet herons wading")
    fields.field("again").edit.setText("four quiet herons waiting")
    made.save()
    assert says(made, "The new passphrase again: The two are not the same.")
    fields.field("again").edit.setText("four quiet herons wading")
    made.save()
    assert says(made, "Present passphrase: That passphrase does not open this casebook.")
    fields.field("old").edit.setText(PASSPHRASE)
    made.save()
    assert told(window) == "Passphrase changed."
    assert vault.unlock(desk.store.vault.folder, "AK", "four quiet herons wading")


def test_no_passphrase_is_ever_kept_in_a_draft(qtbot, window, desk):
    made = change_my_passphrase(desk)
    for name in ("old", "new", "again"):
        made.form.field(name).edit.setText("four quiet herons wading")
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert "four quiet herons" not in repr(desk.store.drafts())


def test_people_are_filtered_and_found(people):
    people.set_filter("role", Role.MENTOR)
    assert [row.name for row in people.model.rows()] == ["Jo Marsh"]
    people.clear_filters()
    people.search("elle")
    assert [row.name for row in people.model.rows()] == ["Tom Ellery"]
    people.search("zzz")
    assert says(people, "No person matches.")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READ_ONLY, Role.MENTOR])
def test_only_a_manager_changes_people_and_the_organisation(qtbot, demo_casebook, role):
    with signed_in(demo_casebook, role) as window:
        window.show_place("settings")
        settings = window.page()
        labels = [settings.contents.label(number) for number in range(settings.contents.count())]
        assert "My passphrase" in labels
        assert ("People who sign in" in labels) == (role is not Role.MENTOR)
        settings.show_tab("people")
        assert not {"Add a person", "Chosen person"} & set(words(settings))
        settings.show_tab("organisation")
        assert "Change" not in words(settings)


def test_a_hostile_name_is_printed_as_it_is(window, desk, people):
    made = new_person(desk)
    made.form.field("name").edit.setText("<b>Bo</b> &amp; “Zoë” مريم 👍")
    made.form.field("role").set_value(Role.MENTOR)
    made.save()
    press(dialog(window, "Starter code"), "I have noted it")
    assert "<b>Bo</b> &amp; “Zoë” مريم 👍" in [row.name for row in people.model.rows()]
    act_on(people, "<b>Bo</b> &amp; “Zoë” مريم 👍", "Remove…")
    assert says(dialog(window), "Remove <b>Bo</b> &amp; “Zoë” مريم 👍?")


def test_a_manager_makes_a_new_recovery_key_and_the_old_one_stops(casebook, qapp):
    with signed_in(casebook) as window:
        ask_for_new_key(window.desk)
        press(dialog(window, "Make a new recovery key?"), "act")
        shown = dialog(window, "Recovery key")
        key = next(each for each in words(shown) if len(each.split()) == 9).replace("  ", "-")
    vault.recover(casebook.folder, key)
    with pytest.raises(WrongPassphrase):
        vault.recover(casebook.folder, casebook.recovery_key)
