"""The form that ends a mentee's time with the charity, and the matches that are to end with it."""

from typing import Any

from mentordesk.features.mentees.operations.people import end_episode
from mentordesk.features.mentees.queries.one import MenteeView
from mentordesk.features.mentees.rules.exits import OpenMatch, ending_problems
from mentordesk.features.mentees.rules.people import ExitDraft, exit_problems
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import ExitReason
from mentordesk.records.referrals import Achieved
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, Field, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog


def end_with_us(desk: Desk, view: MenteeView) -> FormDialog:
    """Open the form that ends a mentee's time with the charity."""
    started = next(each.start_date for each in view.episodes if each.exit_date is None)
    wanted = view.referrals[0].draft.outcomes if view.referrals else ()

    matches = view.matches if desk.store.actor.may(Permission.MATCH_EDIT) else ()

    def chosen(draft: ExitDraft) -> list[OpenMatch]:
        return [each for each in matches if (each.id, each.version) in draft.matches]

    def made(**values: Any) -> ExitDraft:
        ended = tuple((each.id, each.version) for each in matches if values.pop(each.field))
        achieved = tuple(values.pop(f"achieved_{place}") for place in range(len(wanted)))
        return ExitDraft(**values, achieved=achieved, matches=ended)

    def problems(draft: ExitDraft) -> dict[str, str]:
        found = exit_problems(draft, started, desk.today())
        return found | ending_problems(draft.exit_date, chosen(draft))

    form = Form(
        desk,
        "exit",
        view.id,
        title=f"End the time with {view.name}",
        draft=made,
        save=lambda draft, version: desk.write(end_episode, view.id, version, draft),
        problems=problems,
    )
    form.section(
        "",
        DateField("exit_date", "Exit on", today=desk.today()),
        ChoiceField("exit_reason", "Reason", ExitReason),
        TextField("summary", "End-of-service summary", optional=True),
        TextField("next_steps", "What comes next", optional=True, lines=2),
    )
    if matches:
        form.section(
            "Matches in force",
            *(
                CheckField(each.field, f"End the match with {each.mentor}", note=f"{each.state}.")
                for each in matches
            ),
            note="They end on the same date and for the same reason. What is not ticked goes on.",
        )
    if wanted:
        answers: list[Field[Any]] = [
            ChoiceField(f"achieved_{place}", wording, Achieved, optional=True, empty="Not answered")
            for place, wording in enumerate(wanted)
        ]
        form.section("Desired outcomes", *answers)
    form.fill({"exit_date": desk.today(), **{each.field: True for each in matches}}, view.version)
    dialog = FormDialog(form, desk.window, verb="Save exit", saved_words="Exit saved.")
    dialog.open()
    return dialog
