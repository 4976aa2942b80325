"""The place of privacy: requests, complaints, breaches."""

from typing import TYPE_CHECKING, Any

from mentordesk.features.privacy.operations.breaches import record_breach
from mentordesk.features.privacy.operations.complaints import record_complaint
from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.queries.breaches import BREACH_COLUMNS, BreachesShown, breach_page
from mentordesk.features.privacy.queries.complaints import (
    COMPLAINT_COLUMNS,
    ComplaintsShown,
    complaint_page,
)
from mentordesk.features.privacy.queries.dip_lists import dip_page
from mentordesk.features.privacy.queries.requests import REQUEST_COLUMNS, RequestsShown, request_page
from mentordesk.features.privacy.screens.breaches_forms import edit_breach, new_breach
from mentordesk.features.privacy.screens.complaints_forms import edit_complaint, new_complaint
from mentordesk.features.privacy.screens.dip_page import SampleList
from mentordesk.features.privacy.screens.requests_forms import new_request
from mentordesk.kernel.links import Link
from mentordesk.records.breaches import Breach
from mentordesk.records.complaints import Complaint
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import DataRequest, RequestKind
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.form_list import FormListPage
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.tabbed_place import TabbedPlace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

REQUESTS: Listing[Any] = Listing(
    name="requests",
    title="Requests",
    noun=("request", "requests"),
    query=request_page,
    columns=REQUEST_COLUMNS,
    watches=frozenset({DataRequest, Mentee, Volunteer}),
    empty="Nobody has asked anything about their data yet. Write a request down on the day it comes.",
    icon="shield-check",
    sort="due",
    in_tab=True,
    open=lambda row: Link("request", row.id),
    new=New("New request", "shield-check", new_request, record_request),
    filters=(
        Filter("shown", "View", lambda _desk: pairs_of(RequestsShown)),
        Filter("kind", "What", lambda _desk: pairs_of(RequestKind)),
    ),
)

COMPLAINTS: Listing[Any] = Listing(
    name="complaints",
    title="Complaints",
    noun=("complaint", "complaints"),
    query=complaint_page,
    columns=COMPLAINT_COLUMNS,
    watches=frozenset({Complaint, Mentee, Volunteer}),
    empty="No complaint about personal data. One is acknowledged within 30 days.",
    icon="message-square-warning",
    sort="due",
    in_tab=True,
    new=New("New complaint", "message-square-warning", new_complaint, record_complaint),
    filters=(Filter("shown", "View", lambda _desk: pairs_of(ComplaintsShown)),),
)

BREACHES: Listing[Any] = Listing(
    name="breaches",
    title="Breaches",
    noun=("breach", "breaches"),
    query=breach_page,
    columns=BREACH_COLUMNS,
    watches=frozenset({Breach}),
    empty="No breach. Write every one down, also one that is not reported.",
    icon="triangle-alert",
    sort="aware",
    descending=True,
    in_tab=True,
    new=New("New breach", "triangle-alert", new_breach, record_breach),
    filters=(Filter("shown", "View", lambda _desk: pairs_of(BreachesShown)),),
)


class PrivacyPlace(TabbedPlace):
    """Requests about personal data, complaints, for managers the register of breaches, and dip samples."""

    def __init__(self, desk: Desk) -> None:
        """Make the lists; each reads when it is shown."""
        tabs: list[tuple[str, QWidget]] = [
            ("Requests", ListPage(desk, REQUESTS)),
            ("Complaints", FormListPage(desk, COMPLAINTS, edit_complaint)),
        ]
        if desk.may(breach_page):
            tabs.append(("Breaches", FormListPage(desk, BREACHES, edit_breach)))
        if desk.may(dip_page):
            tabs.append(("Dip samples", SampleList(desk)))
        super().__init__("PrivacyPlace", "Requests, complaints, breaches or dip samples", *tabs)
        self.setAccessibleName("Privacy")
