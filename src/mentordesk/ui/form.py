"""A form: fields in one column that keep every word until they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from mentordesk.kernel.errors import Conflict, Invalid, UserError
from mentordesk.kernel.formats import clock, count_of, long_date
from mentordesk.ui.fields import Field
from mentordesk.ui.form_block import Comparison, ProblemSummary
from mentordesk.ui.form_body import NOTHING, FormBody
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Picture, Words, announce, button, set_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentordesk.store.drafts import DraftRow
    from mentordesk.ui.desk import Desk

D = TypeVar("D")

KEEP_EVERY = 5000
"""Milliseconds between two keepings of a draft that has changed."""

BUG = "Something went wrong inside MentorDesk, and nothing was saved. Your text is still here."


class Form(FormBody, Generic[D]):
    """Fields that make a frozen draft `D`.

    `draft` builds it from the fields' values by name; `problems` is the feature's rule; `save` runs the
    operation with the draft and the version that was read (0 for a new record); `fresh` reads the record
    again for a conflict: somebody else's draft (or a mapping by field) and its version.
    """

    saved = Signal(object)
    """What the save returned."""
    dirtied = Signal()
    """Something was typed."""

    def __init__(
        self,
        desk: Desk,
        key: str,
        subject: int = 0,
        *,
        title: str,
        draft: Callable[..., D],
        save: Callable[[D, int], Any],
        problems: Callable[[D], Mapping[str, str]] = lambda _draft: {},
        fresh: Callable[[], tuple[object, int]] | None = None,
    ) -> None:
        """Make an empty form; `key` and `subject` name the draft that is kept."""
        super().__init__()
        self.desk, self.key, self.subject, self.title = desk, key, subject, title
        self.version = 0
        self._draft, self._save, self._problems, self._fresh = draft, save, problems, fresh
        self._kept: dict[str, Any] | None = None
        self._all_touched = False
        self._offered: DraftRow | None = None
        self.summary = ProblemSummary()
        self.offer = QFrame()
        self.offer.hide()
        self.setLayout(column(self.offer, self.summary, self.body, None, gap=scaled(16)))
        self._timer = QTimer(self)
        self._timer.setInterval(KEEP_EVERY)
        self._timer.timeout.connect(self.keep)

    def fill(self, source: object, version: int = 0) -> None:
        """Show the values of a draft, sheet, row or mapping that has the fields' names."""
        for name in self.names():
            if _has(source, name) and (name in self.blocks or _read(source, name) not in NOTHING):
                self.field(name).set_value(_read(source, name))
        self.version = version
        self.settle()

    def settle(self) -> None:
        """Take what the fields hold now as unchanged."""
        self._clean = self.typed_words()
        for block in self.blocks.values():
            block.touched = False
            block.show_problem("")
        self.summary.clear()

    def draft(self) -> D:
        """Return what the fields say as a draft."""
        return self._draft(**{name: block.field.value() for name, block in self.blocks.items()})

    def dirty(self) -> bool:
        """Return whether anything was typed that is not saved."""
        return self.typed_words() != self._clean

    def found_problems(self) -> dict[str, str]:
        """Return every problem by field: shapes first, then undecided versions, then the rules."""
        found = dict(self._problems(self.draft()))
        for name, block in self.blocks.items():
            if block.comparison and not block.comparison.decided:
                found[name] = "Choose which version to keep."
            if block.fits and (wrong := block.field.problem()):
                found[name] = wrong
        return found

    def _typed(self) -> None:
        if self._offered:
            return
        if not self._timer.isActive() and not self.desk.store.read_only:
            self._timer.start()
        self._judge()
        self.dirtied.emit()

    def _left(self) -> None:
        field = self.sender()
        if isinstance(field, Field) and field.name in self.blocks:
            self.blocks[field.name].touched = True
            self._judge()

    def _judge(self) -> None:
        shown = [block for block in self.blocks.values() if block.touched or self._all_touched]
        if not shown:
            return
        found = self.found_problems()
        for block in shown:
            block.show_problem(_problem_of(block.field.name, found))
        if self._all_touched:
            self._summarise(found)

    def _summarise(self, found: Mapping[str, str]) -> None:
        listed = [(sentence, self.blocks.get(name.split(".")[0])) for name, sentence in found.items()]
        order = list(self.blocks.values())
        listed.sort(key=lambda each: order.index(each[1]) if each[1] else -1)
        head = f"{count_of(len(listed), 'thing needs', 'things need')} mending before this can be saved"
        self.summary.show_problems(head if listed else "", listed)

    def try_save(self) -> bool:
        """Save; on a refusal say why, keep every word, and return False. A bug says so and goes on up."""
        if self._offered:
            self.offer.setFocus()
            announce(self, "First choose: Continue, or Throw away.")
            return False
        found = self.found_problems()
        if found:
            self._refused(found)
            return False
        try:
            answer = self._save(self.draft(), self.version)
        except Invalid as error:
            self._refused(error.problems)
        except Conflict as error:
            self._collided(error)
        except UserError as error:
            self._tell(str(error))
        except Exception:
            self._tell(BUG)
            raise
        else:
            self._timer.stop()
            self.settle()
            self._drop()
            self.saved.emit(answer)
            return True
        return False

    def _refused(self, found: Mapping[str, str]) -> None:
        self._all_touched = True
        for name, block in self.blocks.items():
            block.show_problem(_problem_of(name, found))
            if block.problem:
                self.show_field(name)
        self._summarise(found)
        announce(self, f"{self.summary.text()}. {' '.join(found.values())}")
        first = next((block for block in self.blocks.values() if block.problem), None)
        if first:
            first.field.setFocus()
            self._reveal(self.summary)

    def _tell(self, sentence: str) -> None:
        self.summary.show_problems(sentence, [])
        announce(self, sentence)
        self._reveal(self.summary)
        self.keep()

    def _reveal(self, widget: QWidget) -> None:
        parent = self.parentWidget()
        while parent and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            QTimer.singleShot(0, widget, lambda: parent.ensureWidgetVisible(widget))

    def _collided(self, error: Conflict) -> None:
        if self._fresh is None:
            self._tell(str(error))
            return
        try:
            theirs, version = self._fresh()
        except UserError as gone:
            self._tell(str(gone))
            return
        self.version = version
        differing: list[Comparison] = []
        for name, block in self.blocks.items():
            other = _read(theirs, name) if _has(theirs, name) else None
            if _has(theirs, name) and block.field.shown(other) != block.field.shown(block.field.value()):
                mine_untouched = block.field.kept() == self._clean.get(name)
                comparison = block.compare(other)
                comparison.chosen.connect(self._judge)
                differing.append(comparison)
                if mine_untouched:
                    comparison.decide(theirs=True)
            else:
                block.drop_comparison()
        self._tell(
            "Somebody else saved this while you were writing. Both versions are shown at "
            f"{count_of(len(differing), 'field')} below. Choose for each, then save again."
            if differing
            else "Somebody else saved this while you were writing, with the same words. Save again."
        )

    def keep(self) -> None:
        """Keep what was typed inside the casebook, if it is not there yet."""
        if self._offered or self.desk.store.read_only:
            return
        words = self.typed_words()
        if any(words == known for known in (self._kept, self._clean)):
            return
        try:
            kept = {"version": self.version, "words": words}
            self.desk.store.keep_draft(self.key, self.subject, self.title, kept)
        except UserError as error:
            self.desk.fail(error)
        else:
            self._kept = words

    def offer_draft(self) -> None:
        """Offer what was being typed the last time, if it was not saved."""
        self._offered = self.desk.attempt(partial(self.desk.store.draft, self.key, self.subject))
        if not self._offered:
            return
        at = self._offered.saved_at.astimezone()
        day = "" if at.date() == self.desk.today() else f" on {long_date(at.date())}"
        set_kind(self.offer, "box", "notice")
        go_on = button("Continue", self.take_draft, kind="primary", name="continue_draft")
        self.offer.setFocusProxy(go_on)
        away = button("Throw away", self.throw_draft, name="throw_draft")
        buttons = Flow()
        buttons.addWidget(go_on)
        buttons.addWidget(away)
        says = f"You were writing this at {clock(at)}{day}. It was not saved."
        words = column(Words(says, "label"), buttons, gap=8)
        whole = line(column(Picture("history"), None), words, gap=8, margins=12)
        whole.setStretch(1, 1)
        self.offer.setLayout(whole)
        self.offer.show()
        self.body.setEnabled(False)
        go_on.setFocus()
        announce(self, says)

    def take_draft(self) -> None:
        """Go on with the draft that was offered."""
        offered, self._offered = self._offered, None
        self._close_offer()
        if offered:
            self.version = int(offered.fields.get("version", self.version))
            for name, kept in offered.fields.get("words", {}).items():
                if name in self.blocks or (name in self.names() and kept not in NOTHING):
                    self.field(name).restore(kept)
            self._kept = self.typed_words()
            self.open_what_is_filled()

    def throw_draft(self) -> None:
        """Forget the draft that was offered."""
        self._offered = None
        self._close_offer()
        self._drop()

    def _close_offer(self) -> None:
        self.offer.hide()
        self.body.setEnabled(True)
        self.focus_first()

    def _drop(self) -> None:
        try:
            self.desk.store.drop_draft(self.key, self.subject)
        except UserError as error:
            self.desk.fail(error)
        self._kept = None

    def leave(self) -> bool:
        """Keep a draft of what is not saved; return whether there was anything to keep."""
        self._timer.stop()
        if self._offered or not self.dirty():
            if not self._offered and self._kept is not None:
                self._drop()
            return False
        self.keep()
        return True

    def focus_first(self) -> None:
        """Put the cursor in the first field."""
        first = next(iter(self.blocks.values()), None)
        if first:
            first.field.setFocus()


def _has(source: object, name: str) -> bool:
    return name in source if isinstance(source, Mapping) else hasattr(source, name)


def _read(source: object, name: str) -> Any:
    return source[name] if isinstance(source, Mapping) else getattr(source, name)


def _problem_of(name: str, found: Mapping[str, str]) -> str:
    parts = [text for key, text in found.items() if key == name or key.startswith(f"{name}.")]
    return " ".join(parts)
