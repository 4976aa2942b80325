"""People who sign in: added with a code, changed, removed; never without a manager."""

import pytest

from mentordesk.features.organisation.operations import (
    add_person,
    change_organisation,
    change_person,
    give_starter_code,
    recover_passphrase,
    remove_person,
    set_my_passphrase,
)
from mentordesk.features.organisation.queries import (
    PersonRow,
    managers,
    organisation_name,
    organisation_sheet,
    person_page,
)
from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongPassphrase
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.store import vault
from mentordesk.store.casebook import Store
from mentordesk.store.keys import new_starter_code
from mentordesk.store.opening import open_store
from tests.casebooks import NAMES, PASSPHRASE, Casebook, at_now

NEW = "a new lamp by the old gate"


def person(store: Store, name: str) -> PersonRow:
    (row,) = store.read(person_page, ListAsk(search=name)).rows
    return row


def test_a_new_person_signs_in_with_a_code_and_sets_a_passphrase(store: Store, casebook: Casebook) -> None:
    code = new_starter_code()
    store.write(add_person, PersonDraft("Wren Hale", Role.COORDINATOR), code)
    opened = vault.unlock(casebook.folder, "wren hale", code)
    assert opened.starter
    store.close()
    with open_store(opened, at_now) as theirs:
        assert (theirs.actor.name, theirs.actor.role) == ("Wren Hale", Role.COORDINATOR)
        theirs.write(set_my_passphrase, NEW)
    opened = vault.unlock(casebook.folder, "Wren Hale", NEW)
    assert not opened.starter
    with pytest.raises(WrongPassphrase):
        vault.unlock(casebook.folder, "Wren Hale", code)


def test_a_weak_passphrase_is_refused_and_the_old_one_stays(store: Store, casebook: Casebook) -> None:
    for weak in ("", "short", "correct horse battery staple"):
        with pytest.raises(Invalid) as refusal:
            store.write(set_my_passphrase, weak)
        assert set(refusal.value.problems) == {"passphrase"}
    assert vault.unlock(casebook.folder, "", PASSPHRASE)


def test_two_people_of_the_same_initials_are_told_apart(store: Store, casebook: Casebook) -> None:
    store.write(add_person, PersonDraft("Tove Ek", Role.MENTOR), "a code for tove")
    ring = vault.read_keyring(casebook.folder)
    assert ring.find("TE") == ring.find("Tom Ellery")
    assert ring.find("TE 2") == ring.find("Tove Ek")


def test_a_name_that_only_differs_in_accents_is_refused(store: Store) -> None:
    with pytest.raises(Invalid) as refusal:
        store.write(add_person, PersonDraft("TÓM ELLERY", Role.MENTOR), "a code for tom")
    assert set(refusal.value.problems) == {"name"}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY])
def test_the_last_manager_is_neither_demoted_nor_removed(store: Store, role: Role) -> None:
    asha = person(store, "Asha")
    with pytest.raises(Invalid, match="last manager"):
        store.write(change_person, asha.id, asha.version, PersonDraft("Asha Karim", role))
    with pytest.raises(Invalid, match="last manager"):
        store.write(remove_person, asha.id, asha.version)
    assert person(store, "Asha") == asha
    assert vault.unlock(store.vault.folder, "", PASSPHRASE)


def test_a_removed_manager_does_not_count_as_one(store: Store) -> None:
    number = store.write(add_person, PersonDraft("Wren Hale", Role.MANAGER), "a code for wren")
    store.write(remove_person, number, person(store, "Wren").version)
    asha = person(store, "Asha")
    with pytest.raises(Invalid, match="last manager"):
        store.write(remove_person, asha.id, asha.version)


def test_one_of_two_managers_may_go(store: Store, casebook: Casebook) -> None:
    store.write(add_person, PersonDraft("Wren Hale", Role.MANAGER), "a code for wren")
    asha = person(store, "Asha")
    store.write(change_person, asha.id, asha.version, PersonDraft("Asha Karim", Role.MENTOR))
    assert [row.name for row in store.read(managers)] == ["Wren Hale"]
    store.sign_in()
    with pytest.raises(NotAllowed):
        store.write(remove_person, 2, 1)
    ring = vault.read_keyring(casebook.folder)
    assert ring.find("") == ring.find("Wren Hale"), "nobody named means the first manager"


