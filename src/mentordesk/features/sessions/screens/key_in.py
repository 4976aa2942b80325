"""Keying a paper sheet back in: its code, then its fields in the order of the paper."""

from dataclasses import replace
from functools import partial
from typing import Any

from mentordesk.features.sessions.operations.sheets import key_in
from mentordesk.features.sessions.queries.one import KeptSession, kept_session
from mentordesk.features.sessions.queries.recording import FormLists, form_lists
from mentordesk.features.sessions.queries.sheets import SheetRow, sheet_of_code, sheet_row
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.recording import Circumstances, session_problems
from mentordesk.features.sessions.rules.sheets import LABELS, LINES, CodeDraft, code_problem
from mentordesk.features.sessions.screens.finding import mentee_field, mentor_field
from mentordesk.features.sessions.screens.session_parts import ANSWERS
from mentordesk.features.sessions.screens.session_values import picked
from mentordesk.kernel.links import Link
from mentordesk.records.sessions import Caller, How, Presence, SessionStatus
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    ChoiceField,
    DateField,
    DurationField,
    Field,
    LengthField,
    LineField,
    MilesField,
    MoneyField,
    Picked,
    TextField,
    TicksField,
    TimeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

_ONE = ("summary", "response", "strengths", "next_plans", "pathways")
"""What a sheet says of the one person who came; of a group it says what they did together."""


def ask_for_code(desk: Desk) -> FormDialog:
    """Open the form that asks for the code of a sheet; then the form of the sheet."""
    form: Form[CodeDraft] = Form(
        desk,
        "sheet_code",
        title="Key in a sheet",
        draft=CodeDraft,
        save=lambda draft, _version: desk.read(sheet_of_code, draft.code),
        problems=lambda draft: {"code": wrong} if (wrong := code_problem(draft.code)) else {},
    )
    form.section("", LineField("code", "Code of the sheet", hint="K7M 2PX", note="It stands at the top."))
    form.saved.connect(lambda row: key_sheet_in(desk, row))
    form.settle()
    dialog = FormDialog(form, desk.window, verb="Go on")
    dialog.open()
    return dialog


def key_in_by_number(desk: Desk, sheet_id: int) -> FormDialog:
    """Open the form of a sheet that was chosen in the list."""
    return key_sheet_in(desk, desk.read(sheet_row, sheet_id))


def key_sheet_in(desk: Desk, row: SheetRow) -> FormDialog:
    """Open the form of a sheet, its fields in the order of the paper."""
    kept = desk.read(kept_session, row.session_id) if row.session_id else None
    make = partial(_draft, kept)

    def save(draft: SessionDraft, version: int) -> int:
        return desk.write(key_in, row.id, version, kept.version if kept else 0, draft)

    def problems(draft: SessionDraft) -> dict[str, str]:
        now = desk.store.clock().astimezone()
        old = Circumstances(needs_reason=kept.needs_reason) if kept else Circumstances()
        found = session_problems(draft, now, old)
        if "attendances" in found and not row.session_id:
            found["mentee"] = found.pop("attendances")
        return found

    form: Form[SessionDraft] = Form(
        desk,
        "key_in",
        row.id,
        title=f"Sheet {row.code}",
        draft=make,
        save=save,
        problems=problems,
    )
    for field in _fields(desk, form, kept):
        form.add(field)
    form.section(
        "",
        TextField(
            "unmatched_reason",
            "Why they met, if they are not matched",
            optional=True,
            lines=2,
            note="Only asked for when the mentor and the mentee were not matched that day.",
        ),
    )
    if kept and kept.recorded:
        form.add(TextField("change_reason", "Why it is changed", optional=not kept.needs_reason, lines=2))
    form.fill(_start(kept), row.version)
    form.saved.connect(lambda number: desk.go(Link("session", number)))
    dialog = FormDialog(
        form, desk.window, verb="Save session", saved_words="Session saved. The sheet is returned."
    )
    dialog.open()
    return dialog


