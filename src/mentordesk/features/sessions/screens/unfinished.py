"""Sessions that somebody began to write down and did not save."""

from mentordesk.features.sessions.screens.session_editor import KEY
from mentordesk.records.drafts import Draft
from mentordesk.ui.desk import Desk
from mentordesk.ui.drafts_card import drafts_card
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Body, EmptyState, Scrolled
from mentordesk.ui.watching import Watching


class UnfinishedSessions(Watching):
    """The person's own drafts of sessions, until they are finished or thrown away."""

    def __init__(self, desk: Desk) -> None:
        """Make the list; it reads when it is shown."""
        super().__init__(desk, frozenset({Draft}))
        self.setAccessibleName("Unfinished")
        self._body = Body()
        self.setLayout(column(Scrolled(self._body), gap=0))

    def refresh(self) -> None:
        """Read the drafts and show them."""
        drafts = [each for each in self.desk.store.drafts() if each.form == KEY]
        if drafts:
            self._body.show_parts(drafts_card(self.desk, drafts, "Not saved yet"))
        else:
            self._body.show_parts(EmptyState("check", "You have no unfinished session."))
