import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from mentordesk.app.first_sign_in import FirstSignIn
from mentordesk.app.instance import Instance
from mentordesk.app.unlock import UnlockWindow
from mentordesk.app.wizard import Wizard
from mentordesk.features.organisation.operations import add_person
from mentordesk.features.organisation.rules import PersonDraft
from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.kernel.permissions import Role
from mentordesk.store import vault
from mentordesk.store.opening import open_store
from mentordesk.store.state import recall
from mentordesk.store.vault import STATE
from tests.app.starting import NEW, begin, problem, unlock
from tests.casebooks import PASSPHRASE, Casebook
from tests.digests import digests
from tests.screens import dialog, press, says, told, until, words

__all__ = ["begin"]


def test_a_first_start_makes_a_casebook_and_opens_it(qtbot, begin, tmp_path):
    folder = tmp_path / "new" / "casebook"
    program = begin(folder)
    wizard = program.window()
    assert isinstance(wizard, Wizard)
    assert says(wizard, f"It will live in {folder}")
    press(wizard, "begin")
    press(wizard, "continue")
    assert says(wizard, "Give the organisation's name.")
    wizard.name.edit.setText("Harbour & Hearth")
    press(wizard, "continue")
    press(wizard, "Make the casebook")
    assert says(wizard, "Give the person's name.")
    wizard.person_name.edit.setText("Zoë Quill")
    wizard.passphrase.first.edit.setText("too short")
    press(wizard, "Make the casebook")
    assert not folder.exists(), "nothing is written before the last question is answered"
    wizard.passphrase.first.edit.setText(NEW)
    wizard.passphrase.again.edit.setText("something else")
    press(wizard, "Make the casebook")
    assert says(wizard, "The two are not the same.")
    assert wizard.name.value() == "Harbour & Hearth"
    wizard.passphrase.again.edit.setText(NEW)
    press(wizard, "Make the casebook")
    until(qtbot, lambda: wizard.title.text() == "The recovery key")
    shown = next(
        each for each in wizard.findChildren(QLabel) if each.accessibleName().startswith("Recovery key")
    )
    groups = shown.text().split()
    assert len(groups) == 9
    wizard.group.edit.setText("WRNG")
    press(wizard, "confirm")
    assert says(wizard, f"This is not group {wizard._group + 1}. Look at the key again.")
    wizard.group.edit.setText(f" {groups[wizard._group].lower()} ")
    with qtbot.waitSignal(program.opened):
        press(wizard, "confirm")
    assert program.main.windowTitle() == "MentorDesk — Harbour & Hearth"
    assert says(program.main, "Zoë Quill")
    assert vault.recover(folder, "-".join(groups)).recovered


