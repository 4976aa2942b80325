"""Bugs: what nobody foresaw is written down without a word of any record, and told in one sentence."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path

from mentordesk.kernel.errors import UserError

LOG = logging.getLogger("mentordesk")
BUG = "Something went wrong inside MentorDesk. What was saved is safe. Please try again, and report it."


def keep_log(place: Path | None = None) -> None:
    """Write the log to a small file of this person's; where that cannot be, to nowhere."""
    from logging.handlers import RotatingFileHandler

    folder = place or user_log_path("MentorDesk", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "mentordesk.log", maxBytes=200_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def write_down(problem: BaseException) -> None:
    """Log a bug by its kind and the places in the code; never by its words, which may be a record's."""
    frames = traceback.extract_tb(problem.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-12:]))
    LOG.error("%s at %s", type(problem).__name__, places)


def catch_bugs(tell: Callable[[Exception], object]) -> None:
    """Have every error that nobody caught written down and told."""

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(problem, Exception):
            sys.__excepthook__(kind, problem, trace)
            return
        if not isinstance(problem, UserError):
            write_down(problem)
        tell(problem)

    sys.excepthook = hook
