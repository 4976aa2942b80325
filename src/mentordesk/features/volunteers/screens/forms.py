"""The forms of volunteers: an enquiry, a step to a stage, times of service, leaving, the stages."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from mentordesk.features.volunteers.operations.pipeline import (
    add_volunteer,
    change_volunteer,
    leave,
    move_volunteers,
    set_stages,
)
from mentordesk.features.volunteers.operations.spells import add_spell, change_spell, remove_spell
from mentordesk.features.volunteers.queries.board import stages_sheet
from mentordesk.features.volunteers.queries.lists import stage_choices
from mentordesk.features.volunteers.queries.one import SpellRow, VolunteerView, heirs, volunteer_view
from mentordesk.features.volunteers.rules.pipeline import (
    EnquiryDraft,
    HandOver,
    LeaveDraft,
    MoveDraft,
    StageDraft,
    StagesDraft,
    VolunteerDraft,
    enquiry_problems,
    leave_problems,
    volunteer_problems,
)
from mentordesk.features.volunteers.rules.spells import BreakDraft, SpellDraft, spell_problems
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Permission
from mentordesk.records.pipeline import StageKind
from mentordesk.records.spells import BreakReason, LeaveReason
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LineField,
    ListField,
    SearchField,
    TextField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog


def new_volunteer(desk: Desk) -> FormDialog:
    """Open the form of somebody who has asked to volunteer; when it is saved, their page opens."""
    form = Form(
        desk,
        "new_volunteer",
        title="New volunteer",
        draft=EnquiryDraft,
        save=lambda draft, _version: desk.write(add_volunteer, draft),
        problems=lambda draft: enquiry_problems(draft, desk.today()),
    )
    form.section("", LineField("name", "Name"), DateField("asked_date", "Asked on", today=desk.today()))
    _contact(form)
    form.fill(EnquiryDraft(asked_date=desk.today()))
    form.saved.connect(lambda number: desk.go(Link("mentor", number)))
    return _open(desk, form, "Add volunteer", "Volunteer added.")


def edit_volunteer(desk: Desk, volunteer_id: int) -> FormDialog:
    """Open the form of what is known of a volunteer."""

    def fresh() -> tuple[VolunteerDraft, int]:
        view = desk.read(volunteer_view, volunteer_id)
        return view.draft, view.version

    form = Form(
        desk,
        "volunteer",
        volunteer_id,
        title="Change the volunteer",
        draft=VolunteerDraft,
        save=lambda draft, version: desk.write(change_volunteer, volunteer_id, version, draft),
        problems=volunteer_problems,
        fresh=fresh,
    )
    form.section("", LineField("name", "Name"))
    _contact(form)
    form.fill(*fresh())
    return _open(desk, form, "Save volunteer", "Volunteer saved.")


def _contact(form: Form[Any]) -> None:
    form.section(
        "How to reach them",
        LineField("phone", "Phone", optional=True),
        LineField("email", "Email", optional=True),
        TextField("address", "Address", optional=True, lines=2),
        LineField("postcode", "Postcode", optional=True, hint="NB4 2XY"),
        LineField("heard_from", "How they heard of us", optional=True),
        TextField("travel", "How they travel", optional=True, lines=2, note="By bus, with a car, on foot."),
    )
    form.section(
        "In an emergency",
        LineField("emergency_name", "Whom to ring", optional=True),
        LineField("emergency_relation", "Who that is to them", optional=True, hint="Sister"),
        LineField("emergency_phone", "Their number", optional=True),
    )


def move(
    desk: Desk, chosen: Sequence[tuple[int, int]], names: Sequence[str], stage_id: int | None = None
) -> FormDialog:
    """Open the form that takes volunteers, each by number and version, to another stage."""
    whom = names[0] if len(names) == 1 else count_of(len(names), "volunteer")
    form = Form(
        desk,
        "move_volunteer",
        chosen[0][0] if len(chosen) == 1 else 0,
        title=f"Move {whom}",
        draft=MoveDraft,
        save=lambda draft, _version: desk.write(move_volunteers, tuple(chosen), draft),
    )
    form.section(
        "",
        ChoiceField("stage_id", "To which stage", desk.read(stage_choices)),
        DateField("change_date", "On", today=desk.today()),
        ChoiceField(
            "break_reason",
            "Why they pause",
            BreakReason,
            optional=True,
            empty="They do not pause",
            note="Only for a stage that means Paused.",
        ),
        TextField("reason", "Why", optional=True, lines=2, note="Needed when somebody is not taken on."),
    )
    form.fill(MoveDraft(stage_id, desk.today()))
    return _open(desk, form, "Move", f"Moved {whom}.")


def leaving(desk: Desk, view: VolunteerView) -> FormDialog:
    """Open the form that ends somebody's service and says what becomes of their matches."""
    start = next((row.draft.start_date for row in view.spells if row.draft.end_date is None), None)
    matches = view.matches if desk.store.actor.may(Permission.MATCH_EDIT) else ()

    def made(**values: Any) -> LeaveDraft:
        handed = tuple(HandOver(each.id, each.version, values.pop(each.field)) for each in matches)
        return LeaveDraft(**values, matches=handed)

    form = Form(
        desk,
        "leaving",
        view.id,
        title=f"{view.draft.name} leaves",
        draft=made,
        save=lambda draft, version: desk.write(leave, view.id, version, draft),
        problems=lambda draft: leave_problems(draft, start, len(matches), desk.today()),
    )
    today = desk.today()
    form.section(
        "",
        DateField("end_date", "Last day", today=today),
        ChoiceField("end_reason", "Why they leave", LeaveReason),
        TextField("end_note", "In their words", optional=True, lines=3),
    )
    if matches:
        others = desk.read(heirs, view.id)
        form.section(
            "Their matches",
            *(
                SearchField(
                    each.field,
                    f"Who takes over from here: {each.mentee}",
                    others,
                    optional=True,
                    empty="Nobody: the match ends",
                    note=f"{each.status} now.",
                )
                for each in matches
            ),
            note="Every match ends on the last day. Whoever takes over is proposed; nothing outweighs the "
            "safety rules.",
        )
    form.section(
        "Before they go",
        DateField("exit_talk_date", "Exit talk on", today=today, optional=True),
        CheckField("reference_given", "They were given a reference, or offered one"),
        CheckField("property_returned", "Badge, keys and papers are back"),
        note="From the last day on runs the time after which their file is destroyed.",
    )
    form.fill(LeaveDraft(end_date=today), view.version)
    return _open(desk, form, "End service", f"{view.draft.name} has left.")


