"""A list whose rows open in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentordesk.ui.list_page import ListPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentordesk.ui.desk import Desk
    from mentordesk.ui.listing import Listing


class FormListPage(ListPage[Any]):
    """A list whose rows open in a form."""

    def __init__(self, desk: Desk, listing: Listing[Any], edit: Callable[[Desk, int], object]) -> None:
        """Make the list; `edit` opens the form of a row by its number."""
        super().__init__(desk, listing)
        self._edit = edit

    def open_row(self, number: int) -> None:
        """Open the form of a row."""
        row_id = self.model.row(number).id
        self.desk.attempt(lambda: self._edit(self.desk, row_id))
