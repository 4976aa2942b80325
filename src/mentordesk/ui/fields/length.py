"""How long something took, by minutes, hours or its end; and how far it was, in miles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentordesk.kernel.entry import parse_miles, parse_time
from mentordesk.kernel.formats import clock, miles
from mentordesk.ui.fields.line import DurationField, ParsedField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

_END = re.compile(r"(?:to|till|until|-)\s*(.+)", re.IGNORECASE)


class LengthField(DurationField):
    """Minutes; "to 3:15pm" counts them from the start that another field gives."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        start: Callable[[], time | None],
        note: str = "",
        optional: bool = False,
    ) -> None:
        """Make an empty length; `start` is asked when an end is typed."""
        super().__init__(name, label, note=note, optional=optional, hint="45, 1h15 or to 3:15pm")
        self._start = start

    def parse(self, text: str) -> int | None:
        """Read a length, or an end that comes after the start."""
        found = _END.fullmatch(text.strip())
        if not found:
            return super().parse(text)
        end, start = parse_time(found[1]), self._start()
        if end is None or start is None:
            return None
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        return minutes if minutes > 0 else None

    def problem(self) -> str:
        """Say what is wrong with an end."""
        found = _END.fullmatch(self.edit.text().strip())
        if not found or self.value() is not None:
            return super().problem()
        end, start = parse_time(found[1]), self._start()
        if end is None:
            return "This is not a time. Try to 3:15pm."
        if start is None:
            return "Give the start first, or give the length as minutes."
        return (
            f"It ends at {clock(end)}, before it starts at {clock(start)}. "
            "For a session past midnight, give the minutes."
        )


class MilesField(ParsedField[int]):
    """A distance in tenths of a mile."""

    wrong = "This is not a number of miles. Try 12 or 12.5."

    def parse(self, text: str) -> int | None:
        """Read miles."""
        return parse_miles(text)

    def written(self, value: int) -> str:
        """Return "12.5 miles"."""
        return miles(value)
