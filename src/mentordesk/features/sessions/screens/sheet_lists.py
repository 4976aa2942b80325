"""The list of paper sheets, printing them, and saying that one is lost or was not used."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu

from mentordesk.features.sessions.operations.sheets import (
    key_in,
    make_blank_sheets,
    make_week_sheets,
    settle_sheet,
)
from mentordesk.features.sessions.queries.sheets import (
    SHEET_COLUMNS,
    SheetRow,
    SheetsShown,
    places_planned,
    sheet_page,
    sheets_to_print,
)
from mentordesk.features.sessions.rules.sheets import (
    MOST,
    BlankDraft,
    SettleDraft,
    WeekDraft,
    blank_problems,
    settle_problems,
    week_of,
    week_problems,
)
from mentordesk.features.sessions.screens.key_in import ask_for_code, key_in_by_number
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import date_range
from mentordesk.kernel.links import Link
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.sheets import SessionSheet, SheetState
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, SearchField, WholeField
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress
from mentordesk.ui.words import button

SHEETS: Listing[Any] = Listing(
    name="sheets",
    title="Paper sheets",
    noun=("sheet", "sheets"),
    query=sheet_page,
    columns=SHEET_COLUMNS,
    watches=frozenset({SessionSheet, MentoringSession, Mentee}),
    empty="No sheet here. Print some where no laptop is allowed, and key them in by their codes.",
    icon="clipboard-list",
    sort="printed",
    in_tab=True,
    new=New("Key in a sheet", "keyboard", ask_for_code, key_in),
    filters=(Filter("view", "View", lambda _desk: pairs_of(SheetsShown)),),
    start_filters=(("view", SheetsShown.OUT),),
)


class SheetList(ListPage[SheetRow]):
    """The sheets that were printed; Enter keys one in, or goes to the session of one that came back."""

    def __init__(self, desk: Desk, listing: Listing[Any] = SHEETS) -> None:
        """Make the list; it reads when it is shown."""
        more = button("More", name="more")
        menu = QMenu(more)
        if desk.may(make_week_sheets):
            menu.addAction("Print a week…", partial(print_week, desk))
            menu.addAction("Print blank sheets…", partial(print_blank, desk))
        if desk.may(settle_sheet):
            menu.addAction("Lost or not used…", self.settle_chosen)
        more.setMenu(menu)
        super().__init__(desk, listing, more)

    def open_row(self, number: int) -> None:
        """Key a sheet in, or go to its session."""
        row = self.model.row(number)
        if row.state is SheetState.RETURNED and row.session_id:
            self.desk.go(Link("session", row.session_id))
        elif self.desk.may(key_in):
            self.desk.attempt(lambda: key_in_by_number(self.desk, row.id))

    def settle_chosen(self) -> None:
        """Say what became of the chosen sheet."""
        row = self.selected()
        if row is None or row.state is SheetState.RETURNED:
            self.desk.say("Choose a sheet first that was not returned.")
        else:
            settle(self.desk, row)


def sheet_list(desk: Desk, filters: Filters) -> SheetList:
    """Return the list with filters in force, as a page of its own."""
    return SheetList(desk, replace(SHEETS, in_tab=False, start_filters=filters))


def settle(desk: Desk, row: SheetRow) -> FormDialog:
    """Open the form that says what became of a sheet."""
    printed = row.printed_at.astimezone().date()
    form: Form[SettleDraft] = Form(
        desk,
        "settle_sheet",
        row.id,
        title=f"Sheet {row.code}",
        draft=SettleDraft,
        save=lambda draft, version: desk.write(settle_sheet, row.id, version, draft),
        problems=lambda draft: settle_problems(draft, printed, desk.today()),
    )
    states = [(each, each.label) for each in (SheetState.NOT_USED, SheetState.LOST)]
    form.section(
        "",
        ChoiceField("state", "What became of it", states),
        DateField("settled_date", "Since", today=desk.today()),
        note="A sheet with names on it that is lost may be a breach: see Privacy, Breaches.",
    )
    form.fill({"settled_date": desk.today()}, row.version)
    return _open(desk, form, "Save", "Sheet saved.")


def print_blank(desk: Desk) -> FormDialog:
    """Open the form that prints blank sheets."""
    form: Form[BlankDraft] = Form(
        desk,
        "blank_sheets",
        title="Print blank sheets",
        draft=BlankDraft,
        save=lambda draft, _version: _show(desk, desk.write(make_blank_sheets, draft)),
        problems=blank_problems,
    )
    note = "Each has a code of its own and is listed until it is keyed in, lost or not used."
    form.section("", WholeField("count", "How many", least=1, most=MOST, note=note))
    form.fill(BlankDraft())
    return _open(desk, form, "Make sheets", "")


def print_week(desk: Desk) -> FormDialog:
    """Open the form that prints the sheets of a week at a place."""

    def save(draft: WeekDraft, _version: int) -> None:
        numbers = desk.write(make_week_sheets, draft)
        week = date_range(*week_of(draft.week_date or desk.today()))
        _show(desk, numbers, draft.place, week)

    form: Form[WeekDraft] = Form(
        desk,
        "week_sheets",
        title="Print the sheets of a week",
        draft=lambda place, **said: WeekDraft(place or "", **said),
        save=save,
        problems=week_problems,
    )
    places = [(each, each) for each in desk.read(places_planned)]
    form.section(
        "",
        SearchField("place", "Place", places),
        DateField("week_date", "A day of the week", today=desk.today()),
        CheckField("initials_only", "Initials only", note="Names stay in the casebook."),
        note="A list of the week comes first, then a sheet for each session that is planned there.",
    )
    form.fill({"week_date": desk.today()})
    return _open(desk, form, "Make sheets", "")


def _show(desk: Desk, numbers: tuple[int, ...], place: str = "", week: str = "") -> None:
    from mentordesk.features.sessions.reports.sheets import sheets_pdf

    sheet = replace(desk.read(sheets_to_print, numbers), place=place, week=week)
    chosen = (*(("Place", "Week") if place else ()), *(("Initials only",) if sheet.initials_only else ()))
    export = Export("report:session-sheets", "pdf", rows=len(numbers), filters=chosen)

    def work(progress: Progress) -> bytes:
        return sheets_pdf(sheet, progress=lambda done, total: progress.report(done, total or 0))

    def show(content: bytes) -> None:
        PreviewDialog(desk, "Session sheets", content, export, desk.window).open()

    desk.run("Making the sheets", work, show)


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
