"""The list of plans and the list of targets of all plans."""

from dataclasses import replace
from typing import Any

from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import (
    PLAN_COLUMNS,
    TARGET_COLUMNS,
    Due,
    owner_choices,
    plan_page,
    target_page,
)
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.screens.plan_forms import bring_in_plan, new_plan
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import NOT_RATED, Rag
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, PlanStatus, Review, Target
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.tabbed_place import TabbedPlace
from mentordesk.ui.words import button

WATCHES = frozenset({Plan, Target, Review, Person})
NEW_PLAN = New("New plan", "target", new_plan, create_plan)

PLANS: Listing[Any] = Listing(
    name="plans",
    title="All plans",
    noun=("plan", "plans"),
    query=plan_page,
    columns=PLAN_COLUMNS,
    watches=WATCHES,
    empty="No plan yet. A SMART plan says what is to be achieved, and how you will know.",
    icon="target",
    sort="title",
    in_tab=True,
    open=lambda row: Link("plan", row.id),
    new=NEW_PLAN,
    filters=(
        Filter("status", "Status", lambda _desk: pairs_of(PlanStatus)),
        Filter("owner", "Owner", lambda desk: desk.read(owner_choices)),
    ),
    export_needs=plan_sheet,
)

TARGETS: Listing[Any] = Listing(
    name="targets",
    title="Targets of all plans",
    noun=("target", "targets"),
    query=target_page,
    columns=TARGET_COLUMNS,
    watches=WATCHES,
    empty="No target yet. Open a plan and add its first target.",
    icon="list-checks",
    sort="review_due",
    in_tab=True,
    open=lambda row: Link("target", row.id),
    filters=(
        Filter("due", "Due", lambda _desk: pairs_of(Due)),
        Filter("rag", "Rating", lambda _desk: [*pairs_of(Rag), ("none", NOT_RATED)]),
        Filter("owner", "Owner", lambda desk: desk.read(owner_choices)),
        Filter("status", "Plan", lambda _desk: pairs_of(PlanStatus)),
    ),
    export_needs=plan_sheet,
)


def target_list(desk: Desk, filters: Filters) -> ListPage[Any]:
    """Return the list of targets as a page of its own, with filters in force."""
    return ListPage(desk, replace(TARGETS, in_tab=False, start_filters=filters))


class PlanList(TabbedPlace):
    """The place of plans: all plans, and all targets with what is due."""

    def __init__(self, desk: Desk) -> None:
        """Make both lists."""
        extra = []
        if desk.may(create_plan):
            extra.append(button("Bring in a plan", lambda: bring_in_plan(desk), name="bring_in"))
        plans, targets = ListPage(desk, PLANS, *extra), ListPage(desk, TARGETS)
        super().__init__(
            "PlanList", "Plans or targets", ("Plans", plans), ("Targets and what is due", targets)
        )
        self.plans, self.targets = plans, targets