def test_a_removed_person_does_not_sign_in_and_their_name_stays(store: Store, casebook: Casebook) -> None:
    tom = person(store, "Tom")
    opened = vault.unlock(casebook.folder, "Tom Ellery", "a starter code")
    store.write(remove_person, tom.id, tom.version)
    store.close()
    with pytest.raises(NotFound):
        vault.unlock(casebook.folder, "Tom Ellery", "a starter code")
    with pytest.raises(NotAllowed, match="no longer sign in"):
        open_store(opened, at_now)
    with casebook.open() as again:
        gone = person(again, "Tom")
        assert (gone.name, gone.active) == ("Tom Ellery", False)
        with pytest.raises(Invalid, match="removed"):
            again.write(give_starter_code, gone.id, "another code")
        again.write(add_person, PersonDraft("Tom Ellery", Role.MENTOR), "a code for another tom")


def test_somebody_with_an_old_copy_of_the_key_slots_is_still_nobody(store: Store, casebook: Casebook) -> None:
    """The data key is not changed by a removal, but the records know who signs in."""
    kept = {name: (casebook.folder / name).read_bytes() for name in vault.SLOTS}
    tom = person(store, "Tom")
    store.write(remove_person, tom.id, tom.version)
    store.close()
    for name, content in kept.items():
        (casebook.folder / name).write_bytes(content)
    with pytest.raises(NotAllowed):
        open_store(vault.unlock(casebook.folder, "Tom Ellery", "a starter code"), at_now)


def test_a_new_name_signs_in_with_the_old_passphrase(store: Store, casebook: Casebook) -> None:
    asha = person(store, "Asha")
    store.write(change_person, asha.id, asha.version, PersonDraft("Asha Karim-Lund", Role.MANAGER))
    assert vault.unlock(casebook.folder, "Asha Karim-Lund", PASSPHRASE).data_key == casebook.data_key
    assert vault.unlock(casebook.folder, "AKL", PASSPHRASE)
    with pytest.raises(NotFound):
        vault.unlock(casebook.folder, "Asha Karim", PASSPHRASE)


def test_a_forgotten_passphrase_is_set_anew_with_the_recovery_key(casebook: Casebook) -> None:
    with open_store(vault.recover(casebook.folder, casebook.recovery_key), at_now) as store:
        asha = store.read(managers)[0]
        with pytest.raises(Invalid):
            store.write(recover_passphrase, asha.id, "short")
        store.write(recover_passphrase, asha.id, NEW)
        store.become(asha.id)
        assert store.actor.name == "Asha Karim"
    with open_store(vault.unlock(casebook.folder, "Asha Karim", NEW), at_now) as store:
        assert store.read(organisation_name) == "Riverside Mentoring"


def test_a_stale_form_about_a_person_is_a_conflict(store: Store) -> None:
    tom = person(store, "Tom")
    store.write(change_person, tom.id, tom.version, PersonDraft("Tom Ellery", Role.MENTOR))
    with pytest.raises(Conflict):
        store.write(remove_person, tom.id, tom.version)


def test_the_organisation_changes_and_a_stale_form_is_a_conflict(store: Store) -> None:
    sheet = store.read(organisation_sheet)
    assert sheet.draft == OrganisationDraft("Riverside Mentoring", "1234567", b"", 4)
    new = OrganisationDraft("Riverside", "7654321", b"\x89PNG\r\n\x1a\n", 1)
    store.write(change_organisation, sheet.id, sheet.version, new)
    assert store.read(organisation_sheet).draft == new
    with pytest.raises(Conflict):
        store.write(change_organisation, sheet.id, sheet.version, new)
    with pytest.raises(Invalid):
        store.write(change_organisation, sheet.id, sheet.version + 1, OrganisationDraft())


def test_people_are_listed_and_filtered(store: Store) -> None:
    names = [row.name for row in store.read(person_page, ListAsk(sort="name")).rows]
    assert names == sorted(NAMES.values(), key=str.lower)
    (mentor,) = store.read(person_page, ListAsk(filters=(("role", Role.MENTOR),))).rows
    assert mentor.name == NAMES[Role.MENTOR]
    assert store.read(person_page, ListAsk(search="100%")).rows == ()
