"""Courtesy: a backup that is under way steps aside while the person saves."""

import threading
from typing import Any

from sqlalchemy import Connection, Engine, event

from mentordesk.store.engine import READS

_LONGEST_SAVE = 60


class Courtesy:
    """Knows whether a write transaction of an engine is open, for readers in other threads."""

    def __init__(self, engine: Engine) -> None:
        """Listen to the engine's transactions."""
        self._free = threading.Event()
        self._free.set()
        event.listen(engine, "begin", self._begin)
        event.listen(
            engine, "checkin", self._end
        )  # "commit" comes before the commit, which waits for readers

    def wanted(self) -> bool:
        """Return whether somebody is writing, so that a reader should let go."""
        return not self._free.is_set()

    def wait(self) -> None:
        """Wait until nobody writes."""
        self._free.wait(_LONGEST_SAVE)

    def _begin(self, connection: Connection) -> None:
        if not connection.get_execution_options().get(READS):
            self._free.clear()

    def _end(self, *_connection: Any) -> None:
        self._free.set()
