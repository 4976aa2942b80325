from pathlib import Path

import pytest

from mentordesk.app.window import READ_ONLY
from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.features.plans.screens.review_form import new_review
from mentordesk.kernel.links import Link
from mentordesk.store import vault
from mentordesk.store.engine import connect
from tests import promises
from tests.app.starting import begin, problem, unlock
from tests.casebooks import PASSPHRASE, Casebook
from tests.digests import digests
from tests.screens import named, plan_number, press, says, target_number, told, words

__all__ = ["begin"]


@pytest.mark.promise(promises.READ_ONLY)
def test_a_casebook_that_cannot_be_written_opens_for_reading_only(qtbot, begin, demo_casebook: Casebook):
    records = demo_casebook.folder / "records.db"
    records.chmod(0o400)
    before = digests(demo_casebook.folder)
    program = begin(demo_casebook.folder)
    main = unlock(qtbot, program)
    assert says(main, READ_ONLY)
    assert main.new.isHidden()
    main.show_place("plans")
    assert not {"New plan", "Bring in a plan"} & set(words(main.page()))
    main.desk.go(Link("target", target_number(main.desk)))
    assert not {"Record review", "Change", "Correct"} & set(words(main.page()))
    main.desk.go(Link("plan", plan_number(main.desk)))
    entries = [each.text() for each in named(main.page(), "more").menu().actions()]
    assert entries == ["Export as a plan file…"]
    main.lock()
    assert program.anew == [demo_casebook.folder]
    assert digests(demo_casebook.folder) == before


def damaged(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)


def plain(folder: Path) -> None:
    damaged(folder, "records.db", b"SQLite format 3\x00" + bytes(4096))


def cut(folder: Path) -> None:
    records = folder / "records.db"
    damaged(folder, "records.db", records.read_bytes()[:-100])


def empty(folder: Path) -> None:
    damaged(folder, "records.db", b"")


def flipped(folder: Path) -> None:
    content = bytearray((folder / "records.db").read_bytes())
    content[len(content) // 2] ^= 1
    damaged(folder, "records.db", bytes(content))


def missing(folder: Path) -> None:
    (folder / "records.db").unlink()


def both_slots(folder: Path) -> None:
    for name in vault.SLOTS:
        damaged(folder, name, b"{}")


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (plain, "The records are not encrypted, so they are not what MentorDesk wrote."),
        (empty, "The records of this casebook are cut off."),
        (missing, "The records of this casebook are missing."),
        (both_slots, "The key files of this casebook are damaged, both copies."),
    ],
)
def test_harm_that_shows_at_once_is_said_before_anything_is_typed(qtbot, begin, casebook, harm, sentence):
    harm(casebook.folder)
    before = digests(casebook.folder)
    window = begin(casebook.folder).window()
    assert sentence in problem(qtbot, window)
    assert not window.open_button.isEnabled()
    assert digests(casebook.folder) == before


def newer(casebook: Casebook) -> None:
    raw = connect(casebook.folder / "records.db", casebook.data_key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda casebook: flipped(casebook.folder), "The records of this casebook are damaged."),
        (lambda casebook: cut(casebook.folder), "The records of this casebook are damaged."),
        (newer, "This casebook was written by a newer MentorDesk"),
    ],
)
def test_harm_inside_the_records_is_said_and_nothing_is_changed(qtbot, begin, casebook, harm, sentence):
    harm(casebook)
    before = digests(casebook.folder)
    program = begin(casebook.folder)
    window = program.window()
    window.person.set_value("AK")
    window.passphrase.edit.setText(PASSPHRASE)
    press(window, "open")
    assert sentence in problem(qtbot, window)
    assert program.window() is window
    assert program.main is None
    program._quit()
    assert digests(casebook.folder) == before


def test_a_full_disk_keeps_the_form_until_there_is_room(qtbot, begin, demo_casebook: Casebook):
    program = begin(demo_casebook.folder)
    main = unlock(qtbot, program)
    made = new_review(main.desk, target_number(main.desk))
    words_typed = "Twenty-five people are matched. " * 20_000
    made.form.field("met_0").edit.setPlainText(words_typed)

    def room(pages: int | None) -> None:
        with main.desk.store.connection() as connection:
            used = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages or used}")

    room(None)
    made.save()
    assert made.isVisible()
    assert "Could not save: the disk is full." in made.form.summary.text()
    assert made.form.field("met_0").value() == words_typed
    room(1_000_000)
    made.save()
    assert not made.isVisible()
    assert "Review finished." in told(main)


def test_a_casebook_that_another_program_holds_keeps_the_form(qtbot, begin, demo_casebook: Casebook):
    program = begin(demo_casebook.folder)
    main = unlock(qtbot, program)
    with main.desk.store.connection() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    made = new_plan(main.desk)
    made.form.field("title").edit.setText("A plan")
    other = connect(demo_casebook.folder / "records.db", demo_casebook.data_key)
    other.execute("BEGIN IMMEDIATE")
    made.save()
    assert made.form.summary.text().startswith("Could not save: another program is using the casebook.")
    other.execute("ROLLBACK")
    other.close()
    made.save()
    assert not made.isVisible()
