"""Every page, tab, dialog and window of the program, one after the other, for pictures and for tests."""

from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from mentordesk.app import scenes_privacy
from mentordesk.app.closing import take_down
from mentordesk.app.first_sign_in import FirstSignIn
from mentordesk.app.restore_window import RestoreWindow
from mentordesk.app.scenes_around import around_dialogs, around_pages
from mentordesk.app.scenes_development import development_dialogs, development_tabs, training_dialogs
from mentordesk.app.scenes_dip import dip_dialogs, dip_tabs
from mentordesk.app.scenes_recording import recording_dialogs, recording_tabs
from mentordesk.app.scenes_retention import retention_dialogs
from mentordesk.app.scenes_seeing import seeing_dialogs, seeing_pages
from mentordesk.app.scenes_sessions import calendar_scenes, session_dialogs
from mentordesk.app.scenes_volunteers import volunteer_dialogs, volunteer_tabs
from mentordesk.app.studio import Studio
from mentordesk.app.unlock import UnlockWindow
from mentordesk.app.wizard import Wizard
from mentordesk.features.backups.screens.restore import ask_to_restore
from mentordesk.features.matches.queries.lists import mentor_page
from mentordesk.features.matches.queries.one import MatchView, matches_view, suggestions
from mentordesk.features.matches.screens.match_forms import edit_details, edit_wishes, end, propose, take_on
from mentordesk.features.matches.screens.mentor_forms import edit_districts, edit_mentor
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.queries.photos import photo_view
from mentordesk.features.mentees.screens.equality_dialogs import edit_equality, make_equality
from mentordesk.features.mentees.screens.exit_form import end_with_us
from mentordesk.features.mentees.screens.forms import (
    decide_referral,
    edit_mentee,
    new_flag,
    new_note,
    new_referral,
)
from mentordesk.features.mentees.screens.photo import choose_photo
from mentordesk.features.mentees.screens.progress_dialog import make_progress
from mentordesk.features.mentees.screens.register_dialog import make_register
from mentordesk.features.organisation.queries import person_page
from mentordesk.features.organisation.screens.change_key import ask_to_change_key, show_new_key
from mentordesk.features.organisation.screens.recovery_key import show_key
from mentordesk.features.organisation.screens.settings import (
    PeoplePage,
    change_my_passphrase,
    edit_organisation,
    edit_person,
    new_person,
    show_starter_code,
)
from mentordesk.features.plans.queries.lists import target_page
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
from mentordesk.records.matches import MatchStatus
from mentordesk.store.manifest import Why
from mentordesk.store.verifying import backup_rows
from mentordesk.ui.contents import Contents
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import InlineTasks

_PAGES_DRAWN = 800
"""Milliseconds in which the preview has drawn its first page."""


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
    yield from development_tabs(studio, _tabs)
    yield from volunteer_tabs(studio, _tabs)
    yield from recording_tabs(studio, _tabs)
    yield from seeing_pages(studio)
    yield from dip_tabs(studio, _tabs)
    yield from around_pages(studio, _tabs)
    yield from calendar_scenes(studio)
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
        ("photo", lambda: choose_photo(desk, mentee)),
        ("no-photo", lambda: choose_photo(desk, _without_photo(desk))),
        ("save-view", lambda: _save_view(studio)),
        ("equality", lambda: edit_equality(desk, mentee)),
        ("equality-report", lambda: make_equality(desk)),
        ("referral-register", lambda: make_register(desk)),
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
        ("remove-person", lambda: _remove(studio)),
        ("change-key", lambda: ask_to_change_key(desk)),
        ("new-key", lambda: show_new_key(desk, "a passphrase of the demonstration")),
        ("recovery-key", lambda: show_key(desk, "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD")),
        ("passphrase", lambda: change_my_passphrase(desk)),
        ("restore", lambda: _ask_restore(desk)),
        ("keys", window.show_keys),
        *development_dialogs(desk),
        *training_dialogs(desk),
        *recording_dialogs(desk),
        *seeing_dialogs(desk),
        *dip_dialogs(desk),
        *retention_dialogs(desk),
        *volunteer_dialogs(desk),
        *around_dialogs(desk),
        *session_dialogs(desk),
        ("preview", lambda: _preview(studio, knowsley)),
    )
    for name, show in dialogs:
        show()
        studio.settle()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                if name.endswith("preview"):
                    QTest.qWait(_PAGES_DRAWN)
                yield f"dialog-{name}", dialog
                dialog.done(0)
        studio.settle()
        window.messages.clear_good()
    yield from scenes_privacy.scenes(studio)
    yield from _entrances(studio)


def _tabs(studio: Studio, name: str) -> Iterator[tuple[str, QWidget]]:
    studio.settle()
    page = studio.window.page()
    contents = page.findChild(Contents) if page else None
    if contents is not None and contents.isVisible():
        for place in range(contents.count()):
            contents.show_page(place)
            studio.settle()
            yield f"{name}-{contents.label(place).split()[0].lower()}", studio.window
        contents.show_page(0)
        return
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
    restore = RestoreWindow(InlineTasks(), folder, folder.with_name("new-casebook"))
    restore.show()
    yield "restore-backup", restore
    take_down(restore)
    first = FirstSignIn(InlineTasks(), studio.desk.store)
    first.show()
    yield "first-sign-in", first
    take_down(first)


def _remove(studio: Studio) -> None:
    page = studio.window.findChild(PeoplePage)
    if page is not None:
        page.remove(page.model.rows()[1])


def _ask_restore(desk: Desk) -> None:
    desk.store.backup_if_changed(Why.ASKED)
    ask_to_restore(desk, backup_rows(desk.store.vault)[0], lambda: None)


def _propose(desk: Desk, mentee: int) -> None:
    first = desk.read(suggestions, mentee).ranked[0]
    propose(desk, mentee, first.mentor_id, first.name)


def _without_photo(desk: Desk) -> int:
    rows = desk.read(mentee_page, ListAsk()).rows
    return next(row.id for row in rows if not desk.read(photo_view, row.id).allowed)


def _save_view(studio: Studio) -> None:
    page = studio.window.page()
    listing = page.findChild(ListPage) if page else None
    if listing is not None:
        listing.views.save()


def _match(desk: Desk, mentee: int) -> MatchView:
    return desk.read(matches_view, mentee).matches[0]


def _preview(studio: Studio, plan_id: int) -> None:
    content = smart_plan_pdf(studio.desk.read(plan_sheet, plan_id), ReportOptions())
    name, export = "Knowsley SMART plan - full", Export("report:smart-plan", "pdf", plan_id)
    PreviewDialog(studio.desk, name, content, export, studio.window).open()
