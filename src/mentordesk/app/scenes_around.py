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
from mentordesk.features.sessions.screens.concern_forms import (
    another_day,
    close,
    new_concern,
    new_step,
    open_again,
)
from mentordesk.features.sessions.screens.concern_papers import make_register_of_concerns
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
    )


def _concern(desk: Desk, view: ConcernsShown) -> ConcernView:
    rows = desk.read(concern_page, ListAsk(filters=(("view", view),))).rows
    return desk.read(concern_view, rows[0].id)
