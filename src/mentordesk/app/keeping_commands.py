"""The commands that keep a casebook safe: check, backup, restore, drill."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentordesk.app.asking import read_passphrase
from mentordesk.kernel.errors import CasebookBusy, NotFound
from mentordesk.kernel.formats import clock, long_date

if TYPE_CHECKING:
    from mentordesk.app.cli import Context
    from mentordesk.store.manifest import Manifest

WithStore = Callable[[Callable[[Any], int | None]], Callable[[argparse.Namespace], int]]


def add_commands(commands: Any, with_store: WithStore) -> None:
    """Add the commands to the command line; `with_store` opens the casebook for one."""
    check = commands.add_parser("check", help="verify the whole casebook")
    check.add_argument("--full", action="store_true", help="verify every backup as well")
    check.set_defaults(start=with_store(_check))
    backup = commands.add_parser("backup", help="make a verified backup")
    backup.add_argument("--to", type=Path, metavar="DIR", help="copy it there too, a USB stick for example")
    backup.set_defaults(start=with_store(_backup))
    restore = commands.add_parser("restore", help="put a backup in the place of the records")
    restore.add_argument("backup", metavar="BACKUP", help='a backup file, its number, or "newest"')
    restore.add_argument("--into", type=Path, metavar="FOLDER", help="restore into a new folder instead")
    restore.set_defaults(start=_restore)
    drill = commands.add_parser("drill", help="try whether the newest backup can be restored")
    drill.add_argument("--from", dest="place", type=Path, metavar="DIR", help="also look for copies there")
    drill.set_defaults(start=with_store(_drill))


def _check(context: "Context") -> int:
    from mentordesk.store.check import check_casebook

    findings = check_casebook(context.store, context.progress)
    for finding in findings:
        context.say(f"{'Good' if finding.good else 'BAD '}  {finding.what}: {finding.says}")
    good = all(finding.good for finding in findings)
    backups_good = _check_backups(context, good=good) if context.arguments.full else True
    if not good:
        sys.stderr.write("The casebook has damage. It was left as it is. Restore the newest backup.\n")
        return 3
    if not backups_good:
        sys.stderr.write("A backup is damaged. The records themselves are good. Make a new backup.\n")
        return 3
    context.say("The whole casebook is good.")
    return 0


def _check_backups(context: "Context", *, good: bool) -> bool:
    from mentordesk.store.drill import trail_reach
    from mentordesk.store.health import note_check
    from mentordesk.store.verifying import Condition, check_backups

    store = context.store
    store.read(trail_reach)
    now = store.clock()
    rows = check_backups(store.vault, now, lambda _done, _total, says: context.progress(f"Checking {says}"))
    for row in rows:
        if row.condition is not Condition.OTHER:
            bad = row.condition is Condition.DAMAGED
            context.say(f"{'BAD ' if bad else 'Good'}  Backup {row.sequence}: {row.condition.label}.")
    note_check(store, good=good)
    return all(row.condition is not Condition.DAMAGED for row in rows)


def _backup(context: "Context") -> int:
    from mentordesk.store.drill import trail_reach
    from mentordesk.store.elsewhere import copy_elsewhere, refuse_place

    store, place = context.store, context.arguments.to
    store.read(trail_reach)
    if place is not None:
        refuse_place(store.vault, place)
    context.progress("Making a backup")
    made = store.backup()
    context.say(f"Made backup {made.sequence} and checked it: {made.path}")
    if place is not None:
        context.progress("Copying it")
        context.say(f"Copied it: {copy_elsewhere(store.vault, made, place, store.clock())}")
    return 0


def _drill(context: "Context") -> int:
    from mentordesk.store.drill import run_drill

    drill = run_drill(
        context.store,
        context.arguments.place,
        lambda _done, _total, says: context.progress(says.capitalize()),
    )
    if drill.good:
        context.say(f"Green. {drill.says}")
        return 0
    sys.stderr.write(f"Red. {drill.says}\n")
    return drill.code


def _restore(arguments: argparse.Namespace) -> int:
    from mentordesk.app.places import default_folder
    from mentordesk.store.manifest import read_manifest
    from mentordesk.store.restore import restore_here, restore_into

    folder = arguments.casebook or default_folder()
    source = _find(arguments.backup, folder)
    manifest = read_manifest(source)
    if arguments.into is not None:
        restore_into(source, arguments.into, arguments.person, read_passphrase(arguments.passphrase_file))
        print(f"Restored {_named(manifest)} into {arguments.into}.")
        return 0
    with _alone(folder):
        restore_here(source, folder, arguments.person, read_passphrase(arguments.passphrase_file))
    print(f"Restored {_named(manifest)}. The records that it replaced are kept in {folder / 'replaced'}.")
    return 0


def _find(words: str, folder: Path) -> Path:
    """Return the backup that somebody names by its file, its number or as the newest."""
    from mentordesk.store.backup import backups

    if words != "newest" and not (words.isdigit() and words.isascii()):
        return Path(words)
    found = backups(folder)
    for each in reversed(found):
        if words == "newest" or str(each.sequence) == words.lstrip("0"):
            return each.path
    message = f"There is no such backup in {folder}. Name a backup file instead."
    raise NotFound(message)


def _named(manifest: "Manifest") -> str:
    at = manifest.at.astimezone()
    return f"backup {manifest.sequence} of {long_date(at.date())}, {clock(at)}"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No window has the casebook open while this lasts, and none can open it."""
    from mentordesk.app.instance import Instance

    instance = Instance(folder)
    if not instance.take():
        message = "The casebook is open in a window. Nothing was changed. Close the window and try again."
        raise CasebookBusy(message)
    try:
        yield
    finally:
        instance.release()
