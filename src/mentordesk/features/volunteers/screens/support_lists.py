"""The lists of support: who is to be talked with, the talks, what was agreed."""

from functools import partial
from typing import Any

from mentordesk.features.volunteers.queries.support import supporters
from mentordesk.features.volunteers.queries.support_lists import (
    ACTION_COLUMNS,
    SUPPORT_COLUMNS,
    TALK_COLUMNS,
    ActionsShown,
    SupportShown,
    TalkSince,
    TalksShown,
    action_page,
    support_page,
    talk_page,
)
from mentordesk.features.volunteers.screens.support_tab import WATCHES
from mentordesk.kernel.links import Link
from mentordesk.records.people import Person
from mentordesk.records.pipeline import Stage
from mentordesk.records.support import TalkKind
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.words import button

_WATCHED = WATCHES | {Stage, Person}


def support_listing(filters: Filters = (), *, in_tab: bool = True) -> Listing[Any]:
    """Return what the list of supervision shows, with filters in force."""
    return Listing(
        name="support",
        title="Supervision",
        noun=("volunteer", "volunteers"),
        query=support_page,
        columns=SUPPORT_COLUMNS,
        watches=_WATCHED,
        empty="Nobody here. Whoever is ready for a match or matched is listed with their next talk.",
        icon="users",
        sort="due",
        open=lambda row: Link("mentor", row.id),
        filters=(
            Filter("view", "View", lambda _desk: pairs_of(SupportShown)),
            Filter("supporter", "Supported by", lambda desk: desk.read(supporters)),
        ),
        start_filters=filters,
        in_tab=in_tab,
    )


def talk_listing(filters: Filters = ()) -> Listing[Any]:
    """Return what the list of talks shows, with filters in force."""
    return Listing(
        name="support_talks",
        title="Talks of support",
        noun=("talk", "talks"),
        query=talk_page,
        columns=TALK_COLUMNS,
        watches=_WATCHED,
        empty="No talk here. Talks are recorded on a volunteer's page, under Support.",
        icon="users",
        sort="date",
        descending=True,
        open=lambda row: Link("mentor", row.volunteer_id),
        filters=(
            Filter("view", "What became of it", lambda _desk: pairs_of(TalksShown)),
            Filter("kind", "Kind", lambda _desk: pairs_of(TalkKind)),
            Filter("since", "When", lambda _desk: pairs_of(TalkSince)),
        ),
        start_filters=filters,
    )


def action_listing(filters: Filters = ()) -> Listing[Any]:
    """Return what the list of agreed actions shows, with filters in force."""
    return Listing(
        name="support_actions",
        title="Agreed actions",
        noun=("action", "actions"),
        query=action_page,
        columns=ACTION_COLUMNS,
        watches=_WATCHED,
        empty="Nothing here. What is agreed at a talk of support is listed until it is done.",
        icon="list",
        sort="due",
        open=lambda row: Link("mentor", row.volunteer_id),
        filters=(Filter("view", "View", lambda _desk: pairs_of(ActionsShown)),),
        start_filters=filters,
    )


class SupportList(ListPage[Any]):
    """Who is to be talked with; the talks and what was agreed are a press away."""

    def __init__(self, desk: Desk, filters: Filters = (), *, in_tab: bool = True) -> None:
        """Make the list; it reads when it is shown."""
        held = partial(desk.go, Link("support_talks", filters=(("view", TalksShown.HELD),)))
        agreed = partial(desk.go, Link("support_actions", filters=(("view", ActionsShown.OPEN),)))
        super().__init__(
            desk,
            support_listing(filters, in_tab=in_tab),
            button("Talks", held, name="talks"),
            button("Agreed actions", agreed, name="actions"),
        )
