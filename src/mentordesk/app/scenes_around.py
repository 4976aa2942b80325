"""The pictures of what stands around sessions: concerns, partners, duties, sheets on paper."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.sessions.queries.concerns import (
    ConcernsShown,
    ConcernView,
    concern_page,
    concern_view,
)
from mentordesk.features.sessions.queries.duties import duty_page
from mentordesk.features.sessions.queries.liaisons import LiaisonsShown, liaison_page
from mentordesk.features.sessions.queries.settings import session_settings
from mentordesk.features.sessions.queries.sheets import SheetRow, SheetsShown, sheet_page
from mentordesk.features.sessions.screens.concern_forms import (
    another_day,
    close,
    new_concern,
    new_step,
    open_again,
)
from mentordesk.features.sessions.screens.concern_papers import make_register_of_concerns
from mentordesk.features.sessions.screens.duty_screens import edit_duty, new_duty
from mentordesk.features.sessions.screens.key_in import ask_for_code, key_sheet_in
from mentordesk.features.sessions.screens.liaison_screens import edit_liaison, new_liaison
from mentordesk.features.sessions.screens.settings_page import edit_days, edit_reason, edit_template
from mentordesk.features.sessions.screens.sheet_lists import print_blank, print_week, settle
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.desk import Desk

Tabs = Callable[[Studio, str], Iterator[tuple[str, QWidget]]]


def around_pages(studio: Studio, tabs: Tabs) -> Iterator[tuple[str, QWidget]]:
    """Go through the pages."""
    desk = studio.desk
    desk.go(Link("concerns", filters=(("view", ConcernsShown.OPEN),)))
    yield from tabs(studio, "concerns")
    desk.go(Link("concern", _concern(desk, ConcernsShown.RISK).row.id))
    yield from tabs(studio, "concern")
    desk.go(Link("concern", _concern(desk, ConcernsShown.CLOSED).row.id))
    yield from tabs(studio, "concern-closed")
    desk.go(Link("liaisons", filters=(("view", LiaisonsShown.YEAR),)))
    yield from tabs(studio, "partners")


def around_dialogs(desk: Desk) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Return the dialogs, each with its name."""
    concern = _concern(desk, ConcernsShown.OPEN)
    closed = _concern(desk, ConcernsShown.CLOSED)
    return (
        ("raise-concern", lambda: new_concern(desk)),
        ("raise-concern-about", lambda: new_concern(desk, concern.row.mentee_id)),
        ("concern-step", lambda: new_step(desk, concern)),
        ("concern-day", lambda: another_day(desk, concern)),
        ("concern-close", lambda: close(desk, concern)),
        ("concern-reopen", lambda: open_again(desk, closed)),
        ("concerns-report", lambda: make_register_of_concerns(desk)),
        ("new-liaison", lambda: new_liaison(desk)),
        ("edit-liaison", lambda: edit_liaison(desk, desk.read(liaison_page, ListAsk()).rows[0].id)),
        ("new-duty", lambda: new_duty(desk)),
        ("edit-duty", lambda: edit_duty(desk, desk.read(duty_page, ListAsk()).rows[0].id)),
        ("sheet-code", lambda: ask_for_code(desk)),
        ("key-in-blank", lambda: key_sheet_in(desk, _sheet(desk, planned=False))),
        ("key-in", lambda: key_sheet_in(desk, _sheet(desk, planned=True))),
        ("settle-sheet", lambda: settle(desk, _sheet(desk, planned=False))),
        ("blank-sheets", lambda: print_blank(desk)),
        ("week-sheets", lambda: print_week(desk)),
        ("session-days", lambda: edit_days(desk)),
        ("session-reason", lambda: edit_reason(desk, desk.read(session_settings).reasons[0])),
        ("note-template", lambda: edit_template(desk, None)),
    )


def _sheet(desk: Desk, *, planned: bool) -> SheetRow:
    rows = desk.read(sheet_page, ListAsk(filters=(("view", SheetsShown.OUT),))).rows
    return next(row for row in rows if (row.session_id is not None) is planned)


def _concern(desk: Desk, view: ConcernsShown) -> ConcernView:
    rows = desk.read(concern_page, ListAsk(filters=(("view", view),))).rows
    return desk.read(concern_view, rows[0].id)
