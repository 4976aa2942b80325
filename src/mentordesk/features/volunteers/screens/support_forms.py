"""The forms of support: a talk that was held or is planned, a talk of a group, who is there for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from mentordesk.features.volunteers.operations.support import (
    change_talk,
    move_talk,
    plan_talk,
    record_group_talk,
    record_talk,
    remove_talk,
    set_supporter,
)
from mentordesk.features.volunteers.queries.lists import VolunteersShown, volunteer_page
from mentordesk.features.volunteers.queries.support import (
    SupportView,
    TalkRow,
    support_view,
    supporters,
    talk_row,
)
from mentordesk.features.volunteers.rules.support import (
    THE_VOLUNTEER,
    ActionDraft,
    GroupDraft,
    TalkDraft,
    TalkPlanDraft,
    group_problems,
    plan_talk_problems,
    talk_problems,
)
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.support import TalkKind, TalkStatus, Wellbeing
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    ChoiceField,
    DateField,
    DurationField,
    ListField,
    Picked,
    PickField,
    TextField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.messages import ask

_KEPT = "Seen by whoever held the talk, whoever is there for the volunteer, and managers. Nobody else."


@dataclass(frozen=True)
class SupporterDraft:
    """Who is there for a volunteer."""

    person_id: int | None = None


def new_talk(desk: Desk, volunteer_id: int, session_id: int | None = None) -> FormDialog:
    """Open the form of a talk that was held; after a session it is a debrief."""
    view = desk.read(support_view, volunteer_id)
    debrief = session_id is not None
    form: Form[TalkDraft] = Form(
        desk,
        "new_debrief" if debrief else "new_talk",
        volunteer_id,
        title=f"{'Debrief' if debrief else 'Talk of support'} with {view.name}",
        draft=TalkDraft,
        save=lambda draft, _version: desk.write(record_talk, volunteer_id, draft, session_id),
        problems=lambda draft: talk_problems(draft, desk.today()),
    )
    start = TalkDraft(
        kind=TalkKind.DEBRIEF if debrief else TalkKind.ONE_TO_ONE,
        talk_date=desk.today(),
        person_id=desk.store.actor.person_id,
    )
    _held_sections(desk, form, confidential=desk.store.actor.may(Permission.SUPPORT_NOTE))
    form.fill(start)
    return _open(desk, form, "Save talk", "Talk saved.")


def edit_talk(desk: Desk, talk_id: int) -> FormDialog:
    """Open the form of a talk that was held, or record that one which was planned was held."""
    row = desk.read(talk_row, talk_id)

    def fresh() -> tuple[object, int]:
        now = desk.read(talk_row, talk_id)
        return _started(desk, now), now.version

    form: Form[TalkDraft] = Form(
        desk,
        "talk",
        talk_id,
        title="Talk of support",
        draft=TalkDraft,
        save=lambda draft, version: desk.write(change_talk, talk_id, version, draft),
        problems=lambda draft: talk_problems(draft, desk.today()),
        fresh=fresh,
    )
    _held_sections(desk, form, confidential=row.in_line)
    form.fill(_started(desk, row), row.version)
    dialog = _open(desk, form, "Save talk", "Talk saved.")
    dialog.add_second("Remove", partial(_remove, desk, dialog, talk_id))
    return dialog


def plan(desk: Desk, volunteer_id: int, row: TalkRow | None = None) -> FormDialog:
    """Open the form that plans a talk, or moves one."""
    view = desk.read(support_view, volunteer_id)

    def save(draft: TalkPlanDraft, version: int) -> object:
        if row is None:
            return desk.write(plan_talk, volunteer_id, draft)
        return desk.write(move_talk, row.id, version, draft)

    form: Form[TalkPlanDraft] = Form(
        desk,
        "move_talk" if row else "plan_talk",
        row.id if row else volunteer_id,
        title=f"{'Move' if row else 'Plan'} a talk with {view.name}",
        draft=TalkPlanDraft,
        save=save,
        problems=lambda draft: plan_talk_problems(draft, desk.today()),
    )
    form.section(
        "",
        DateField("talk_date", "Date", today=desk.today()),
        ChoiceField("kind", "Kind", TalkKind),
        ChoiceField("person_id", "Who is to hold it", desk.read(supporters), empty="Not said"),
    )
    if row is None:
        supporter = view.supporter_id or desk.store.actor.person_id
        form.fill(TalkPlanDraft(person_id=supporter))
    else:
        form.fill(TalkPlanDraft(row.draft.talk_date, row.draft.kind, row.draft.person_id), row.version)
    dialog = _open(desk, form, "Save plan", "Talk planned.")
    if row is not None:
        dialog.add_second("Remove", partial(_remove, desk, dialog, row.id))
    return dialog


def new_group_talk(desk: Desk) -> FormDialog:
    """Open the form of a talk with several volunteers."""

    def find(words: str) -> Sequence[Picked]:
        asked = ListAsk(words, filters=(("view", VolunteersShown.PRESENT),), sort="name", limit=8)
        rows = desk.read(volunteer_page, asked).rows if words.strip() else ()
        return [Picked(row.id, row.name, row.stage) for row in rows]

    def draft(volunteers: tuple[Picked, ...] = (), **said: Any) -> GroupDraft:
        return GroupDraft(volunteer_ids=tuple(each.number for each in volunteers), **said)

    form: Form[GroupDraft] = Form(
        desk,
        "group_talk",
        title="Talk with a group of volunteers",
        draft=draft,
        save=lambda drafted, _version: desk.write(record_group_talk, drafted),
        problems=lambda drafted: group_problems(drafted, desk.today()),
    )
    form.section(
        "",
        DateField("talk_date", "Date", today=desk.today()),
        PickField("volunteers", "Who was there", find, most=60, more="Somebody else"),
        DurationField("minutes", "How long", hint="1h30", optional=True),
        ChoiceField("person_id", "Who held it", desk.read(supporters)),
        TextField(
            "topic",
            "What it was about",
            optional=True,
            lines=3,
            note="This stands on the page of each of them. Do not name one to the others here.",
        ),
    )
    form.fill({"talk_date": desk.today(), "person_id": desk.store.actor.person_id})
    return _open(desk, form, "Save talk", "Talk saved for everybody who was there.")


def choose_supporter(desk: Desk, view: SupportView) -> FormDialog:
    """Open the form that names who is there for a volunteer."""
    form: Form[SupporterDraft] = Form(
        desk,
        "supporter",
        view.volunteer_id,
        title=f"Who is there for {view.name}",
        draft=SupporterDraft,
        save=lambda draft, version: desk.write(set_supporter, view.volunteer_id, version, draft.person_id),
    )
    form.section(
        "",
        ChoiceField("person_id", "Person", desk.read(supporters), empty="Nobody yet"),
        note="This person may read every confidential note of the volunteer's support.",
    )
    form.fill(SupporterDraft(view.supporter_id), view.line_version)
    return _open(desk, form, "Save", "Saved.")


def _started(desk: Desk, row: TalkRow) -> TalkDraft:
    """Return what the form of a talk starts from; a planned one was held on its day, or is held today."""
    if row.status is not TalkStatus.PLANNED:
        return row.draft
    day = min(row.draft.talk_date or desk.today(), desk.today())
    return replace(row.draft, talk_date=day, person_id=row.draft.person_id or desk.store.actor.person_id)


def _held_sections(desk: Desk, form: Form[TalkDraft], *, confidential: bool) -> None:
    today, people = desk.today(), desk.read(supporters)
    form.section(
        "",
        ChoiceField("kind", "Kind", TalkKind),
        DateField("talk_date", "Date", today=today),
        DurationField("minutes", "How long", hint="45", optional=True),
        ChoiceField("person_id", "Who held it", people),
        TextField(
            "topic",
            "What it was about",
            optional=True,
            lines=2,
            note="Everybody who sees volunteers may read this. Keep confidences for the note below."
            if confidential
            else "Everybody who sees volunteers may read this.",
        ),
    )
    if confidential:
        form.section(
            "For the line only",
            TextField("note", "Confidential note", optional=True, lines=4),
            ChoiceField("wellbeing", "How they are", Wellbeing, optional=True, empty="Not asked"),
            TextField("wellbeing_note", "More about how they are", optional=True, lines=2),
            note=_KEPT,
        )
    owners = ((THE_VOLUNTEER, "The volunteer"), *people)
    form.section(
        "What was agreed",
        ListField(
            "actions",
            "Agreed actions",
            lambda: [
                TextField("wording", "What", lines=2),
                ChoiceField("owner_id", "Who does it", owners),
                DateField("due_date", "By", today=today),
                DateField("done_date", "Done on", today=today, optional=True),
            ],
            make=ActionDraft,
            item="action",
            carry=("id",),
            optional=True,
            stacked=True,
        ),
        DateField(
            "next_date",
            "Next talk on",
            today=today,
            optional=True,
            note=f"For example {long_date(add_months(today, 1))}. It is planned for you.",
        ),
        note="Agreed actions are on the list until they are done. Whoever does one is reminded on Home.",
    )


def _remove(desk: Desk, dialog: FormDialog, talk_id: int) -> None:
    def go() -> None:
        version = desk.read(talk_row, talk_id).version
        if desk.attempt(lambda: (desk.write(remove_talk, talk_id, version), True)):
            dialog.form.settle()
            dialog.reject()
            desk.say("Talk removed. It stays in the bin for 30 days.")

    says = "It goes to the bin with its note and what was agreed there. Nothing else is touched."
    ask(dialog, "Remove this talk?", says, "Remove", go)


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
