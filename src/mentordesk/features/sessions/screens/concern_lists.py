"""The register of concerns."""

from dataclasses import replace
from functools import partial
from typing import Any

from mentordesk.features.sessions.operations.concerns import raise_concern
from mentordesk.features.sessions.queries.concerns import (
    CONCERN_COLUMNS,
    ConcernsShown,
    Raised,
    concern_page,
)
from mentordesk.features.sessions.screens.concern_forms import new_concern
from mentordesk.features.sessions.screens.concern_page import WATCHES
from mentordesk.features.sessions.screens.concern_papers import make_register_of_concerns
from mentordesk.kernel.links import Link
from mentordesk.records.concerns import ConcernKind
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.words import button

CONCERNS: Listing[Any] = Listing(
    name="concerns",
    title="Concerns",
    noun=("concern", "concerns"),
    query=concern_page,
    columns=CONCERN_COLUMNS,
    watches=WATCHES,
    empty="No concern here. What worries somebody at a session is raised on its form, or here.",
    icon="triangle-alert",
    sort="act_by",
    open=lambda row: Link("concern", row.id),
    new=New("Raise concern", "triangle-alert", new_concern, raise_concern),
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(ConcernsShown)),
        Filter("kind", "What about", lambda _desk: pairs_of(ConcernKind)),
        Filter("raised", "When", lambda _desk: pairs_of(Raised)),
    ),
    start_filters=(("view", ConcernsShown.OPEN),),
    in_tab=True,
)


class ConcernList(ListPage[Any]):
    """The register of concerns, with its paper."""

    def __init__(self, desk: Desk, listing: Listing[Any] = CONCERNS) -> None:
        """Make the list; it reads when it is shown."""
        paper = button("PDF of a period", partial(make_register_of_concerns, desk), name="register_pdf")
        super().__init__(desk, listing, paper)


def concern_list(desk: Desk, filters: Filters) -> ConcernList:
    """Return the register with filters in force, as a page of its own."""
    return ConcernList(desk, replace(CONCERNS, in_tab=False, start_filters=filters))
