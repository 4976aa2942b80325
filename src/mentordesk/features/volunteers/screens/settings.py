"""The settings of volunteers: their stages."""

from functools import partial

from mentordesk.features.volunteers.operations.pipeline import set_stages
from mentordesk.features.volunteers.queries.board import stages_sheet
from mentordesk.features.volunteers.rules.pipeline import StageDraft
from mentordesk.features.volunteers.screens.forms import edit_stages
from mentordesk.kernel.formats import count_of
from mentordesk.records.pipeline import Stage
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Body, Card, FactGrid, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class StagesPage(Watching):
    """What the stages are called, what they mean, how long each should take."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({Stage}))
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
        self._body.show_parts(card)


def _says(stage: StageDraft) -> str:
    meaning = stage.kind.label if stage.kind else ""
    return f"{meaning}, {count_of(stage.days, 'day')}" if stage.days else meaning