def new_spell(desk: Desk, volunteer_id: int) -> FormDialog:
    """Open the form of an earlier time of service."""
    form = _spell_form(
        desk,
        "new_spell",
        volunteer_id,
        volunteer_id,
        0,
        lambda draft, _version: desk.write(add_spell, volunteer_id, draft),
    )
    form.fill(SpellDraft())
    return _open(desk, form, "Add time of service", "Time of service added.")


def edit_spell(desk: Desk, volunteer_id: int, row: SpellRow) -> FormDialog:
    """Open the form of a time of service."""

    def fresh() -> tuple[SpellDraft, int]:
        rows = desk.read(volunteer_view, volunteer_id).spells
        found = next((each for each in rows if each.id == row.id), row)
        return found.draft, found.version

    form = _spell_form(
        desk,
        "spell",
        row.id,
        volunteer_id,
        row.id,
        lambda draft, version: desk.write(change_spell, row.id, version, draft),
        fresh,
    )
    form.fill(*fresh())
    dialog = _open(desk, form, "Save time of service", "Time of service saved.")
    if row.draft.end_date is not None:
        dialog.add_second("Remove", partial(_remove_spell, desk, row.id, dialog))
    return dialog


def _remove_spell(desk: Desk, spell_id: int, dialog: FormDialog) -> None:
    desk.attempt(lambda: _removed(desk, spell_id, dialog))


def _removed(desk: Desk, spell_id: int, dialog: FormDialog) -> None:
    desk.write(remove_spell, spell_id)
    dialog.form.settle()
    dialog.reject()
    desk.say("Time of service removed.")


def _spell_form(
    desk: Desk,
    key: str,
    subject: int,
    volunteer_id: int,
    spell_id: int,
    save: Callable[[SpellDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[SpellDraft]:
    today = desk.today()
    others = [row.draft for row in desk.read(volunteer_view, volunteer_id).spells if row.id != spell_id]
    form = Form(
        desk,
        key,
        subject,
        title="Time of service",
        draft=SpellDraft,
        save=save,
        problems=lambda draft: spell_problems(draft, others, desk.today()),
        fresh=fresh,
    )
    form.section(
        "",
        DateField("start_date", "First day", today=today),
        DateField(
            "agreed_date",
            "Agreed until",
            today=today,
            optional=True,
            note="Only where a shorter time was agreed. Whoever fulfils it is no loss.",
        ),
        DateField("end_date", "Last day", today=today, optional=True),
        ChoiceField("end_reason", "Why it ended", LeaveReason, optional=True, empty="It goes on"),
        TextField("end_note", "In their words", optional=True, lines=2),
        DateField("exit_talk_date", "Exit talk on", today=today, optional=True),
        CheckField("reference_given", "They were given a reference, or offered one"),
        CheckField("property_returned", "Badge, keys and papers are back"),
    )
    form.section(
        "Breaks",
        ListField(
            "breaks",
            "Breaks in this time",
            lambda: [
                DateField("start_date", "From", today=today),
                DateField("end_date", "To", today=today, optional=True),
                ChoiceField("reason", "Why", BreakReason, optional=True, empty="Not said"),
            ],
            make=BreakDraft,
            item="break",
            carry=("id",),
            optional=True,
        ),
        note="Somebody who pauses for more than three months does not count as active after them.",
    )
    return form


def edit_stages(desk: Desk) -> FormDialog:
    """Open the form of the stages."""
    form = Form(
        desk,
        "stages",
        title="Stages of volunteers",
        draft=StagesDraft,
        save=lambda draft, _version: desk.write(set_stages, draft),
    )
    form.section(
        "",
        ListField(
            "stages",
            "Stages",
            lambda: [
                LineField("name", "Name"),
                ChoiceField("kind", "What it means", StageKind),
                WholeField("days", "Days it should take", optional=True),
            ],
            make=StageDraft,
            item="stage",
            carry=("id",),
            most=40,
        ),
        note="Call them what you like. What a stage means decides who can be matched and whose time counts.",
    )
    form.fill(desk.read(stages_sheet))
    return _open(desk, form, "Save stages", "Stages saved.")


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
