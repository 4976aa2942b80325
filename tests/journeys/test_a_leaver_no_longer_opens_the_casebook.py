"""A coordinator leaves: removed, the key changed, and what they took along opens nothing new."""

import shutil

import pytest

from mentordesk.app.first_sign_in import FirstSignIn
from mentordesk.app.unlock import UnlockWindow
from mentordesk.features.organisation.queries import person_page
from mentordesk.features.organisation.screens.settings import PeoplePage
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import CasebookDamaged, NotFound, WrongPassphrase
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.trail import TrailEntry
from mentordesk.store import vault
from mentordesk.store.backup import newest
from mentordesk.store.check import check_casebook
from mentordesk.store.key_change import lay_under_new_key
from mentordesk.store.keys import new_recovery_key
from mentordesk.store.manifest import Why
from mentordesk.store.opening import open_store
from mentordesk.store.restore import restore_into
from mentordesk.store.verifying import Condition, backup_rows
from tests.app.starting import NEW, begin, unlock
from tests.casebooks import PASSPHRASE, Casebook, at_now
from tests.screens import choose, dialog, named, press, says, told, until, words

__all__ = ["begin"]
TOM, JO = "Tom Ellery", "Jo Marsh"


def people(main) -> PeoplePage:
    main.show_place("settings")
    main.page().show_tab("people")
    return main.page().findChild(PeoplePage)


def test_a_leaver_no_longer_opens_the_casebook(qtbot, begin, demo_casebook: Casebook, tmp_path):
    folder, taken = demo_casebook.folder, tmp_path / "taken along"
    with demo_casebook.open() as store:
        store.backup()
    shutil.copytree(folder, taken)

    program = begin(folder)
    main = unlock(qtbot, program)
    page = people(main)
    tom = next(row for row in main.desk.read(person_page, ListAsk()).rows if row.name == TOM)
    page.remove(tom)
    question = dialog(main, f"Remove {TOM}?")
    assert says(question, "Their old copy still opens")
    press(question, "act_besides")
    assert "Person removed. Now change the key." in told(main)
    asked = dialog(main, "Change the key of the casebook")
    asked.form.field("passphrase").edit.setText("not my passphrase at all")
    asked.save()
    assert says(asked, "does not open this casebook")
    asked.form.field("passphrase").edit.setText(PASSPHRASE)
    asked.save()
    shown = dialog(main, "Print these first")
    codes = dict(shown.codes)
    assert TOM not in codes
    assert set(codes.values()) < set(words(shown))
    recovery_key = next(each for each in words(shown) if len(each.split()) == 9).replace("  ", "-")
    press(shown, "print_codes")
    paper = dialog(main, "Recovery key and starter codes")
    assert paper.isVisible()
    paper.reject()
    press(shown, "change_key")
    until(qtbot, lambda: program.anew == [folder])
    assert program.store is None

    for name in vault.SLOTS:  # what Tom took along, beside the new records
        shutil.copy(taken / name, tmp_path / name)
    mixed = tmp_path / "mixed"
    shutil.copytree(folder, mixed)
    for name in vault.SLOTS:
        shutil.copy(tmp_path / name, mixed / name)
    with pytest.raises(CasebookDamaged):
        open_store(vault.unlock(mixed, TOM, PASSPHRASE), at_now)
    with pytest.raises(NotFound):
        vault.unlock(folder, TOM, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        vault.recover(folder, demo_casebook.recovery_key)
    with open_store(vault.unlock(taken, TOM, PASSPHRASE), at_now) as old:
        assert old.actor.name == TOM, "the copy that he took along still opens, as was said"

    program = begin(folder)
    assert isinstance(program.window(), UnlockWindow)
    main = unlock(qtbot, program)
    assert not (folder / "replaced").exists(), "the records under the old key went with the first opening"
    store = main.desk.store
    assert [finding.what for finding in check_casebook(store) if not finding.good] == []
    with store.connection() as connection:
        found = connection.execute(TrailEntry.__table__.select().order_by(TrailEntry.id.desc())).all()
    acts = [(each.operation, each.person_id) for each in found if each.operation != "note_sign_in"][:2]
    assert acts == [("note_key_change", 1), ("remove_person", 1)]
    assert newest(store.vault)[1].why is Why.NEW_KEY
    conditions = [row.condition for row in backup_rows(store.vault)]
    assert conditions[0] is Condition.MADE_GOOD
    assert set(conditions[1:]) == {Condition.EARLIER_KEY}
    main.desk.write(create_plan, PlanDraft(title="After Tom"))
    main.lock()

    program = begin(folder, JO)
    program.window().passphrase.edit.setText(codes[JO])
    program.window().open_casebook()
    until(qtbot, lambda: isinstance(program.window(), FirstSignIn))
    first = program.window()
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText(NEW)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        press(first, "set_passphrase")
    assert vault.recover(folder, recovery_key).recovered


def test_a_change_of_the_key_that_is_called_off_changes_nothing(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    choose(named(people(main), "chosen_person").menu(), "Change the key of the casebook…")
    asked = dialog(main, "Change the key of the casebook")
    asked.form.field("passphrase").edit.setText(PASSPHRASE)
    asked.save()
    shown = dialog(main, "Print these first")
    before = (casebook.folder / "keyslots.json").read_bytes()
    shown.change()
    press(shown, "cancel")
    until(qtbot, lambda: "The key was not changed." in told(main))
    assert (casebook.folder / "keyslots.json").read_bytes() == before
    assert not (casebook.folder / ".restore").exists()
    main.desk.write(create_plan, PlanDraft(title="Still here"))
    assert vault.unlock(casebook.folder, "", PASSPHRASE).data_key == casebook.data_key


def test_a_backup_from_before_the_change_is_restored_into_a_new_folder(casebook: Casebook, tmp_path):
    secrets = {user: f"a code for {user}" for user in casebook.users.values()}
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Before"))
        source = store.backup().path
        secrets[store.vault.user] = PASSPHRASE
        ready = lay_under_new_key(store, secrets, new_recovery_key())
    ready.take_its_place()
    opened = restore_into(source, tmp_path / "new", "", PASSPHRASE, clock=at_now)
    assert opened.data_key == casebook.data_key