def test_a_folder_with_something_in_it_is_refused_and_kept(qtbot, begin, tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear all")
    program = begin(folder)
    wizard = program.window()
    wizard.go(1)
    wizard.name.edit.setText("Harbour & Hearth")
    press(wizard, "continue")
    wizard.person_name.edit.setText("Zoë Quill")
    for field in (wizard.passphrase.first, wizard.passphrase.again):
        field.edit.setText(NEW)
    press(wizard, "Make the casebook")
    assert "is not empty. Nothing was changed. Choose an empty folder." in problem(qtbot, wizard)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    assert wizard.person_name.value() == "Zoë Quill"


@pytest.mark.parametrize("person", ["AK", "ak ", "Asha Karim", "asha  karim", ""])
def test_the_casebook_opens_by_initials_and_by_name(qtbot, begin, casebook: Casebook, person):
    program = begin(casebook.folder)
    main = unlock(qtbot, program, person)
    assert main.desk.store.actor.name == "Asha Karim"
    assert program.window() is main


def test_the_unlock_window_offers_initials_and_no_names(begin, casebook: Casebook):
    window = begin(casebook.folder).window()
    box = window.person.box
    assert [box.itemText(number) for number in range(box.count())] == ["AK", "TE", "JM", "PL"]
    assert "Karim" not in " ".join(words(window))


@pytest.mark.parametrize(
    ("person", "passphrase", "sentence"),
    [
        ("AK", "wrong", "That passphrase does not open this casebook. Nothing was changed. Try again."),
        ("AK", "", "Type your passphrase."),
        ("AK", "x" * 100_000, "That passphrase does not open this casebook."),
        ("Nobody Known", PASSPHRASE, "Nobody of that name signs in to this casebook."),
        ("<b>AK</b>", PASSPHRASE, "Nobody of that name signs in to this casebook."),
    ],
)
def test_who_cannot_come_in_is_told_why(qtbot, begin, casebook: Casebook, person, passphrase, sentence):
    before = digests(casebook.folder, but=STATE)
    window = begin(casebook.folder).window()
    window.person.set_value(person)
    window.passphrase.edit.setText(passphrase)
    press(window, "open")
    assert sentence in problem(qtbot, window)
    assert window.passphrase.edit.selectedText() == window.passphrase.edit.text()
    assert digests(casebook.folder, but=STATE) == before
    assert len(recall(casebook.folder, "refused") or []) == ("does not open" in sentence)


def test_the_recovery_key_sets_a_new_passphrase(qtbot, begin, demo_casebook: Casebook):
    program = begin(demo_casebook.folder)
    window = program.window()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, "recovery")
    assert window.recovery.edit.hasFocus()
    press(window, "use_passphrase")
    assert window.passphrase.isVisible()
    press(window, "recovery")
    window.recovery.edit.setText("ABCD-EFGH")
    press(window, "try_recovery")
    assert "A recovery key has 9 groups of four." in problem(qtbot, window)
    window.recovery.edit.setText(demo_casebook.recovery_key[:-1] + "?")
    press(window, "try_recovery")
    assert "A letter of the recovery key is mistyped." in problem(qtbot, window)
    window.recovery.edit.setText(demo_casebook.recovery_key.lower().replace("-", "  "))
    qtbot.keyClick(window.recovery.edit, Qt.Key.Key_Return)
    until(qtbot, lambda: isinstance(program.window(), FirstSignIn))
    first = program.window()
    assert first.person.value() == 1
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText(NEW)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        press(first, "set_passphrase")
    assert program.main.desk.store.actor.name == "Asha Karim"
    assert vault.unlock(demo_casebook.folder, "AK", NEW)


def test_a_starter_code_asks_for_a_passphrase_first(qtbot, begin, casebook: Casebook):
    with casebook.open() as store:
        store.write(add_person, PersonDraft("Robin Ashdown", Role.COORDINATOR), "starter-code")
    program = begin(casebook.folder, "Robin Ashdown")
    window = program.window()
    assert window.person.value() == "Robin Ashdown"
    window.passphrase.edit.setText("starter-code")
    press(window, "open")
    until(qtbot, lambda: isinstance(program.window(), FirstSignIn))
    first = program.window()
    first.passphrase.first.edit.setText("starter-code")
    press(first, "set_passphrase")
    assert program.main is None
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText(NEW)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        press(first, "set_passphrase")
    assert program.main.desk.store.actor.name == "Robin Ashdown"
    assert not vault.unlock(casebook.folder, "RA", NEW).starter


