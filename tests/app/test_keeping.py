"""Backups that nobody has to think of, and restoring through the whole program."""

import shutil

import pytest

from mentordesk.app.first_sign_in import FirstSignIn
from mentordesk.app.instance import Instance
from mentordesk.app.keeping import EVERY_MINUTES, Keeping
from mentordesk.app.restore_window import HERE, NEW, RestoreWindow
from mentordesk.app.start import NOT_DONE
from mentordesk.app.unlock import UnlockWindow
from mentordesk.app.wizard import Wizard
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plan_page
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.store.backup import backups
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import run_drill
from mentordesk.store.elsewhere import copy_elsewhere
from mentordesk.store.health import note_failure
from mentordesk.store.manifest import Why, read_manifest
from mentordesk.store.restore import restore_over
from mentordesk.store.state import recall
from tests.app.starting import NEW as NEW_PASSPHRASE
from tests.app.starting import begin, problem, unlock
from tests.casebooks import NOW, PASSPHRASE, Casebook
from tests.screens import dialog, press, says, told, until

__all__ = ["begin"]


def whys(casebook: Casebook) -> list[Why]:
    return [read_manifest(each.path).why for each in backups(casebook.folder)]


def plan(main, title: str) -> None:
    main.desk.write(create_plan, PlanDraft(title=title))


def titles(main) -> list[str]:
    return [row.title for row in main.desk.read(plan_page, ListAsk()).rows]


def blocked(casebook: Casebook) -> None:
    """Stand something in the way of backups."""
    shutil.rmtree(casebook.folder / "backups", ignore_errors=True)
    (casebook.folder / "backups").write_text("in the way")


