"""The pictures of retention: the review of a file, the period of a rule, and a purpose."""

from collections.abc import Callable

from mentordesk.features.privacy.queries.processing import processing_rows
from mentordesk.features.privacy.queries.retention import DueRow, Show, due_page
from mentordesk.features.privacy.queries.retention_policy import retention_policy
from mentordesk.features.privacy.screens.destruction_dialog import make_destruction
from mentordesk.features.privacy.screens.processing_page import edit_purpose
from mentordesk.features.privacy.screens.retention_forms import edit_period, review_file
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.desk import Desk


def retention_dialogs(desk: Desk) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Return the dialogs of retention, each with its name."""
    policy = desk.read(retention_policy)
    return (
        ("review-file", lambda: _review(desk, Show.DUE)),
        ("review-held", lambda: _review(desk, Show.HELD)),
        ("period", lambda: edit_period(desk, policy[0])),
        ("purpose", lambda: edit_purpose(desk, desk.read(processing_rows)[0])),
        ("destruction-report", lambda: make_destruction(desk)),
    )


def _review(desk: Desk, show: Show) -> None:
    row: DueRow = desk.read(due_page, ListAsk(filters=(("show", show),))).rows[0]
    review_file(desk, row.subject, row.number)
