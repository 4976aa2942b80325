"""The list of backups, and the question before one takes the place of the records."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.kernel.formats import date_and_time
from mentordesk.kernel.health import size_words
from mentordesk.store.drill import one_of_every_kind
from mentordesk.store.verifying import BackupRow, Condition
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.messages import QuestionDialog, ask
from mentordesk.ui.panels import Card
from mentordesk.ui.words import Words, button

TYPED = "restore"
_TONES = {
    Condition.GOOD: ("green", "shape-circle"),
    Condition.MADE_GOOD: ("green", "shape-circle"),
    Condition.DAMAGED: ("red", "shape-square"),
    Condition.OTHER: ("unrated", "shape-ring"),
    Condition.EARLIER_KEY: ("unrated", "shape-ring"),
}

_EARLIER_KEY = (
    "From before the key was changed. It can be restored into a new folder, with a passphrase or the "
    "recovery key of that time. Somebody who left may open it too."
)

Act = Callable[[BackupRow], object]


def backups_card(desk: Desk, rows: list[BackupRow], restore: Act, remove: Act, *actions: QWidget) -> Card:
    """Return the list of backups, newest first, with a way to restore a good and to remove a damaged one."""
    card = Card("Backups on this computer", *actions)
    card.add(
        Words(
            "Kept: the newest three, one for each of fourteen days and eight weeks, and those made before "
            "something large. MentorDesk takes older ones away.",
            "muted",
        )
    )
    for row in rows:
        card.add(_backup(desk, row, restore, remove))
    if not rows:
        card.add(Words("There is no backup yet."))
    return card


def name_of(row: BackupRow) -> str:
    """Return what a backup is called: by when it was made, or by its number when that cannot be read."""
    return date_and_time(row.manifest.at) if row.manifest else f"Backup {row.sequence}"


def ask_to_restore(desk: Desk, row: BackupRow, go_on: Callable[[], object]) -> QuestionDialog:
    """Say what a restore does to what, and ask for a word before it."""
    entry = row.manifest.audit_number if row.manifest else 0
    return ask(
        desk.window,
        f"Restore the backup of {name_of(row)}?",
        f"The records go back to how they were then: backup {row.sequence}, up to entry {entry:,} of the "
        "trail. What was saved since is no longer shown. It stays in a backup that is made first, and the "
        "records that are replaced are kept in the folder “replaced” inside the casebook, until the next "
        "restore. Today's passphrases go on working. MentorDesk then closes and asks you to sign in again.",
        "Restore",
        go_on,
        typed=TYPED,
    )


def ask_to_remove(desk: Desk, row: BackupRow, go_on: Callable[[], object]) -> QuestionDialog:
    """Say what removing a backup does that is damaged or under an earlier key, and ask."""
    if row.condition is Condition.EARLIER_KEY:
        return ask(
            desk.window,
            f"Remove the backup of {name_of(row)}?",
            f"It was made before the key was changed, so whoever left opens it with their old passphrase. "
            f"The file {row.path.name} is deleted for good. The records and the backups since stay as they "
            "are. A copy in another place is not removed.",
            "Remove backup",
            go_on,
        )
    return ask(
        desk.window,
        f"Remove the damaged backup {row.sequence}?",
        f"The file {row.path.name} is deleted for good. It cannot be restored as it is. "
        "The records and the other backups stay as they are.",
        "Remove backup",
        go_on,
    )


def _backup(desk: Desk, row: BackupRow, restore: Act, remove: Act) -> QWidget:
    made = QWidget()
    tone, shape = _TONES[row.condition]
    head = Flow(gap=8)
    head.addWidget(Words(name_of(row), "label", wrap=False))
    head.addWidget(Chip(row.condition.label, tone, shape))
    facts = [f"Backup {row.sequence}", size_words(row.size)]
    if row.manifest:
        facts += [f"up to entry {row.manifest.audit_number:,}", row.manifest.why.label.lower()]
    if row.checked_at:
        facts.append(f"checked {date_and_time(row.checked_at)}")
    words = column(head, Words(", ".join(facts), "muted"), gap=2)
    whole = line(words, gap=12)
    whole.setStretch(0, 1)
    if row.condition is Condition.EARLIER_KEY:
        words.addWidget(Words(_EARLIER_KEY, "muted"))
    if desk.may(one_of_every_kind) and row.condition in {Condition.DAMAGED, Condition.EARLIER_KEY}:
        away = button("Remove", partial(remove, row))
        away.setAccessibleName(f"Remove backup {row.sequence}, {row.condition.label.lower()}")
        away.setEnabled(not desk.store.read_only)
        whole.addWidget(away)
    if desk.may(one_of_every_kind) and row.condition in {Condition.GOOD, Condition.MADE_GOOD}:
        verb = button("Restore", partial(restore, row))
        verb.setAccessibleName(f"Restore the backup of {name_of(row)}, number {row.sequence}")
        verb.setEnabled(not desk.store.read_only)
        whole.addWidget(verb)
    made.setLayout(whole)
    return made