def test_every_half_hour_of_change_there_is_a_backup(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    keeping = program._keeping
    assert keeping.timer.interval() == EVERY_MINUTES * 60_000
    assert keeping.timer.isActive()
    assert keeping.first.isActive(), "without any backup it does not wait that long"
    plan(main, "One")
    keeping.timer.timeout.emit()
    until(qtbot, lambda: whys(casebook) == [Why.REGULAR])
    until(qtbot, lambda: not keeping._running)
    keeping.timer.timeout.emit()
    assert not keeping._running, "nothing has changed since"
    plan(main, "Two")
    keeping.timer.timeout.emit()
    until(qtbot, lambda: whys(casebook) == [Why.REGULAR, Why.REGULAR])
    until(qtbot, lambda: not keeping._running)


def test_at_closing_there_is_a_backup_when_something_changed(qtbot, begin, casebook: Casebook, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    program.preferences.keep("copies", {casebook.name: str(stick)})
    plan(main, "One")
    program._quit()
    assert whys(casebook) == [Why.CLOSE]
    assert len(list(stick.iterdir())) == 1
    again = begin(casebook.folder)
    unlock(qtbot, again)
    again._quit()
    assert whys(casebook) == [Why.CLOSE]


def test_a_failed_backup_is_told_once_and_on_the_health_page(qtbot, begin, casebook: Casebook):
    blocked(casebook)
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    plan(main, "One")
    for _ in range(2):
        program._keeping.look()
        until(qtbot, lambda: not program._keeping._running)
    assert len(main.messages.texts()) == 1
    assert "Could not" in told(main)
    assert recall(casebook.folder, "backup_failed")["good"] is False
    main.desk.go(Link("settings", filters=(("tab", "health"),)))
    until(qtbot, lambda: says(main.page(), "did not work: Could not"))


def test_what_is_written_down_of_a_failure_holds_no_path(qtbot, begin, casebook: Casebook, tmp_path):
    stick = tmp_path / "Asha Karim"
    stick.mkdir()
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    program.preferences.keep("copies", {casebook.name: str(stick)})
    plan(main, "One")
    made = main.desk.store.backup()
    (stick / copy_elsewhere(main.desk.store.vault, made, stick, NOW).name).unlink()
    content = bytearray(made.path.read_bytes())
    content[-1] ^= 1
    made.path.write_bytes(content)
    note_failure(main.desk.store, UserError(f"Could not copy to {stick}."), stick)
    assert run_drill(main.desk.store, stick).good is False
    state = (casebook.folder / "state.json").read_text()
    assert "Could not copy to the folder." in state
    assert "Asha" not in state
    assert str(tmp_path) not in state


def test_closing_goes_on_when_no_backup_can_be_made(qtbot, begin, casebook: Casebook, capsys):
    blocked(casebook)
    program = begin(casebook.folder)
    plan(unlock(qtbot, program), "One")
    program._quit()
    assert program.store is None
    assert "Could not" in capsys.readouterr().err
    with casebook.open() as store:
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []


def test_an_unplugged_stick_is_no_reason_to_fail(qtbot, begin, casebook: Casebook, tmp_path):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    program.preferences.keep("copies", {casebook.name: str(tmp_path / "unplugged")})
    plan(main, "One")
    keeping = program._keeping
    keeping.look()
    until(qtbot, lambda: not keeping._running)
    assert whys(casebook) == [Why.REGULAR]
    assert main.messages.texts() == []
    (tmp_path / "unplugged").mkdir()
    keeping.look()
    until(qtbot, lambda: not keeping._running)
    assert len(list((tmp_path / "unplugged").iterdir())) == 1, "plugged in later, it is copied then"
    assert whys(casebook) == [Why.REGULAR]


def test_a_restore_from_the_window_closes_swaps_and_starts_anew(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    plan(main, "One")
    main.desk.store.backup()
    plan(main, "Two")
    main.desk.go(Link("settings", filters=(("tab", "health"),)))
    until(qtbot, lambda: says(main.page(), "Backup 1, "))
    press(main.page(), "Restore")
    question = dialog(main)
    question.word.setText("Restore")
    press(question, "act")
    until(qtbot, lambda: program.anew == [casebook.folder])
    assert program.store is None
    assert whys(casebook)[1] is Why.RESTORE
    again = begin(casebook.folder)
    main = unlock(qtbot, again)
    assert titles(main) == ["One"]
    assert [finding.what for finding in check_casebook(main.desk.store) if not finding.good] == []


@pytest.mark.parametrize("secret", ["passphrase", "recovery key"])
def test_a_new_laptop_restores_from_the_first_window(qtbot, begin, casebook: Casebook, tmp_path, secret):
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Kept"))
        source = store.backup().path
    new = tmp_path / "new" / "casebook"
    program = begin(new)
    assert isinstance(program.window(), Wizard)
    press(program.window(), "restore_backup")
    window = program.window()
    assert isinstance(window, RestoreWindow)
    assert says(window, f"Folder: {new}")
    press(window, "restore")
    assert "Choose the backup file." in problem(qtbot, window)
    window.file.set_value(source)
    press(window, "restore")
    assert "Type a passphrase" in problem(qtbot, window)
    window.secret.edit.setText("wrong")
    press(window, "restore")
    assert "does not open" in problem(qtbot, window)
    assert not new.exists()
    window.secret.edit.setText(PASSPHRASE if secret == "passphrase" else casebook.recovery_key)
    if secret == "passphrase":
        with qtbot.waitSignal(program.opened, timeout=10_000):
            press(window, "restore")
    else:
        press(window, "restore")
        until(qtbot, lambda: isinstance(program.window(), FirstSignIn))
        first = program.window()
        for field in (first.passphrase.first, first.passphrase.again):
            field.edit.setText(NEW_PASSPHRASE)
        with qtbot.waitSignal(program.opened, timeout=10_000):
            press(first, "set_passphrase")
    assert titles(program.main) == ["Kept"]
    assert not Instance(new).claim(), "the new casebook is taken"


def test_a_damaged_casebook_is_restored_from_the_first_window(qtbot, begin, casebook: Casebook):
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Kept"))
        source = store.backup().path
    (casebook.folder / "records.db").write_bytes(b"")
    program = begin(casebook.folder)
    assert isinstance(program.window(), UnlockWindow)
    press(program.window(), "restore_backup")
    window = program.window()
    assert window.where.value() == HERE
    window.file.set_value(source)
    window.secret.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        press(window, "restore")
    assert titles(program.main) == ["Kept"]


def test_a_good_casebook_is_not_replaced_unless_that_is_chosen(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    press(program.window(), "restore_backup")
    window = program.window()
    assert window.where.value() == NEW
    assert says(window, f"Folder: {casebook.folder}-2")
    window.take_folder(casebook.folder.with_name("else"))
    assert says(window, "else")
    press(window, "back")
    assert isinstance(program.window(), UnlockWindow)


def test_what_was_begun_and_did_not_take_place_is_said(qtbot, begin, casebook: Casebook):
    with casebook.open() as store:
        laid = restore_over(store, store.backup().path)
    program = begin(casebook.folder)
    assert problem(qtbot, program.window()) == NOT_DONE
    assert not laid.room.exists()
    unlock(qtbot, program)


def test_keeping_begins_only_once_at_a_time(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    plan(main, "One")
    keeping: Keeping = program._keeping
    keeping.look()
    keeping.look()
    until(qtbot, lambda: not keeping._running)
    assert whys(casebook) == [Why.REGULAR]