def _fields(desk: Desk, form: Form[Any], kept: KeptSession | None) -> list[Field[Any]]:
    """Return the fields in the order of the paper; who it was with is known where it is printed."""
    today, lists = desk.today(), desk.read(form_lists)
    made: dict[str, Field[Any]] = {
        "session_date": DateField("session_date", LABELS["session_date"], today=today),
        "start_time": TimeField("start_time", LABELS["start_time"], optional=True, hint="2pm"),
        "minutes": LengthField(
            "minutes", LABELS["minutes"], start=lambda: form.field("start_time").value(), optional=True
        ),
        "mentor": mentor_field(desk, LABELS["mentor"], optional=True),
        "place": LineField("place", LABELS["place"], optional=True),
        "how": ChoiceField("how", LABELS["how"], How),
        "status": ChoiceField("status", LABELS["status"], ANSWERS[:3]),
        **_not_held(lists),
        **{
            name: TextField(name, LABELS[name], optional=True, lines=4 if name == "summary" else 2)
            for name in _ONE[:4]
        },
        "pathways": TicksField("pathways", LABELS["pathways"], lists.pathways, optional=True),
        "journey": LineField("journey", LABELS["journey"], optional=True),
        "miles_tenths": MilesField("miles_tenths", LABELS["miles_tenths"], optional=True, hint="12.5"),
        "fares_pence": MoneyField("fares_pence", LABELS["fares_pence"], optional=True, hint="4.60"),
        "travel_minutes": DurationField("travel_minutes", LABELS["travel_minutes"], optional=True),
    }
    if kept is None:
        made["mentee"] = mentee_field(desk, LABELS["mentee"])
    elif len(kept.people) > 1:
        people = [(each.number, each.title) for each in kept.people]
        made["mentee"] = TicksField("mentee", f"{LABELS['mentee']}: tick who came", people)
        for name in _ONE[1:]:
            made.pop(name)
    return [made[name] for name, _ in LINES if name in made]


def _not_held(lists: FormLists) -> dict[str, Field[Any]]:
    return {
        "caller": ChoiceField("caller", LABELS["caller"], Caller, optional=True),
        "reason_id": ChoiceField("reason_id", LABELS["reason_id"], list(lists.reasons), optional=True),
        "reason_words": TextField("reason_words", LABELS["reason_words"], optional=True, lines=2),
    }


def _start(kept: KeptSession | None) -> dict[str, Any]:
    if kept is None:
        return {}
    draft = kept.draft
    values = {name: getattr(draft, name) for name, _ in LINES if hasattr(draft, name)}
    values["status"] = None if draft.status is SessionStatus.PLANNED else draft.status
    values["mentor"] = (picked(kept.mentor),) if kept.mentor else ()
    values["unmatched_reason"] = draft.unmatched_reason
    if len(kept.people) > 1:
        values["mentee"] = tuple(each.number for each in kept.people)
        values["summary"] = draft.topic
    else:
        values |= {name: getattr(draft.attendances[0], name) for name in _ONE}
    return values


def _draft(
    kept: KeptSession | None,
    mentor: tuple[Picked, ...] = (),
    mentee: tuple[Any, ...] | None = None,
    **said: Any,
) -> SessionDraft:
    """Return what the fields say, on top of what the sheet does not ask for."""
    of_one = {name: said.pop(name) for name in _ONE if name in said}
    base = kept.draft if kept else SessionDraft()
    if kept is None:
        number = mentee[0].number if mentee else None
        people: tuple[AttendanceDraft, ...] = (AttendanceDraft(number, **of_one),) if number else ()
    elif len(kept.people) == 1:
        people = (replace(base.attendances[0], presence=None, **of_one),)
    else:
        said["topic"] = of_one.get("summary", "")
        came = set(mentee or ())
        people = tuple(
            replace(each, presence=Presence.ATTENDED if each.mentee_id in came else Presence.ABSENT)
            for each in base.attendances
        )
    if said.get("status") is SessionStatus.HELD:
        said |= {"caller": None, "reason_id": None, "reason_words": ""}
    held_by = mentor[0].number if mentor else None
    return replace(base, attendances=people, volunteer_id=held_by, **said)
