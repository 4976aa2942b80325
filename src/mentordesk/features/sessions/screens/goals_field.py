"""Which goals of a mentee were worked on at a session, and to which status their steps moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mentordesk.features.sessions.queries.recording import GoalChoice
from mentordesk.records.goals import StepStatus
from mentordesk.ui.fields import Field
from mentordesk.ui.fields.choice import Combo
from mentordesk.ui.layouts import clear, column, line, put
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words


@dataclass(frozen=True)
class Touched:
    """The goals that were worked on, and the steps that moved."""

    goals: tuple[int, ...] = ()
    steps: tuple[tuple[int, StepStatus], ...] = ()


class GoalsField(Field[Touched]):
    """A box for each active goal, and the status of each of its steps."""

    def __init__(self, name: str, label: str) -> None:
        """Make a field that offers nothing yet."""
        super().__init__(name, label, optional=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(8))
        self._body.addLayout(self._list)
        self.goals: dict[int, QCheckBox] = {}
        self.steps: dict[int, Combo] = {}
        self._before: dict[int, StepStatus] = {}
        self._kept = Touched()
        self.offer(())

    def offer(self, goals: Sequence[GoalChoice]) -> None:
        """Offer the goals of somebody; what was ticked of them stays."""
        kept = self.value()
        clear(self._list)
        self._inputs.clear()
        self.goals, self.steps, self._before = {}, {}, {}
        for goal in goals:
            put(self._list, self._goal(goal))
        if not goals:
            put(self._list, Words("No active goal is written down for them.", "muted"))
        if inputs := [*self.goals.values(), *self.steps.values()]:
            self.watch(*inputs)
            self.rename(self.label)
        self.set_value(kept)

    def _goal(self, goal: GoalChoice) -> QWidget:
        check = QCheckBox(goal.title)
        check.toggled.connect(lambda _on: self.changed.emit())
        self.goals[goal.id] = check
        rows: list[QWidget] = []
        for number, wording, status in goal.steps:
            combo = Combo()
            for each in StepStatus:
                combo.addItem(each.label, each)
            combo.setCurrentIndex(list(StepStatus).index(status))
            combo.name(f"Step: {wording}")
            combo.currentIndexChanged.connect(lambda _place, goal_id=goal.id: self._moved(goal_id))
            self.steps[number], self._before[number] = combo, status
            row = QWidget()
            laid = line(Words(wording), combo, gap=12, margins=(scaled(24), 0, 0, 0))
            laid.setStretch(0, 1)
            row.setLayout(laid)
            rows.append(row)
        made = QWidget()
        made.setLayout(column(check, *rows, gap=4))
        return made

    def _moved(self, goal_id: int) -> None:
        self.goals[goal_id].setChecked(True)
        self.changed.emit()

    def value(self) -> Touched:
        """Return the goals that are ticked, and the steps that stand elsewhere than before."""
        goals = tuple(number for number, check in self.goals.items() if check.isChecked())
        recorded = dict(self._kept.steps)
        steps = tuple(
            (number, StepStatus(combo.currentData()))
            for number, combo in self.steps.items()
            if combo.currentData() != self._before[number] or number in recorded
        )
        beyond = tuple(each for each in self._kept.goals if each not in self.goals)
        more = tuple(each for each in self._kept.steps if each[0] not in self.steps)
        return Touched((*beyond, *goals), (*more, *steps))

    def set_value(self, value: Touched | None) -> None:
        """Tick goals and move steps; those that are not offered are kept as they are."""
        self._kept = value or Touched()
        moved = dict(self._kept.steps)
        for number, combo in self.steps.items():
            wanted = moved.get(number, self._before[number])
            with QSignalBlocker(combo):
                combo.setCurrentIndex(list(StepStatus).index(StepStatus(wanted)))
        for number, check in self.goals.items():
            check.setChecked(number in self._kept.goals)
        self.changed.emit()

    def kept(self) -> Any:
        """Keep the numbers and the statuses by their codes."""
        value = self.value()
        if value == Touched():
            return None
        return {"goals": list(value.goals), "steps": [[number, to.value] for number, to in value.steps]}

    def restore(self, kept: Any) -> None:
        """Tick what was kept."""
        kept = kept or {}
        steps = tuple((int(number), StepStatus(code)) for number, code in kept.get("steps", ()))
        self.set_value(Touched(tuple(kept.get("goals", ())), steps))

    def shown(self, value: Touched | None) -> str:
        """Return the goals that are ticked, one in a line."""
        numbers: Iterable[int] = value.goals if value else ()
        return "\n".join(self.goals[each].text() for each in numbers if each in self.goals)

    def rename(self, accessible: str) -> None:
        """Name each goal by the field; the steps are named by their words."""
        for check in self.goals.values():
            check.setAccessibleName(f"{accessible}: {check.text()}")
