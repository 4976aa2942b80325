"""The pictures of recording: the page of a session, and the form as it stands in each kind of session."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.sessions.queries.of_somebody import SessionsView, mentee_sessions
from mentordesk.features.sessions.queries.recording import mentees_found
from mentordesk.features.sessions.screens.session_editor import SessionForm
from mentordesk.features.sessions.screens.session_form import change, record
from mentordesk.features.sessions.screens.session_values import picked
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.sessions import SessionStatus
from mentordesk.ui.desk import Desk

Dialogs = tuple[tuple[str, Callable[[], object]], ...]
Tabs = Callable[[Studio, str], Iterator[tuple[str, QWidget]]]


def recording_tabs(studio: Studio, tabs: Tabs) -> Iterator[tuple[str, QWidget]]:
    """Go through the page of a session that was held and of one that is planned."""
    view = _busiest(studio.desk)
    for name, rows in (("session", view.past), ("planned-session", view.planned)):
        if rows:
            studio.desk.go(Link("session", rows[0].id))
            yield from tabs(studio, name)


def recording_dialogs(desk: Desk) -> Dialogs:
    """Return the form of a session in each of its shapes, with what opens it."""
    number = _busiest_number(desk)
    return (
        ("record-session", lambda: record(desk)),
        ("record-held", lambda: record(desk, number)),
        ("record-missed", lambda: _missed(desk, number)),
        ("record-happened", lambda: _happened(desk, number)),
        ("record-group", lambda: _group(desk, number)),
        ("change-session", lambda: change(desk, _busiest(desk).past[0].id)),
    )


def _busiest_number(desk: Desk) -> int:
    rows = desk.read(mentee_page, ListAsk(filters=(("status", "active"),), sort="name")).rows
    return max((row.id for row in rows), key=lambda each: desk.read(mentee_sessions, each).held)


def _busiest(desk: Desk) -> SessionsView:
    return desk.read(mentee_sessions, _busiest_number(desk))


def _form(desk: Desk, mentee_id: int) -> SessionForm:
    form = record(desk, mentee_id).form
    if not isinstance(form, SessionForm):
        message = "another form was opened"
        raise TypeError(message)
    return form


def _missed(desk: Desk, mentee_id: int) -> None:
    form = _form(desk, mentee_id)
    form.field("status").set_value(SessionStatus.MISSED)
    form.settle()


def _happened(desk: Desk, mentee_id: int) -> None:
    form = _form(desk, mentee_id)
    for name in ("summary", "journey", "supervision_note"):
        form.show_field(name)
    for name in ("notify_officer", "worried"):
        form.field(name).set_value(True)
    form.settle()


def _group(desk: Desk, mentee_id: int) -> None:
    form = _form(desk, mentee_id)
    others = [each for each in desk.read(mentees_found, "") if each.number != mentee_id][:2]
    form.people.set_value((*form.people.value(), *map(picked, others)))
    form.settle()
