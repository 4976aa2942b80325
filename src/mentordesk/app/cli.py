"""The command line: `mentordesk [--casebook DIR] [--person NAME] [--passphrase-file FILE] COMMAND …`.

Exit 0 done; 1 refused, with one sentence; 2 wrong usage; 3 damaged. No traceback reaches a reader.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentordesk import __version__
from mentordesk.app.asking import noting_refusals, read_passphrase
from mentordesk.app.faults import keep_log, write_down
from mentordesk.app.keeping_commands import add_commands
from mentordesk.kernel.errors import UserError

if TYPE_CHECKING:
    from mentordesk.kernel.exports import Export
    from mentordesk.store.casebook import Store
    from mentordesk.ui.feature import Command

_BUG = "MentorDesk made a mistake and stopped. Nothing was half saved. Please report what you were doing."


@dataclass
class Context:
    """What a command is given: its arguments, the open casebook, and a voice."""

    arguments: argparse.Namespace
    store: "Store"

    def say(self, text: str) -> None:
        """Print a line for the reader."""
        print(text)

    def save(self, path: Path, content: bytes, export: "Export") -> None:
        """Write a file outside the casebook, note it in the trail, and say where it is."""
        self.store.save_outside(path, content, export)
        self.say(f"Wrote {path}.")

    def progress(self, text: str) -> None:
        """Tell how far long work has come, to a reader who is watching."""
        tell_progress(text)


def tell_progress(text: str) -> None:
    """Write a line about work going on, apart from the command's own output."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{text} …\n")


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    parser = _parser()
    arguments = parser.parse_args(words)
    keep_log()
    try:
        return int(arguments.start(arguments) or 0)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was half saved.\n")
        return 1
    except BrokenPipeError:
        return 1
    except Exception as bug:  # noqa: BLE001 - whatever it is, no traceback reaches a reader
        write_down(bug)
        sys.stderr.write(f"{_BUG} ({type(bug).__name__})\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mentordesk",
        description="Records and funder reports for charities that mentor people leaving prison.",
        epilog="Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"MentorDesk {__version__}")
    parser.add_argument("--casebook", type=Path, metavar="DIR", help="the casebook's folder")
    parser.add_argument("--person", default="", metavar="NAME", help="who signs in (the first manager)")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="a file with the passphrase")
    parser.set_defaults(start=_open_window)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_own_commands(commands)
    _add_feature_commands(commands)
    return parser


def _add_own_commands(commands: Any) -> None:
    demo = commands.add_parser("demo", help="build the demonstration casebook in a new folder")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--passphrase-file", type=Path, metavar="FILE", default=argparse.SUPPRESS)
    demo.set_defaults(start=_build_demo)
    add_commands(commands, _with_store)


def _add_feature_commands(commands: Any) -> None:
    from mentordesk.app.features import FEATURES

    groups: dict[str, Any] = {}
    every = [command for feature in FEATURES for command in feature.commands]
    for command in every:
        first, *rest = command.path
        if not rest:
            _add_command(commands.add_parser(first, help=command.help), command)
            continue
        if first not in groups:
            group = commands.add_parser(first, help=f"commands about a {first}")
            if first == "report":
                group.add_argument("--list", action="store_true", help="list the reports")
                group.set_defaults(start=_report_lister(every, group))
            groups[first] = group.add_subparsers(metavar="WHAT", required=first != "report")
        _add_command(groups[first].add_parser(" ".join(rest), help=command.help), command)


def _add_command(parser: argparse.ArgumentParser, command: "Command") -> None:
    command.add_arguments(parser)
    parser.set_defaults(start=_with_store(command.run))


def _report_lister(
    every: "list[Command]", parser: argparse.ArgumentParser
) -> Callable[[argparse.Namespace], int]:
    def start(arguments: argparse.Namespace) -> int:
        if not arguments.list:
            parser.error("name a report, or use --list")
        for command in every:
            if command.path[0] == "report":
                print(f"{command.path[1]:<16}{command.help}")
        return 0

    return start


def _with_store(act: Callable[[Any], int | None]) -> Callable[[argparse.Namespace], int]:
    def start(arguments: argparse.Namespace) -> int:
        with _open_store(arguments) as store:
            return act(Context(arguments, store)) or 0

    return start


def _open_store(arguments: argparse.Namespace) -> "Store":
    from mentordesk.app.places import default_folder
    from mentordesk.store import vault
    from mentordesk.store.opening import open_store

    folder = arguments.casebook or default_folder()
    ring = vault.read_keyring(folder)
    vault.check_records(folder)
    ring.find(arguments.person)
    passphrase = read_passphrase(arguments.passphrase_file)
    tell_progress("Opening the casebook")
    opened = noting_refusals(folder, lambda: vault.unlock(folder, arguments.person, passphrase))
    if opened.starter:
        message = "This is a starter code. Open the window once and choose your own passphrase first."
        raise UserError(message)
    return _erased_again(open_store(opened))


def _erased_again(store: "Store") -> "Store":
    """Erase again whom an older backup brought back, before any command sees them."""
    from mentordesk.app.upkeep import erased_again
    from mentordesk.features.privacy.operations.retention_ledger import apply_ledger

    try:
        found = apply_ledger(store)
    except BaseException:
        store.close()
        raise
    if found:
        sys.stderr.write(f"{erased_again(found)}\n")
    return store


def _build_demo(arguments: argparse.Namespace) -> int:
    from mentordesk.app import demo

    passphrase = demo.PASSPHRASE
    if arguments.passphrase_file is not None:
        passphrase = read_passphrase(arguments.passphrase_file)
        if not passphrase:
            message = "The passphrase file is empty. Nothing was made."
            raise UserError(message)
    tell_progress("Building the demonstration casebook")
    recovery_key = demo.build(arguments.folder, passphrase)
    shown = passphrase if arguments.passphrase_file is None else "the one in your file"
    for line in (
        f"The demonstration casebook is in {arguments.folder}. Everybody in it is invented.",
        f"Open it:     mentordesk --casebook {arguments.folder}",
        f"Sign in as:  {', '.join(name for name, _ in demo.PEOPLE)}",
        f"Passphrase:  {shown}",
        f"Recovery key: {recovery_key}",
    ):
        print(line)
    return 0


def _open_window(arguments: argparse.Namespace) -> int:
    from mentordesk.app.start import open_window

    return open_window(arguments.casebook, arguments.person, arguments.passphrase_file)
