"""The calendar on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.sessions.queries.calendar import calendar_export
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.features.sessions.rules.outlook import ExportChoice, Naming, ics_export
from mentordesk.kernel.dates import parse_date
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.formats import count_of
from mentordesk.ui.feature import Command, CommandContext

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", required=True, metavar="DATE", help="the first day")
    parser.add_argument("--to", dest="last", required=True, metavar="DATE", help="the last day")
    kinds = [each.value for each in Naming if each is not Naming.NONE]
    parser.add_argument(
        "--names",
        nargs="?",
        const=Naming.INITIALS.value,
        default=Naming.NONE.value,
        choices=kinds,
        help="say who meets, by initials or first names; without it no name leaves",
    )
    parser.add_argument("--places", action="store_true", help="say where they meet")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .ics file to write")


def _export(context: CommandContext) -> None:
    from mentordesk.features.sessions.reports.ics import calendar_ics

    chosen, store = context.arguments, context.store
    first, last = (_day(context, each) for each in (chosen.first, chosen.last))
    if last < first:
        message = "--to is before --from. Nothing was written."
        raise UserError(message)
    choice = ExportChoice(Naming(chosen.names), chosen.places)
    rows = store.read(calendar_export, CalendarAsk(first, last))
    content = calendar_ics(rows, store.vault.casebook, store.clock(), choice)
    context.save(chosen.out, content, ics_export(len(rows), choice))
    context.say(f"{count_of(len(rows), 'session')}.")


def _day(context: CommandContext, words: str) -> date:
    found = parse_date(words, context.store.clock().astimezone().date())
    if found is None:
        message = f"{words} is not a date. Try 3/9/2026. Nothing was written."
        raise UserError(message)
    return found


CALENDAR = Command(("calendar",), "save sessions as an iCalendar file", _export, _arguments)
"""`mentordesk calendar --from --to --out F.ics [--names]`."""
