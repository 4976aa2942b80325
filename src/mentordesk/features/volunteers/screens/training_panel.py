"""Training in the place of volunteers: who lacks what, what runs out, days, catalogue, needs, offers."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.training import (
    add_course,
    add_offer,
    add_training_event,
    change_course,
    change_offer,
    remove_offer,
    set_roles,
)
from mentordesk.features.volunteers.queries.training import (
    CATALOGUE,
    DOINGS,
    course_choices,
    course_page,
    gap_page,
    need_page,
    offer_page,
    training_done_page,
    training_event_page,
)
from mentordesk.features.volunteers.queries.training_one import training_sheet
from mentordesk.features.volunteers.queries.training_rows import (
    COURSE_COLUMNS,
    DONE_COLUMNS,
    EVENT_COLUMNS,
    GAP_COLUMNS,
    NEED_COLUMNS,
    OFFER_COLUMNS,
    CoursesShown,
    DoneShown,
    EventsShown,
    GapsShown,
    NeedsShown,
)
from mentordesk.features.volunteers.rules.training import Ladder
from mentordesk.features.volunteers.screens.training_forms import (
    edit_course,
    edit_offer,
    edit_roles,
    new_course,
    new_event,
    new_offer,
)
from mentordesk.kernel.links import Link
from mentordesk.records.training import NeedSource, TrainingDone, TrainingOffer
from mentordesk.ui.contents import Contents
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.layouts import column
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.messages import ask
from mentordesk.ui.words import button

_OF_COURSE = Filter("course", "Training", lambda desk: desk.read(course_choices))

GAPS: Listing[Any] = Listing(
    name="training_gaps",
    title="Who lacks what",
    noun=("gap", "gaps"),
    query=gap_page,
    columns=GAP_COLUMNS,
    watches=DOINGS,
    empty="Nobody lacks a required training. The catalogue says what is required of whom.",
    icon="circle-check",
    sort="name",
    in_tab=True,
    open=lambda row: Link("mentor", row.volunteer_id),
    filters=(Filter("who", "Who", lambda _desk: pairs_of(GapsShown)), _OF_COURSE),
    export_needs=training_sheet,
)
EVENTS: Listing[Any] = Listing(
    name="training_events",
    title="Training days",
    noun=("day", "days"),
    query=training_event_page,
    columns=EVENT_COLUMNS,
    watches=DOINGS,
    empty="No training day yet. Its register says who came, and who has done the training.",
    icon="calendar-days",
    sort="day",
    descending=True,
    in_tab=True,
    open=lambda row: Link("training_event", row.id),
    new=New("New training day", "calendar-days", new_event, add_training_event),
    filters=(Filter("when", "When", lambda _desk: pairs_of(EventsShown)), _OF_COURSE),
    export_needs=training_sheet,
)
COURSES: Listing[Any] = Listing(
    name="training_courses",
    title="Catalogue",
    noun=("training", "trainings"),
    query=course_page,
    columns=COURSE_COLUMNS,
    watches=CATALOGUE | {TrainingDone},
    empty="No training yet.",
    icon="book-open",
    sort="title",
    in_tab=True,
    new=New("New training", "book-open", new_course, add_course),
    filters=(Filter("view", "View", lambda _desk: pairs_of(CoursesShown)),),
    export_needs=training_sheet,
)
NEEDS: Listing[Any] = Listing(
    name="training_needs",
    title="What they should learn",
    noun=("need", "needs"),
    query=need_page,
    columns=NEED_COLUMNS,
    watches=DOINGS,
    empty="No need was noted yet. Note one on a volunteer's page, under Training.",
    icon="flag",
    sort="noted",
    descending=True,
    in_tab=True,
    open=lambda row: Link("mentor", row.volunteer_id),
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(NeedsShown)),
        Filter("source", "Noticed", lambda _desk: pairs_of(NeedSource)),
    ),
    start_filters=(("view", NeedsShown.OPEN),),
    export_needs=training_sheet,
)
OFFERS: Listing[Any] = Listing(
    name="training_offers",
    title="Free offers",
    noun=("offer", "offers"),
    query=offer_page,
    columns=OFFER_COLUMNS,
    watches=CATALOGUE | {TrainingOffer},
    empty="No offer yet. Partner agencies often give places in their training for nothing.",
    icon="hand-heart",
    sort="until",
    in_tab=True,
    new=New("New offer", "hand-heart", new_offer, add_offer),
    filters=(Filter("open", "View", lambda _desk: [(True, "Not over")]),),
    export_needs=training_sheet,
)


def done_listing(filters: Filters = (), *, in_tab: bool = True) -> Listing[Any]:
    """Return what the list of training that was done shows, with filters in force."""
    return Listing(
        name="training_done",
        title="Training done",
        noun=("training", "trainings"),
        query=training_done_page,
        columns=DONE_COLUMNS,
        watches=DOINGS,
        empty="Nobody did any training yet.",
        icon="shield-check",
        sort="expiry",
        in_tab=in_tab,
        open=lambda row: Link("mentor", row.volunteer_id),
        filters=(
            Filter("shown", "View", lambda _desk: pairs_of(DoneShown)),
            Filter("ladder", "Runs out", lambda _desk: pairs_of(Ladder)),
            _OF_COURSE,
        ),
        start_filters=filters,
        export_needs=training_sheet,
    )


class CourseList(ListPage[Any]):
    """The catalogue; opening a training opens its form."""

    def __init__(self, desk: Desk) -> None:
        """Make the list with what can be done to a training."""
        extra: list[QWidget] = []
        if desk.may(set_roles):
            extra.append(button("Roles", partial(edit_roles, desk), name="roles"))
        super().__init__(desk, COURSES, *extra)
        if desk.may(change_course):
            self.table.opened.connect(lambda _row: self.change_chosen())

    def change_chosen(self) -> None:
        """Open the form of the training that is chosen."""
        row = self.selected()
        if row is not None:
            edit_course(self.desk, row)


class OfferList(ListPage[Any]):
    """The offers of partners; opening one opens its form."""

    def __init__(self, desk: Desk) -> None:
        """Make the list with what can be done to an offer."""
        extra: list[QWidget] = []
        if desk.may(remove_offer):
            extra.append(button("Remove", self.remove_chosen, name="remove_chosen"))
            extra[-1].setAccessibleName("Remove the chosen offer")
        super().__init__(desk, OFFERS, *extra)
        if desk.may(change_offer):
            self.table.opened.connect(lambda _row: self.change_chosen())

    def change_chosen(self) -> None:
        """Open the form of the offer that is chosen."""
        row = self.selected()
        if row is not None:
            edit_offer(self.desk, row)

    def remove_chosen(self) -> None:
        """Ask whether the offer that is chosen is to be removed."""
        row = self.selected()
        if row is None:
            return

        def removed() -> bool:
            self.desk.write(remove_offer, row.id, row.version)
            return True

        def act() -> None:
            if self.desk.attempt(removed):
                self.desk.say("Offer removed.")

        says = "It goes to the bin, from where it can come back for 30 days."
        ask(self, f"Remove the offer of {row.draft.partner}?", says, "Remove offer", act)


class TrainingPanel(QWidget):
    """Every list of training, named at the side."""

    def __init__(self, desk: Desk) -> None:
        """Make the lists; each reads when it is shown."""
        super().__init__()
        self.setObjectName("TrainingPanel")
        self.contents = Contents("Parts of training")
        for label, icon, page in (
            ("Who lacks what", "circle-alert", ListPage(desk, GAPS)),
            ("Training done", "shield-check", ListPage(desk, done_listing())),
            ("Training days", "calendar-days", ListPage(desk, EVENTS)),
            ("Catalogue", "book-open", CourseList(desk)),
            ("Needs", "flag", ListPage(desk, NEEDS)),
            ("Free offers", "hand-heart", OfferList(desk)),
        ):
            self.contents.add_page(label, icon, page)
        self.setLayout(column(self.contents, gap=0, margins=(0, 12, 0, 0)))