def test_locking_keeps_the_draft_lets_go_and_starts_anew(qtbot, begin, demo_casebook: Casebook):
    program = begin(demo_casebook.folder)
    main = unlock(qtbot, program)
    made = new_plan(main.desk)
    made.form.field("title").edit.setText("Half a title")
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.keyClick(made, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert program.anew == [demo_casebook.folder]
    assert program.store is None
    assert not main.isVisible()
    again = begin(demo_casebook.folder)
    main = unlock(qtbot, again)
    assert says(main, "You were writing")
    offered = new_plan(main.desk)
    press(offered, "continue_draft")
    assert offered.form.field("title").value() == "Half a title"


def test_an_idle_window_locks_itself(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    timer = program._idle._timer
    assert timer.interval() == 5 * 60_000
    timer.start(60_000)
    qtbot.keyClick(main, Qt.Key.Key_F6)
    assert timer.isActive()
    timer.start(1)
    until(qtbot, lambda: program.anew == [casebook.folder])


def test_a_second_start_calls_the_first_window(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    program.window().hide()
    second = QProcess()
    second.setProgram(sys.executable)
    script = (
        "from pathlib import Path; import sys; from mentordesk.app.instance import Instance\n"
        "claim = Instance(Path(sys.argv[1])); print(claim.claim(), claim.call_first())"
    )
    second.setArguments(["-c", script, str(casebook.folder)])
    with qtbot.waitSignals([program._instance.called, second.finished], timeout=20_000):
        second.start()
    assert bytes(second.readAllStandardOutput().data()).split() == [b"False", b"True"]
    assert program.window().isVisible()


def test_another_casebook_is_opened_instead(
    qtbot, begin, casebook: Casebook, demo_casebook: Casebook, tmp_path
):
    program = begin(casebook.folder)
    first = program.window()
    press(first, "another")
    chooser = dialog(first)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(demo_casebook.folder))
    until(qtbot, lambda: program.window() is not first)
    assert isinstance(program.window(), UnlockWindow)
    until(qtbot, program.loaded)
    assert program.window()._problem.count() == 0
    assert "demonstration" in unlock(qtbot, program).windowTitle()


def test_a_folder_without_a_casebook_is_no_reason_to_make_one(qtbot, begin, casebook: Casebook, tmp_path):
    program = begin(casebook.folder)
    window = program.window()
    window.elsewhere.emit(tmp_path)
    assert program.window() is window
    assert f"There is no casebook in {tmp_path}." in problem(qtbot, window)


def test_a_casebook_that_another_process_has_is_said_so(qtbot, begin, casebook, demo_casebook):
    begin(demo_casebook.folder)
    program = begin(casebook.folder)
    window = program.window()
    window.elsewhere.emit(casebook.folder)
    window = program.window()
    assert window._problem.count() == 0, "the same casebook again is no problem"
    window.elsewhere.emit(demo_casebook.folder)
    assert program.window() is window
    assert "is open already" in problem(qtbot, window)


def test_a_new_casebook_can_be_made_beside_an_old_one(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    press(program.window(), "new_casebook")
    assert isinstance(program.window(), Wizard)
    wizard = program.window()
    assert wizard.folder == casebook.folder.with_name("casebook-2")
    wizard.name.edit.setText("Harbour & Hearth")
    wizard.person_name.edit.setText("Zoë Quill")
    for field in (wizard.passphrase.first, wizard.passphrase.again):
        field.edit.setText(NEW)
    wizard._person_done()
    until(qtbot, lambda: wizard.title.text() == "The recovery key")
    wizard.group.edit.setText(wizard._founded.recovery_key.split("-")[wizard._group])
    with qtbot.waitSignal(program.opened):
        press(wizard, "confirm")
    assert not Instance(wizard.folder).claim(), "a second start finds the new casebook taken"
    assert Instance(casebook.folder).claim(), "the old one is free again"


@pytest.fixture
def locked_away(casebook: Casebook) -> Iterator[Casebook]:
    (casebook.folder / "records.db").chmod(0o400)
    yield casebook
    (casebook.folder / "records.db").chmod(0o600)


def test_closing_the_window_with_a_form_open_keeps_its_draft(qtbot, begin, demo_casebook: Casebook):
    program = begin(demo_casebook.folder)
    main = unlock(qtbot, program)
    made = new_plan(main.desk)
    made.form.field("title").edit.setText("Half a title")
    main.close()
    program._quit()
    with open_store(demo_casebook.vault()) as store:
        assert store.draft("plan", 0).fields["words"]["title"] == "Half a title"


def test_a_bug_is_told_in_one_sentence(qtbot, begin, casebook: Casebook):
    program = begin(casebook.folder)
    main = unlock(qtbot, program)
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("a record's words"), None)
    assert told(main).startswith("Something went wrong inside MentorDesk.")
    assert "words" not in told(main)
