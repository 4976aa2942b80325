"""How safe the records are: each thing that can be known, rated, in words, with what to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentordesk.kernel.formats import count_of, date_and_time
from mentordesk.kernel.rag import Rag

WEEK = timedelta(days=7)
MONTH = timedelta(days=31)
QUARTER = timedelta(days=92)
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Tried:
    """Something that was tried: when, whether it went well, and what was said."""

    at: datetime
    good: bool = True
    says: str = ""


@dataclass(frozen=True)
class HealthFacts:
    """What is known about the safety of a casebook on this computer; None where it cannot be told."""

    now: datetime
    backup: Tried | None = None
    up_to_date: bool = False
    """Whether the newest backup holds everything that was saved."""
    failed: Tried | None = None
    """The last automatic backup or copy, when it failed."""
    damaged: int = 0
    place: str = ""
    place_there: bool = False
    same_drive: bool = False
    copied: Tried | None = None
    drill: Tried | None = None
    checked: Tried | None = None
    free: int | None = None
    size: int = 0
    encrypted: bool | None = None
    synced: str = ""
    people: int = 0
    managers: int = 0
    recovery: bool = False
    recovery_kept: Tried | None = None


@dataclass(frozen=True)
class HealthLine:
    """One thing on the Health page; `rag` is None where it could not be told."""

    name: str
    what: str
    rag: Rag | None
    says: str
    do: str = ""


def health_lines(facts: HealthFacts) -> list[HealthLine]:
    """Return every line of the Health page."""
    return [
        _backup(facts),
        _copy(facts),
        _drill(facts),
        _checked(facts),
        _room(facts),
        _encrypted(facts),
        _synced(facts),
        _people(facts),
        _recovery(facts),
    ]


def worrying(lines: list[HealthLine]) -> list[HealthLine]:
    """Return the lines that need somebody, the red ones first."""
    return [each for rag in (Rag.RED, Rag.AMBER) for each in lines if each.rag is rag]


def _backup(facts: HealthFacts) -> HealthLine:
    name, what = "backup", "Last verified backup"
    if facts.failed and (facts.backup is None or facts.failed.at > facts.backup.at):
        says = f"The last try, {_ago(facts, facts.failed.at)}, did not work: {facts.failed.says}"
        return HealthLine(name, what, Rag.RED, says, "Mend that, and press Make a backup now.")
    if facts.backup is None:
        says = "There is none yet. The first is made while you work, or at closing."
        return HealthLine(name, what, Rag.AMBER, says, "Or press Make a backup now.")
    says = f"{date_and_time(facts.backup.at)}, {_ago(facts, facts.backup.at)}."
    if facts.damaged:
        says += f" {count_of(facts.damaged, 'backup')} did not pass the last check."
        return HealthLine(name, what, Rag.AMBER, says, "Make a new backup, and remove the damaged one below.")
    if facts.up_to_date:
        return HealthLine(name, what, Rag.GREEN, f"{says} Nothing has changed since.")
    if facts.now - facts.backup.at > WEEK:
        return HealthLine(name, what, Rag.AMBER, f"{says} Work was saved since.", "Press Make a backup now.")
    return HealthLine(name, what, Rag.GREEN, f"{says} The next is made while you work, or at closing.")


def _copy(facts: HealthFacts) -> HealthLine:
    name, what = "copy", "Last copy in another place"
    if not facts.place:
        says = "No other place is chosen. If this computer is lost, so are its backups."
        do = "Choose a USB stick or another drive under Copy backups to another place."
        return HealthLine(name, what, Rag.AMBER, says, do)
    if facts.copied is None:
        do = "Plug the drive in and press Copy now." if not facts.place_there else "Press Copy now."
        return HealthLine(name, what, Rag.AMBER, "Nothing has been copied yet.", do)
    age = facts.now - facts.copied.at
    says = f"{date_and_time(facts.copied.at)}, {_ago(facts, facts.copied.at)}."
    if age > WEEK:
        rag = Rag.RED if age > MONTH else Rag.AMBER
        return HealthLine(name, what, rag, says, "Plug the drive in and press Copy now.")
    if facts.same_drive:
        says += " That place is on the same drive as the casebook, and would be lost with it."
        return HealthLine(name, what, Rag.AMBER, says, "Choose a USB stick or another drive.")
    return HealthLine(name, what, Rag.GREEN, says)


def _drill(facts: HealthFacts) -> HealthLine:
    name, what, do = "drill", "Last restore on trial", "Press Try a restore. It changes nothing."
    if facts.drill is None:
        return HealthLine(name, what, Rag.AMBER, "It has not been tried yet.", do)
    says = f"{_ago(facts, facts.drill.at).capitalize()}. {facts.drill.says}"
    if not facts.drill.good:
        return HealthLine(name, what, Rag.RED, says, do)
    if facts.now - facts.drill.at > QUARTER:
        return HealthLine(name, what, Rag.AMBER, says, do)
    return HealthLine(name, what, Rag.GREEN, says)


def _checked(facts: HealthFacts) -> HealthLine:
    name, what, do = "checked", "The records themselves", "Press Check everything."
    if facts.checked is None:
        return HealthLine(name, what, Rag.AMBER, "They have not been checked in full yet.", do)
    says = f"Checked in full {_ago(facts, facts.checked.at)}"
    if not facts.checked.good:
        do = "Press Check everything to see what is wrong, and restore a backup."
        return HealthLine(name, what, Rag.RED, f"{says}: something is not good.", do)
    if facts.now - facts.checked.at > MONTH:
        return HealthLine(name, what, Rag.AMBER, f"{says}: all was good.", do)
    return HealthLine(name, what, Rag.GREEN, f"{says}: all was good.")


def _room(facts: HealthFacts) -> HealthLine:
    name, what, do = "room", "Room on this disk", "Delete what you no longer need, or use a larger disk."
    if facts.free is None:
        return HealthLine(name, what, None, "It could not be told.")
    says = f"{size_words(facts.free)} are free. The casebook with its backups takes {size_words(facts.size)}."
    if facts.free < max(200 * _MEGABYTE, facts.size // 4):
        return HealthLine(name, what, Rag.RED, says, do)
    if facts.free < max(1000 * _MEGABYTE, facts.size):
        return HealthLine(name, what, Rag.AMBER, says, do)
    return HealthLine(name, what, Rag.GREEN, says)


def _encrypted(facts: HealthFacts) -> HealthLine:
    name, what = "encrypted", "Encryption of this computer's disk"
    if facts.encrypted is None:
        says = "It could not be told. The casebook itself is always encrypted."
        return HealthLine(name, what, None, says, "Look in the system's settings for BitLocker or FileVault.")
    if facts.encrypted:
        return HealthLine(name, what, Rag.GREEN, "The disk is encrypted.")
    says = "The disk is not encrypted. The casebook is, but PDFs that you save outside it are not."
    return HealthLine(name, what, Rag.AMBER, says, "Switch on BitLocker, FileVault or LUKS.")


def _synced(facts: HealthFacts) -> HealthLine:
    name, what = "synced", "Where the casebook lives"
    if not facts.synced:
        return HealthLine(name, what, Rag.GREEN, "Not in a folder that is copied to the internet.")
    says = (
        f"The casebook is inside a folder of {facts.synced}, which copies files while they are written. "
        "That can mix an old casebook with a new one."
    )
    do = "Close MentorDesk, move the casebook's folder out of it, and open it there."
    return HealthLine(name, what, Rag.RED, says, do)


def _people(facts: HealthFacts) -> HealthLine:
    name, what = "people", "People who can unlock it"
    says = f"{count_of(facts.people, 'person', 'people')}, {count_of(facts.managers, 'manager')} among them."
    if facts.managers < 2:
        do = "Make a second person manager, in case the first one is ill or forgets the passphrase."
        return HealthLine(name, what, Rag.AMBER, says, do)
    return HealthLine(name, what, Rag.GREEN, says)


def _recovery(facts: HealthFacts) -> HealthLine:
    name, what = "recovery", "The recovery key on paper"
    do = "Make and print a new one: Settings, My passphrase."
    if not facts.recovery:
        return HealthLine(name, what, Rag.RED, "There is none.", do)
    if facts.recovery_kept is None:
        says = "It is not known whether anybody kept it."
        return HealthLine(name, what, Rag.AMBER, says, do)
    return HealthLine(name, what, Rag.GREEN, f"It was shown and kept {_ago(facts, facts.recovery_kept.at)}.")


def _ago(facts: HealthFacts, at: datetime) -> str:
    days = (facts.now.astimezone().date() - at.astimezone().date()).days
    if days < 0:
        return "on a day that is still to come, by this computer's clock"
    return ("today", "yesterday")[days] if days < 2 else f"{days:,} days ago"


def size_words(number: int) -> str:
    """Return "1.2 GB", "3.4 MB" or "820 KB"."""
    for unit, name in ((1000**3, "GB"), (1000**2, "MB")):
        if number >= unit:
            return f"{number / unit:,.1f} {name}"
    return f"{number // 1000:,} KB"
