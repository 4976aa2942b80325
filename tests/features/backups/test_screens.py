"""The Health page: what it says, and what its buttons do to a real casebook."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Role
from mentordesk.store.backup import backups
from mentordesk.store.casebook import Store
from mentordesk.store.drill import last_drill
from mentordesk.store.elsewhere import copies
from mentordesk.store.key_change import lay_under_new_key
from mentordesk.store.state import recall
from mentordesk.ui.chips import Chip
from mentordesk.ui.tasks import PoolTasks
from tests.screens import dialog, dialogs, named, press, says, signed_in, told, until, window_over, words


def health(window):
    window.desk.go(Link("settings", filters=(("tab", "health"),)))
    return window.page().contents.page()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60_000] ^= 1
    path.write_bytes(content)


def test_home_says_what_is_not_safe_and_leads_to_health(window):
    assert says(window.page(), "Last copy in another place")
    press(window.page(), "Open Health")
    page = window.page().contents.page()
    assert page.objectName() == "HealthPage"
    assert says(page, "There is none yet.")


def test_a_backup_is_made_on_demand_and_listed(window, desk):
    page = health(window)
    press(page, "Make a backup now")
    assert "Backup 1 was made." in told(window)
    assert len(backups(desk.store.vault.folder)) == 1
    assert says(page, "Backup 1, ")
    assert "Good when it was made" in {each.text() for each in page.findChildren(Chip)}
    assert says(page, "Nothing has changed since.")


def test_the_other_place_is_chosen_and_copied_to(window, desk, tmp_path):
    page = health(window)
    stick = tmp_path / "stick"
    stick.mkdir()
    press(page, "Choose the place")
    chooser = dialog(window)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(stick))
    chooser.done(0)
    assert f"Copied to {stick}." in told(window)
    assert len(copies(desk.store.vault.casebook, stick)) == 1
    assert says(page, f"Backups are copied to {stick}.")
    desk.write(create_plan, PlanDraft(title="Later"))
    press(page, "Copy now")
    assert len(copies(desk.store.vault.casebook, stick)) == 2
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()
    press(page, "Copy now")
    assert "Plug the drive in" in told(window)
    assert says(page, "It is not there now")
    press(page, "Stop copying")
    assert page.place() is None
    assert says(page, "No other place is chosen.")


def test_a_place_inside_the_casebook_is_refused(window, desk):
    page = health(window)
    page.take_place(desk.store.vault.folder / "backups")
    assert "inside the casebook itself" in told(window)
    assert page.place() is None


def test_a_drill_is_told_and_remembered(window, desk):
    page = health(window)
    press(page, "Make a backup now")
    press(page, "Try a restore")
    assert "was restored on trial" in told(window)
    assert last_drill(desk.store.vault.folder).good
    assert any(each.startswith("Today. Backup 1") for each in words(page))


def test_everything_is_checked_and_a_damaged_backup_can_be_removed(window, desk):
    page = health(window)
    press(page, "Make a backup now")
    press(page, "Make a backup now")
    press(page, "Check everything")
    assert "The records and every backup are good." in told(window)
    flip(backups(desk.store.vault.folder)[0].path)
    press(page, "Check everything")
    assert "1 backup did not pass" in told(window)
    assert recall(desk.store.vault.folder, "damaged_backups") == [1]
    press(page, "Remove")
    press(dialog(window, "Remove the damaged backup 1?"), "act")
    assert [each.sequence for each in backups(desk.store.vault.folder)] == [2]
    assert not says(page, "did not pass the last check")


def test_a_backup_under_an_earlier_key_is_named_so_and_can_be_removed(qtbot, casebook, tmp_path):
    secrets = {user: f"a starter code for {role.value}" for role, user in casebook.users.items()}
    with casebook.open() as store:
        ready = lay_under_new_key(store, secrets, "a recovery key")
    ready.take_its_place()
    opened = replace(casebook, data_key=ready.opened.data_key)
    with opened.open() as store, window_over(store, tmp_path / "preferences.toml") as window:
        page = health(window)
        press(page, "Check everything")
        assert "The records and every backup are good." in told(window)
        assert "Under an earlier key" in {each.text() for each in page.findChildren(Chip)}
        assert says(page, "Somebody who left may open it too.")
        assert recall(opened.folder, "damaged_backups") == []
        press(page, "Remove")
        question = dialog(window, "Remove the backup of")
        assert says(question, "whoever left opens it with their old passphrase")
        press(question, "act")
        assert [each.sequence for each in backups(opened.folder)] == [2]


def test_a_restore_asks_for_a_word_and_makes_ready(window, desk):
    ready: list = []
    desk.restoring.connect(ready.append)
    page = health(window)
    press(page, "Make a backup now")
    desk.write(create_plan, PlanDraft(title="Later"))
    press(page, "Restore")
    question = dialog(window, "Restore the backup of")
    assert says(question, "What was saved since is no longer shown.")
    assert not named(question, "act").isEnabled()
    question.word.setText("restore")
    press(question, "act")
    (laid,) = ready
    assert laid.manifest.sequence == 1
    assert [each.sequence for each in backups(desk.store.vault.folder)] == [1, 2]
    laid.drop()


def test_a_coordinator_makes_backups_and_restores_none(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        page = health(window)
        press(page, "Make a backup now")
        texts = {each.text() for each in page.findChildren(type(named(page, "Make a backup now")))}
        assert not texts & {"Restore", "Try a restore"}


def test_a_mentor_has_no_health_page(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.MENTOR) as window:
        assert not says(window.page(), "Keep the records safe")
        window.show_place("settings")
        assert "health" not in window.page()._names


def test_the_window_stays_usable_while_a_backup_is_made(qtbot, demo_casebook, tmp_path):
    pool = PoolTasks()
    with demo_casebook.open() as store, window_over(store, tmp_path / "p.toml", pool) as window:
        page = health(window)
        until(qtbot, lambda: says(page, "How safe the records are"))
        press(page, "Make a backup now")
        assert not named(page, "Make a backup now").isEnabled(), "one at a time"
        window.desk.write(create_plan, PlanDraft(title="Meanwhile"))
        until(qtbot, lambda: "was made" in told(window))
        until(qtbot, lambda: not pool.busy())
        assert isinstance(window.desk.store, Store)
        assert dialogs(window) == []
        pool.finish()
