"""The settings of volunteers: stages, when things fall due, questions and papers."""

from functools import partial

from mentordesk.features.volunteers.operations.pipeline import set_stages
from mentordesk.features.volunteers.operations.settings import change_volunteer_settings, set_volunteer_lists
from mentordesk.features.volunteers.queries.board import stages_sheet
from mentordesk.features.volunteers.queries.checks import volunteer_lists, volunteer_settings
from mentordesk.features.volunteers.rules.pipeline import StageDraft
from mentordesk.features.volunteers.rules.settings import ListsDraft, SettingsDraft
from mentordesk.features.volunteers.screens.check_forms import edit_lists, edit_settings
from mentordesk.features.volunteers.screens.forms import edit_stages
from mentordesk.kernel.formats import count_of, money
from mentordesk.records.clearances import InterviewQuestion, VolunteerPaper, VolunteerSettings
from mentordesk.records.pipeline import Stage
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Body, Card, FactGrid, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class StagesPage(Watching):
    """The stages, when things fall due, the questions of interviews, the papers that are signed."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({Stage, VolunteerSettings, InterviewQuestion, VolunteerPaper}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(stages_sheet))
        if sheet is None:
            return
        actions = []
        if self.desk.may(set_stages):
            actions.append(button("Change", partial(edit_stages, self.desk), name="edit_stages"))
        card = Card("Stages of volunteers", *actions)
        says = "Call them what you like, add some, put them in order. Who stands too long is listed."
        card.add(Words(says, "muted"))
        card.add(FactGrid((each.name, _says(each)) for each in sheet.stages))
        due = self.desk.attempt(lambda: self.desk.read(volunteer_settings))
        lists = self.desk.attempt(lambda: self.desk.read(volunteer_lists))
        if due is None or lists is None:
            return
        self._body.show_parts(card, self._due(due[1]), self._lists(lists))

    def _due(self, draft: SettingsDraft) -> Card:
        actions = []
        if self.desk.may(change_volunteer_settings):
            actions.append(button("Change", partial(edit_settings, self.desk), name="edit_due"))
            actions[0].setAccessibleName("Change when things fall due")
        card = Card("When things fall due", *actions)
        rate = money(draft.hour_pence, exact=True) if draft.hour_pence else "No rate set"
        card.add(
            FactGrid(
                [
                    ("DBS review after", count_of(draft.dbs_months or 0, "month")),
                    ("References needed", f"{draft.references_needed}"),
                    ("Talks of support", f"Every {count_of(draft.support_weeks or 0, 'week')}"),
                    ("Overdue after", count_of(draft.support_late_weeks or 0, "week")),
                    ("Development plan reviewed after", count_of(draft.plan_months or 0, "month")),
                    ("An hour counts for", rate),
                ]
            )
        )
        return card

    def _lists(self, draft: ListsDraft) -> Card:
        actions = []
        if self.desk.may(set_volunteer_lists):
            actions.append(button("Change", partial(edit_lists, self.desk), name="edit_lists"))
            actions[0].setAccessibleName("Change the questions and papers")
        card = Card("Questions and papers", *actions)
        papers = [f"{each.title}, {each.edition}" if each.edition else each.title for each in draft.papers]
        card.add(FactGrid([("Asked in the interview", draft.questions), ("Papers", "\n".join(papers))]))
        return card


def _says(stage: StageDraft) -> str:
    meaning = stage.kind.label if stage.kind else ""
    return f"{meaning}, {count_of(stage.days, 'day')}" if stage.days else meaning
