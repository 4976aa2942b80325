"""The demonstration, shown: every page and dialog as a picture, and the whole journey without a screen.

python -m mentordesk.app.showcase open DIR          the window, with the demonstration casebook
python -m mentordesk.app.showcase unseen DIR        the same work where there is no screen
python -m mentordesk.app.showcase screenshots DIR   pictures in light and dark
"""

import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from mentordesk.app import demo
from mentordesk.app.scenes import scenes
from mentordesk.app.studio import Studio, close, open_studio
from mentordesk.features.plans.queries.lists import target_page
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.reports import smart_plan_pdf
from mentordesk.features.plans.rules.report_options import ReportOptions
from mentordesk.features.plans.screens.review_form import new_review
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.rag import Rag
from mentordesk.store.files import replace_file
from mentordesk.ui.theme import wear
from mentordesk.ui.tokens import Theme

_JOURNEY_WORDS = "Three more people began the course this week."


def _stop(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """End the run at the first error, also at one inside Qt."""
    traceback.print_exception(kind, problem, trace)
    os._exit(1)


def _only_real_warnings(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for the offscreen plugin's remark about window sizes."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def draw_everything(studio: Studio, folder: Path, theme: Theme) -> list[Path]:
    """Draw every page, tab and dialog in one theme; return the pictures."""
    studio.preferences.change(theme=theme)
    wear(studio.preferences.now.look)
    drawn = []
    for number, (name, widget) in enumerate(scenes(studio), start=1):
        studio.settle()
        path = folder / f"{number:02}-{name}-{theme.value}.png"
        widget.grab().save(str(path))
        drawn.append(path)
    return drawn


def record_review(studio: Studio, words: str) -> None:
    """Record a review through the real form, as a person would."""
    plan = studio.number("knowsley")
    target = studio.desk.read(target_page, ListAsk(filters=(("plan", plan),), sort="plan")).rows[0]
    dialog = new_review(studio.desk, target.id)
    dialog.form.throw_draft()
    dialog.form.field("met_0").set_value(words)
    dialog.form.field("rag_0").set_value(Rag.GREEN)
    dialog.form.field("rag_reason_0").set_value("The third course has begun.")
    dialog.save()
    if dialog.isVisible():
        message = f"the review was refused: {dialog.form.found_problems()}"
        raise RuntimeError(message)
    studio.settle()


def _build(folder: Path) -> Path:
    casebook = folder / "casebook"
    if not casebook.exists():
        folder.mkdir(parents=True, exist_ok=True)
        demo.build(casebook)
    secret = folder / "passphrase.txt"
    replace_file(secret, f"{demo.PASSPHRASE}\n".encode())
    return casebook


def unseen(folder: Path) -> int:
    """Do the demonstration's work without a screen, and say where it lies."""
    shutil.rmtree(folder / "casebook", ignore_errors=True)
    pictures = folder / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    casebook = _build(folder)
    pictures.mkdir(parents=True)
    studio = open_studio(casebook, demo.PASSPHRASE, folder / "preferences.toml")
    record_review(studio, _JOURNEY_WORDS)
    report = folder / "knowsley-smart-plan.pdf"
    sheet = studio.desk.read(plan_sheet, studio.number("knowsley"))
    replace_file(report, smart_plan_pdf(sheet, ReportOptions()))
    drawn = draw_everything(studio, pictures, Theme.LIGHT)
    close(studio)
    _say(f"The demonstration casebook: {casebook}")
    _say(f"A review was recorded, and the report written: {report}")
    _say(f"{len(drawn)} pictures of every page: {pictures}")
    return 0


def screenshots(folder: Path) -> int:
    """Draw every page and dialog, light and dark, from a casebook that is made for it and thrown away."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        casebook = _build(Path(place))
        studio = open_studio(casebook, demo.PASSPHRASE, Path(place) / "preferences.toml")
        drawn = draw_everything(studio, folder, Theme.LIGHT)
        drawn += draw_everything(studio, folder, Theme.DARK)
        close(studio)
    _say(f"{len(drawn)} pictures: {folder}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(words: list[str]) -> int:
    """Run one of the three."""
    what, folder = words[0], Path(words[1])
    if what == "open":
        from mentordesk.app.cli import run

        casebook = _build(folder)
        secret = folder / "passphrase.txt"
        return run(["--casebook", str(casebook), "--passphrase-file", str(secret)])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_only_real_warnings)
    sys.excepthook = _stop
    return unseen(folder) if what == "unseen" else screenshots(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
