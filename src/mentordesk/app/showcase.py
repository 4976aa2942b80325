"""The demonstration, shown: every page and dialog as a picture, and the whole journey without a screen.

python -m mentordesk.app.showcase open DIR          the window, with the demonstration casebook
python -m mentordesk.app.showcase unseen DIR        the same work where there is no screen
python -m mentordesk.app.showcase screenshots DIR   pictures in light and dark
"""

import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from mentordesk.app import demo
from mentordesk.app.closing import take_down
from mentordesk.app.features import FEATURES
from mentordesk.app.first_sign_in import FirstSignIn
from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.showcase_retention import retention_dialogs
from mentordesk.app.unlock import UnlockWindow
from mentordesk.app.window import MainWindow
from mentordesk.app.wizard import Wizard
from mentordesk.features.matches.queries.lists import mentor_page
from mentordesk.features.matches.queries.one import MatchView, matches_view, suggestions
from mentordesk.features.matches.screens.match_forms import edit_details, edit_wishes, end, propose, take_on
from mentordesk.features.matches.screens.mentor_forms import edit_districts, edit_mentor, new_mentor
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.screens.equality_dialogs import edit_equality, make_equality
from mentordesk.features.mentees.screens.forms import (
    decide_referral,
    edit_mentee,
    end_with_us,
    new_flag,
    new_note,
    new_referral,
)
from mentordesk.features.mentees.screens.progress_dialog import make_progress
from mentordesk.features.mentees.screens.register_dialog import make_register
from mentordesk.features.organisation.queries import organisation_name, person_page
from mentordesk.features.organisation.screens.recovery_key import show_key
from mentordesk.features.organisation.screens.settings import (
    change_my_passphrase,
    edit_organisation,
    edit_person,
    new_person,
    show_starter_code,
)
from mentordesk.features.plans.queries.lists import plan_page, target_page
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.reports import smart_plan_pdf
from mentordesk.features.plans.rules.report_options import ReportOptions
from mentordesk.features.plans.screens.plan_forms import (
    bring_in_plan,
    copy_of_plan,
    edit_plan,
    edit_target,
    new_plan,
    new_target,
)
from mentordesk.features.plans.screens.report_dialog import make_report
from mentordesk.features.plans.screens.review_form import new_review
from mentordesk.kernel.exports import Export
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.rag import Rag
from mentordesk.records.matches import MatchStatus
from mentordesk.store import vault
from mentordesk.store.files import replace_file
from mentordesk.store.opening import open_store
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import InlineTasks
from mentordesk.ui.theme import wear
from mentordesk.ui.tokens import Theme

SIZE = QSize(1280, 720)
_PAGES_DRAWN = 800
"""Milliseconds in which the preview has drawn its first page."""
_JOURNEY_WORDS = "Three more people began the course this week."


@dataclass(frozen=True)
class Studio:
    """The demonstration casebook in a real window of the size that pictures have."""

    app: QApplication
    desk: Desk
    window: MainWindow
    preferences: PreferencesFile

    def settle(self) -> None:
        """Let the window draw itself."""
        for _ in range(4):
            self.app.processEvents()

    def number(self, words: str) -> int:
        """Return the number of the plan whose title holds some words."""
        return self.desk.read(plan_page, ListAsk(search=words)).rows[0].id


