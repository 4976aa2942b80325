"""The parts of the form of a session, each with its fields."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from mentordesk.features.sessions.queries.recording import FormLists
from mentordesk.features.sessions.screens.goals_field import GoalsField
from mentordesk.records.concerns import ConcernKind
from mentordesk.records.sessions import Caller, How, Presence, SessionStatus
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DurationField,
    Field,
    LengthField,
    LineField,
    ListField,
    MilesField,
    MoneyField,
    Picked,
    PickField,
    SearchField,
    TextField,
    TicksField,
    TimeField,
    WholeField,
)

Fields = tuple[Field[Any], ...]

ANSWERS = [
    (SessionStatus.HELD, "Yes"),
    (SessionStatus.MISSED, "No, missed"),
    (SessionStatus.CANCELLED, "No, cancelled"),
    (SessionStatus.PLANNED, "Not yet: planned"),
]
"""What may be answered to "Did it happen?"."""


@dataclass(frozen=True)
class GroupRow:
    """One of several people at a session, as a row of the form."""

    mentee_id: int
    name: str
    presence: Presence | None = Presence.ATTENDED
    late_minutes: int | None = None
    summary: str = ""


def people_field(find: Callable[[str], list[Picked]]) -> PickField:
    """Return the field of who came."""
    return PickField(
        "people",
        "Who",
        find,
        most=60,
        hint="Type part of a name or reference",
        more="Add another person for a group",
        offers="Those you recorded last",
    )


def when_fields(today: date, start: Callable[[], time | None]) -> Fields:
    """Return the fields of whether it happened, when, and how long it took."""
    return (
        ChoiceField("status", "Did it happen?", ANSWERS),
        DateField("session_date", "Date", today=today),
        TimeField("start_time", "Start", optional=True, hint="2pm"),
        CheckField(
            "later_hour",
            "The second of the two hours",
            note="The clocks go back that night, so this time comes twice.",
        ),
        LengthField("minutes", "How long", start=start),
    )


def where_fields(lists: FormLists, mentors: Callable[[str], list[Picked]]) -> Fields:
    """Return the fields of how and where they met, and who of the charity was there."""
    return (
        ChoiceField("how", "How", How),
        LineField("place", "Where", optional=True),
        PickField("mentor", "Mentor", mentors, optional=True, more="Type a name to choose somebody else"),
        SearchField("worker_id", "Member of staff", list(lists.staff), optional=True, empty="Nobody"),
    )


def not_held_fields(lists: FormLists, today: date) -> Fields:
    """Return the fields of a session that was not held."""
    return (
        ChoiceField("caller", "By whom", Caller),
        ChoiceField("reason_id", "Reason", list(lists.reasons)),
        TextField("reason_words", "More about it", optional=True, lines=2),
        DateField(
            "moved_to",
            "Moved to",
            today=today,
            optional=True,
            note="Another session is planned for that day.",
        ),
        TimeField("moved_to_time", "Moved to this time", optional=True, hint="2pm"),
    )


def group_fields() -> Fields:
    """Return the fields of a session with several people."""

    def row() -> Fields:
        came = [(Presence.ATTENDED, "Came"), (Presence.ABSENT, "Did not come")]
        return (
            ChoiceField("presence", "Was there", came),
            WholeField("late_minutes", "Minutes late", optional=True, least=1, most=1440),
            TextField("summary", "Note about them", optional=True, lines=2),
        )

    people = ListField(
        "each",
        "Each person",
        row,
        GroupRow,
        item="person",
        carry=("mentee_id", "name"),
        heading=lambda carried: str(carried["name"]),
        fixed=True,
        stacked=True,
    )
    return (TextField("topic", "What the group did", optional=True, lines=2), people)


def happened_fields(lists: FormLists) -> Fields:
    """Return the fields of what happened with one person."""
    templates = [(number, name) for number, name, _ in lists.templates]
    return (
        ChoiceField("template", "Begin the notes with", templates, optional=True, empty="Nothing"),
        TextField("summary", "What you did", optional=True, lines=4),
        WholeField("late_minutes", "Minutes late", optional=True, least=1, most=1440),
        TextField("response", "How they responded", optional=True, lines=2),
        TextField("strengths", "Strengths you saw", optional=True, lines=2),
        TextField("next_plans", "Plans for next time", optional=True, lines=2),
        TicksField("pathways", "Pathways you touched", lists.pathways, optional=True),
        GoalsField("touched", "Goals and steps you worked on"),
    )


def officer_fields(today: date) -> Fields:
    """Return the fields of what the statutory officer is told."""
    return (
        TextField("notify_words", "What the officer is to know", lines=2),
        DateField(
            "notified_date", "Told on", today=today, optional=True, note="Leave empty until it is done."
        ),
    )


def journey_fields() -> Fields:
    """Return the fields of how the mentor travelled."""
    return (
        LineField("journey", "From and to", optional=True, hint="Home to HMP Elmley and back"),
        MilesField("miles_tenths", "Miles", optional=True, hint="12.5"),
        MoneyField("fares_pence", "Fares", optional=True, hint="4.60"),
        DurationField("travel_minutes", "Travel time", optional=True, hint="45"),
    )


def concern_fields(present: Callable[[str], list[Picked]], today: date) -> Fields:
    """Return the fields of a concern."""
    return (
        PickField("concern_about", "About whom", present, hint="Choose one of those who were there"),
        ChoiceField("concern_kind", "What kind", ConcernKind),
        TextField("concern_seen", "What you saw or heard", lines=3, note="Use their own words if you can."),
        CheckField("concern_immediate_risk", "Somebody is at risk now"),
        LineField("concern_told", "Who was told", optional=True),
        DateField("concern_told_date", "Told on", today=today, optional=True),
        TimeField("concern_told_time", "Told at", optional=True, hint="2pm"),
    )
