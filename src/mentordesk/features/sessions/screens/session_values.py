"""From a session that is kept to the fields of its form, and back to what they mean."""

from datetime import date, datetime, time
from typing import Any

from mentordesk.features.sessions.queries.one import KeptSession
from mentordesk.features.sessions.queries.recording import ChoiceRow, StartRow
from mentordesk.features.sessions.rules.concerns import ConcernDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft
from mentordesk.features.sessions.screens.goals_field import Touched
from mentordesk.features.sessions.screens.session_parts import GroupRow
from mentordesk.kernel.local_time import instant
from mentordesk.ui.fields import Picked

SAME = (
    *("status", "session_date", "start_time", "minutes", "how", "place", "worker_id", "topic", "caller"),
    *("reason_id", "reason_words", "moved_to", "moved_to_time", "journey", "miles_tenths", "fares_pence"),
    "travel_minutes",
)
"""The fields that have the same name and meaning in the draft of a session."""
OF_ONE = ("summary", "late_minutes", "response", "strengths", "next_plans", "pathways")
"""The fields about one person that have the same name in their attendance."""
OF_OFFICER = ("notify_officer", "notify_words", "notified_date")

NOT_HELD_NAMES = ("caller", "reason_id", "reason_words", "moved_to", "moved_to_time")
JOURNEY_NAMES = ("journey", "miles_tenths", "fares_pence", "travel_minutes")
CONCERN_NAMES = tuple(
    f"concern_{each}"
    for each in ("about", "kind", "seen", "immediate_risk", "told", "told_date", "told_time")
)


def picked(row: ChoiceRow) -> Picked:
    """Return what was found as it stands in a field."""
    return Picked(row.number, row.title, row.says)


def usual_time(start: StartRow, day: date | None, now: datetime) -> time | None:
    """Return the time of the last session, unless it has not come yet on the day that is typed."""
    late = start.start_time is not None and start.start_time > now.time()
    return None if day == now.date() and late else start.start_time


def values_of(kept: KeptSession) -> dict[str, Any]:
    """Return a session as values of the form's fields."""
    draft = kept.draft
    names = {each.number: each.title for each in kept.people}
    one = draft.attendances[0] if len(draft.attendances) == 1 else AttendanceDraft()
    return {
        **{name: getattr(draft, name) for name in (*SAME, "later_hour", "unmatched_reason")},
        **{name: getattr(one, name) for name in (*OF_ONE, *OF_OFFICER)},
        "people": tuple(map(picked, kept.people)),
        "mentor": (picked(kept.mentor),) if kept.mentor else (),
        "touched": Touched(one.goals, one.steps),
        "supervision_note": one.supervision_note or "",
        "each": tuple(
            GroupRow(number, names.get(number, ""), each.presence, each.late_minutes, each.summary)
            for each in draft.attendances
            if (number := each.mentee_id) is not None and len(draft.attendances) > 1
        ),
    }


def concern_of(values: dict[str, Any]) -> ConcernDraft:
    """Return the concern that was typed; a day without a time is taken as its noon."""
    day: date | None = values.get("concern_told_date")
    at: time | None = values.get("concern_told_time")
    told_at: datetime | None = instant(day, at or time(12)) if day else None
    return ConcernDraft(
        values.get("concern_kind"),
        values.get("concern_seen", ""),
        bool(values.get("concern_immediate_risk")),
        values.get("concern_told", ""),
        told_at,
    )