def open_studio(folder: Path, passphrase: str, preferences: Path) -> Studio:
    """Open a casebook in a window without asking."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        message = "another kind of application runs already"
        raise TypeError(message)
    kept = PreferencesFile(preferences)
    wear(kept.now.look)
    store = open_store(vault.unlock(folder, "", passphrase))
    desk = Desk(store, InlineTasks(), kept)
    window = MainWindow(desk, FEATURES, kept, desk.read(organisation_name))
    window.resize(SIZE)
    window.show()
    return Studio(app, desk, window, kept)


def _stop(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """End the run at the first error, also at one inside Qt."""
    traceback.print_exception(kind, problem, trace)
    os._exit(1)


def _only_real_warnings(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for the offscreen plugin's remark about window sizes."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def draw_everything(studio: Studio, folder: Path, theme: Theme) -> list[Path]:
    """Draw every page, tab and dialog in one theme; return the pictures."""
    studio.preferences.change(theme=theme)
    wear(studio.preferences.now.look)
    drawn = []
    for number, (name, widget) in enumerate(scenes(studio), start=1):
        studio.settle()
        path = folder / f"{number:02}-{name}-{theme.value}.png"
        widget.grab().save(str(path))
        drawn.append(path)
    return drawn


def scenes(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Go through every page, tab, dialog and window, each with its name; the next step closes it."""
    desk, window = studio.desk, studio.window
    for place in window.sidebar.names():
        window.show_place(place)
        yield from _tabs(studio, place)
    present, knowsley = studio.number("through"), studio.number("knowsley")
    targets = desk.read(target_page, ListAsk(filters=(("plan", present),))).rows
    for name, link in (
        ("plan", Link("plan", present)),
        ("knowsley", Link("plan", knowsley)),
        ("target", Link("target", targets[0].id)),
    ):
        desk.go(link)
        yield from _tabs(studio, name)
    mentee = desk.read(mentee_page, ListAsk(filters=(("view", "flagged"), ("status", "active")))).rows[0].id
    desk.go(Link("mentee", mentee))
    yield from _tabs(studio, "mentee")
    mentors = desk.read(mentor_page, ListAsk(sort="mentees", descending=True)).rows
    desk.go(Link("mentor", mentors[0].id))
    yield from _tabs(studio, "mentor")
    yield from _empty_lists(studio)
    yield from _export_menu(studio)
    window.show_place("plans")
    person = desk.read(person_page, ListAsk(sort="name")).rows[1]
    dialogs: tuple[tuple[str, Callable[[], object]], ...] = (
        ("new-plan", lambda: new_plan(desk)),
        ("edit-plan", lambda: edit_plan(desk, knowsley)),
        ("copy-plan", lambda: copy_of_plan(desk, present)),
        ("bring-in-plan", lambda: bring_in_plan(desk)),
        ("new-target", lambda: new_target(desk, present)),
        ("edit-target", lambda: edit_target(desk, targets[0].id)),
        ("review", lambda: new_review(desk, targets[0].id)),
        ("report", lambda: make_report(desk, knowsley)),
        ("new-referral", lambda: new_referral(desk)),
        ("edit-mentee", lambda: edit_mentee(desk, mentee)),
        ("decide", lambda: decide_referral(desk, desk.read(mentee_view, mentee).referrals[0])),
        ("flag", lambda: new_flag(desk, mentee)),
        ("note", lambda: new_note(desk, mentee)),
        ("exit", lambda: end_with_us(desk, desk.read(mentee_view, mentee))),
        ("progress", lambda: make_progress(desk, desk.read(mentee_view, mentee).reference)),
        ("equality", lambda: edit_equality(desk, mentee)),
        ("equality-report", lambda: make_equality(desk)),
        ("referral-register", lambda: make_register(desk)),
        ("new-mentor", lambda: new_mentor(desk)),
        ("edit-mentor", lambda: edit_mentor(desk, mentors[0].id)),
        ("districts", lambda: edit_districts(desk)),
        ("wishes", lambda: edit_wishes(desk, mentee)),
        ("propose", lambda: _propose(desk, mentee)),
        ("introduce", lambda: take_on(desk, _match(desk, mentee), MatchStatus.INTRODUCED)),
        ("match", lambda: edit_details(desk, _match(desk, mentee))),
        ("end-match", lambda: end(desk, _match(desk, mentee))),
        ("organisation", lambda: edit_organisation(desk)),
        ("new-person", lambda: new_person(desk)),
        ("edit-person", lambda: edit_person(desk, person)),
        ("starter-code", lambda: show_starter_code(desk, "Robin Ashdown", "abcd-efgh-jkmn-pqrs-tuvw")),
        ("recovery-key", lambda: show_key(desk, "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD")),
        ("passphrase", lambda: change_my_passphrase(desk)),
        ("keys", window.show_keys),
        *retention_dialogs(desk),
        ("preview", lambda: _preview(studio, knowsley)),
    )
    for name, show in dialogs:
        show()
        studio.settle()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                if name == "preview":
                    QTest.qWait(_PAGES_DRAWN)
                yield f"dialog-{name}", dialog
                dialog.done(0)
        studio.settle()
        window.messages.clear_good()
    yield from _entrances(studio)


def _tabs(studio: Studio, name: str) -> Iterator[tuple[str, QWidget]]:
    studio.settle()
    page = studio.window.page()
    tabs = page.findChild(QTabWidget) if page else None
    if tabs is None:
        yield name, studio.window
        return
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        studio.settle()
        yield f"{name}-{tabs.tabText(place).split()[0].lower()}", studio.window
    tabs.setCurrentIndex(0)


