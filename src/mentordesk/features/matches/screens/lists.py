"""The lists of matches and of who can mentor, and the settings of postcode districts."""

from functools import partial
from typing import Any

from mentordesk.features.matches.operations.mentors import set_districts
from mentordesk.features.matches.queries.lists import (
    MATCH_COLUMNS,
    MENTOR_COLUMNS,
    MatchesShown,
    MentorsShown,
    match_page,
    mentor_page,
)
from mentordesk.features.matches.queries.one import districts
from mentordesk.features.matches.screens.mentor_forms import edit_districts
from mentordesk.kernel.links import Link
from mentordesk.records.matches import District, Match, MatchChange, MatchStatus
from mentordesk.records.mentees import Mentee
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.layouts import column
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.tabbed_place import TabbedPlace
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

MENTORS: Listing[Any] = Listing(
    name="mentors",
    title="Who can mentor",
    noun=("mentor", "mentors"),
    query=mentor_page,
    columns=MENTOR_COLUMNS,
    watches=frozenset({Volunteer, Match}),
    empty="No mentor yet.",
    icon="users",
    sort="name",
    in_tab=True,
    open=lambda row: Link("mentor", row.id),
    filters=(Filter("view", "View", lambda _desk: pairs_of(MentorsShown)),),
)

MATCHES: Listing[Any] = Listing(
    name="matches",
    title="All matches",
    noun=("match", "matches"),
    query=match_page,
    columns=MATCH_COLUMNS,
    watches=frozenset({Volunteer, Match, MatchChange, Mentee}),
    empty="No match yet. A mentee's page suggests mentors.",
    icon="link",
    sort="review",
    in_tab=True,
    open=lambda row: Link("mentor", row.mentor_id),
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(MatchesShown)),
        Filter("status", "Status", lambda _desk: pairs_of(MatchStatus)),
    ),
    start_filters=(("view", MatchesShown.OPEN),),
)


class MatchPlace(TabbedPlace):
    """The place of matches: all of them, and who can mentor."""

    def __init__(self, desk: Desk) -> None:
        """Make the lists."""
        super().__init__(
            "MatchPlace",
            "Matches or mentors",
            ("Matches", ListPage(desk, MATCHES)),
            ("Mentors", ListPage(desk, MENTORS)),
        )


class DistrictsPage(Watching):
    """Where postcode districts lie, for the distances between mentors and mentees."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({District}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        draft = self.desk.attempt(lambda: self.desk.read(districts))
        if draft is None:
            return
        actions = []
        if self.desk.may(set_districts):
            actions.append(button("Change", partial(edit_districts, self.desk), name="edit_districts"))
        card = Card("Postcode districts", *actions)
        card.add(
            Words(
                "Typed once, these give the distance between a mentor and the place where two would meet. "
                "Without them, districts are compared by their letters.",
                "muted",
            )
        )
        for each in draft.districts:
            card.add(Words(f"{each.code}: northing {each.northing}, easting {each.easting}"))
        if not draft.districts:
            card.add(Words("None yet.", "muted"))
        self._body.show_parts(card)
