"""The Health page: how safe the records are, in words, with what to do about each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from mentordesk.features.backups.screens.restore import ask_to_remove, ask_to_restore, backups_card
from mentordesk.kernel.errors import CasebookDamaged, DiskFailed, UserError
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.health import HealthFacts, HealthLine, health_lines
from mentordesk.store.backup import Backup, newest
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import Drill, one_of_every_kind, run_drill
from mentordesk.store.elsewhere import copy_elsewhere, refuse_place
from mentordesk.store.health import COPIES, beside, note_check, read_health, second_place
from mentordesk.store.manifest import Why
from mentordesk.store.restore import restore_over
from mentordesk.store.verifying import BackupRow, Condition, backup_rows, check_backups, remove_backup
from mentordesk.ui.chips import Chip, RagChip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.tasks import Progress, Task
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class HealthPage(Watching):
    """How safe the records are, the backups, and what can be done."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it looks when it is shown."""
        super().__init__(desk, frozenset())
        self.setObjectName("HealthPage")
        self.setAccessibleName("Health")
        self.body = Body(Words("Looking …", "muted"))
        self._buttons: list[QPushButton] = []
        self._busy = self._looking = False
        self.setLayout(column(Scrolled(self.body)))

    def showEvent(self, event: QShowEvent) -> None:
        """Look again each time."""
        self._stale = True
        super().showEvent(event)

    def refresh(self) -> None:
        """Look at the casebook and this computer, away from the window."""
        if self._looking:
            return
        store, place = self.desk.store, self.place()
        up_to_date = bool(self.desk.attempt(store.is_backed_up))
        self._looking = True

        def look(_progress: Progress) -> tuple[HealthFacts, list[BackupRow]]:
            return read_health(store, place, up_to_date=up_to_date), backup_rows(store.vault)

        task = Task("Looking", look)
        task.done.connect(self._show)
        task.failed.connect(self._not_seen)
        self.desk.tasks.start(task)

    def place(self) -> Path | None:
        """Return the second place of this casebook."""
        return second_place(self.desk.memory.recall(COPIES), self.desk.store.vault)

    def back_up(self) -> None:
        """Make a backup now, and copy it when the other place is there."""

        def work(heed: Callable[[], None]) -> Backup:
            made = self.desk.store.backup(Why.ASKED, heed)
            place = self.place()
            if place is not None and place.is_dir():
                copy_elsewhere(self.desk.store.vault, made, place, self.desk.store.clock(), heed)
            return made

        self._work("Making a backup", work, lambda made: self.desk.say(f"Backup {made.sequence} was made."))

    def copy_now(self) -> None:
        """Copy the newest backup to the other place; a new one is made first when something changed."""
        place = self.place()
        store = self.desk.store

        def work(heed: Callable[[], None]) -> Path:
            if place is None:
                message = "Choose another place first."
                raise DiskFailed(message)
            refuse_place(store.vault, place)
            made = store.backup_if_changed(Why.ASKED, heed)
            found = newest(store.vault)
            if made is None and found is not None:
                made = found[0]
            if made is None:
                message = "There is no backup yet. Make one first."
                raise DiskFailed(message)
            return copy_elsewhere(store.vault, made, place, store.clock(), heed)

        self._work("Copying the backup", work, lambda copy: self.desk.say(f"Copied to {copy.parent}."))

    def choose_place(self) -> None:
        """Ask where backups are copied to."""
        dialog = QFileDialog(self, "Copy backups to another place", str(self.place() or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.take_place(Path(chosen)))
        dialog.open()

    def take_place(self, chosen: Path) -> None:
        """Copy backups to a folder from now on, beginning now."""
        store = self.desk.store
        try:
            refuse_place(store.vault, chosen)
        except UserError as error:
            self.desk.fail(error)
            return
        known = self.desk.memory.recall(COPIES) or {}
        self.desk.memory.keep(COPIES, {**known, store.vault.casebook: str(chosen)})
        self.copy_now()

    def stop_copying(self) -> None:
        """Copy backups nowhere from now on; the copies that are there stay."""
        known = dict(self.desk.memory.recall(COPIES) or {})
        known.pop(self.desk.store.vault.casebook, None)
        self.desk.memory.keep(COPIES, known)
        self.desk.say("Backups are no longer copied. The copies that were made stay where they are.")
        self.refresh()

    def check_everything(self) -> None:
        """Check the records and every backup."""
        store = self.desk.store

        def work(progress: Progress) -> list[BackupRow]:
            with beside(store) as other:
                findings = check_casebook(other, lambda what: progress.report(0, 0, what.lower()))
            rows = check_backups(store.vault, store.clock(), progress.report)
            bad = [each.says for each in findings if not each.good]
            note_check(store, good=not bad)
            if bad:
                raise CasebookDamaged(" ".join(bad))
            return rows

        self._start("Checking everything", work, self._checked)

    def drill(self) -> None:
        """Restore the newest backup on trial."""
        store, place = self.desk.store, self.place()
        self._start(
            "Trying a restore", lambda progress: run_drill(store, place, progress.report), self._drilled
        )

    def restore(self, row: BackupRow) -> None:
        """Ask, and then put a backup in the place of the records."""
        ask_to_restore(self.desk, row, partial(self._restore, row))

    def remove(self, row: BackupRow) -> None:
        """Ask, and then take a damaged backup away."""
        ask_to_remove(self.desk, row, partial(self._remove, row))

    def _remove(self, row: BackupRow) -> None:
        self.desk.attempt(partial(remove_backup, self.desk.store.vault, row.path))
        self.refresh()

    def _restore(self, row: BackupRow) -> None:
        store = self.desk.store
        self._work("Restoring", lambda heed: restore_over(store, row.path, heed), self.desk.restoring.emit)

    def _work(
        self, doing: str, work: Callable[[Callable[[], None]], Any], then: Callable[[Any], Any]
    ) -> None:
        self._start(doing, lambda progress: work(lambda: progress.report(0, 0)), then)

    def _start(self, doing: str, work: Callable[[Progress], Any], then: Callable[[Any], Any]) -> None:
        """Do one piece of work at a time, with Cancel, and look again afterwards."""
        if self._busy:
            return
        self._set_busy(busy=True)
        task = Task(doing, work)
        task.done.connect(lambda answer: self._ended(partial(then, answer)))
        task.failed.connect(lambda error: self._ended(partial(self.desk.fail, error)))
        task.stopped.connect(lambda: self._ended(partial(self.desk.say, f"{doing} was stopped.")))
        self.desk.working.emit(task)
        self.desk.tasks.start(task)

    def _ended(self, tell: Callable[[], Any]) -> None:
        self._set_busy(busy=False)
        tell()
        self.refresh()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for each in self._buttons:
            each.setEnabled(not busy and not self.desk.store.read_only)

    def _checked(self, rows: list[BackupRow]) -> None:
        bad = sum(row.condition is Condition.DAMAGED for row in rows)
        if bad:
            message = f"The records are good, but {count_of(bad, 'backup')} did not pass. Make a new backup."
            self.desk.fail(CasebookDamaged(message))
        else:
            self.desk.say("The records and every backup are good.")

    def _drilled(self, drill: Drill) -> None:
        if drill.good:
            self.desk.say(drill.says)
        else:
            self.desk.fail(UserError(f"The restore on trial did not work: {drill.says}"))

    def _not_seen(self, error: Exception) -> None:
        self._looking = False
        self.desk.fail(error)

    def _show(self, found: tuple[HealthFacts, list[BackupRow]]) -> None:
        self._looking = False
        facts, rows = found
        self._buttons = []
        lines = Card("How safe the records are", self._button("Check everything", self.check_everything))
        for each in health_lines(facts):
            lines.add(health_line(each))
        act = [self._button("Make a backup now", self.back_up, kind="primary")]
        if self.desk.may(one_of_every_kind):
            act.insert(0, self._button("Try a restore", self.drill))
        listed = backups_card(self.desk, rows, self.restore, self.remove, *act)
        self.body.show_parts(lines, self._place_card(facts), listed)
        self._set_busy(busy=self._busy)

    def _place_card(self, facts: HealthFacts) -> Card:
        choose = self._button("Choose the place", self.choose_place)
        actions = [choose]
        says = "Choose a folder on a USB stick or another drive. The copies are encrypted like the casebook."
        if facts.place:
            actions.append(self._button("Stop copying", self.stop_copying))
            actions.append(self._button("Copy now", self.copy_now))
            says = f"Backups are copied to {facts.place}."
            if not facts.place_there:
                says += " It is not there now: the drive may be unplugged."
        card = Card("Copy backups to another place", *actions)
        card.add(Words(says))
        return card

    def _button(self, text: str, press: Callable[[], object], kind: str = "") -> QPushButton:
        made = button(text, press, kind=kind, name=text.lower().replace(" ", "_"))
        self._buttons.append(made)
        return made


def health_line(each: HealthLine) -> QWidget:
    """Return one line: its rating, what it is about, what was found and what to do."""
    made = QWidget()
    chip = RagChip(each.rag) if each.rag else Chip("Not known", "unrated", "shape-ring")
    head = Flow(gap=8)
    head.addWidget(Words(each.what, "label", wrap=False))
    head.addWidget(chip)
    words = column(head, Words(each.says), gap=2)
    if each.do:
        words.addWidget(Words(each.do, "muted"))
    made.setLayout(words)
    return made