def _empty_lists(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    studio.window.show_place("plans")
    studio.settle()
    page = studio.window.page()
    listing = page.findChild(ListPage) if page else None
    if listing is not None:
        listing.search("nothing has this name")
        studio.settle()
        yield "plans-nothing-found", studio.window
        listing.clear_filters()


def _export_menu(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    studio.window.show_place("plans")
    page = studio.window.page()
    listing = page.findChild(ListPage) if page else None
    if listing is not None:
        menu = listing.choose_export()
        studio.settle()
        yield "export-menu", menu
        menu.close()


def _entrances(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    folder = studio.desk.store.vault.folder
    unlock = UnlockWindow(InlineTasks(), folder)
    unlock.show()
    yield "unlock", unlock
    unlock.show_problem("That passphrase does not open this casebook. Nothing was changed. Try again.")
    yield "unlock-refused", unlock
    unlock.ask_recovery_key()
    yield "unlock-recovery", unlock
    take_down(unlock)
    wizard = Wizard(InlineTasks(), folder.with_name("new-casebook"))
    wizard.show()
    for step in ("welcome", "organisation", "person"):
        yield f"wizard-{step}", wizard
        wizard.go(min(wizard.steps.currentIndex() + 1, 2))
    wizard.show_recovery("ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD")
    yield "wizard-recovery", wizard
    take_down(wizard)
    first = FirstSignIn(InlineTasks(), studio.desk.store)
    first.show()
    yield "first-sign-in", first
    take_down(first)


def _propose(desk: Desk, mentee: int) -> None:
    first = desk.read(suggestions, mentee).ranked[0]
    propose(desk, mentee, first.mentor_id, first.name)


def _match(desk: Desk, mentee: int) -> MatchView:
    return desk.read(matches_view, mentee).matches[0]


def _preview(studio: Studio, plan_id: int) -> None:
    content = smart_plan_pdf(studio.desk.read(plan_sheet, plan_id), ReportOptions())
    name, export = "Knowsley SMART plan - full", Export("report:smart-plan", "pdf", plan_id)
    PreviewDialog(studio.desk, name, content, export, studio.window).open()


def record_review(studio: Studio, words: str) -> None:
    """Record a review through the real form, as a person would."""
    plan = studio.number("knowsley")
    target = studio.desk.read(target_page, ListAsk(filters=(("plan", plan),), sort="plan")).rows[0]
    dialog = new_review(studio.desk, target.id)
    dialog.form.throw_draft()
    dialog.form.field("met_0").set_value(words)
    dialog.form.field("rag_0").set_value(Rag.GREEN)
    dialog.form.field("rag_reason_0").set_value("The third course has begun.")
    dialog.save()
    if dialog.isVisible():
        message = f"the review was refused: {dialog.form.found_problems()}"
        raise RuntimeError(message)
    studio.settle()


def _build(folder: Path) -> Path:
    casebook = folder / "casebook"
    if not casebook.exists():
        folder.mkdir(parents=True, exist_ok=True)
        demo.build(casebook)
    secret = folder / "passphrase.txt"
    replace_file(secret, f"{demo.PASSPHRASE}\n".encode())
    return casebook


def unseen(folder: Path) -> int:
    """Do the demonstration's work without a screen, and say where it lies."""
    shutil.rmtree(folder / "casebook", ignore_errors=True)
    pictures = folder / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    casebook = _build(folder)
    pictures.mkdir(parents=True)
    studio = open_studio(casebook, demo.PASSPHRASE, folder / "preferences.toml")
    record_review(studio, _JOURNEY_WORDS)
    report = folder / "knowsley-smart-plan.pdf"
    sheet = studio.desk.read(plan_sheet, studio.number("knowsley"))
    replace_file(report, smart_plan_pdf(sheet, ReportOptions()))
    drawn = draw_everything(studio, pictures, Theme.LIGHT)
    close(studio)
    _say(f"The demonstration casebook: {casebook}")
    _say(f"A review was recorded, and the report written: {report}")
    _say(f"{len(drawn)} pictures of every page: {pictures}")
    return 0


def screenshots(folder: Path) -> int:
    """Draw every page and dialog, light and dark, from a casebook that is made for it and thrown away."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        casebook = _build(Path(place))
        studio = open_studio(casebook, demo.PASSPHRASE, Path(place) / "preferences.toml")
        drawn = draw_everything(studio, folder, Theme.LIGHT)
        drawn += draw_everything(studio, folder, Theme.DARK)
        close(studio)
    _say(f"{len(drawn)} pictures: {folder}")
    return 0


def close(studio: Studio) -> None:
    """Take the window down and let go of the casebook."""
    take_down(studio.window)
    studio.desk.store.close()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(words: list[str]) -> int:
    """Run one of the three."""
    what, folder = words[0], Path(words[1])
    if what == "open":
        from mentordesk.app.cli import run

        casebook = _build(folder)
        secret = folder / "passphrase.txt"
        return run(["--casebook", str(casebook), "--passphrase-file", str(secret)])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_only_real_warnings)
    sys.excepthook = _stop
    return unseen(folder) if what == "unseen" else screenshots(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
