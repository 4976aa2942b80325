"""Printing sheets from the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.sessions.operations.sheets import make_blank_sheets, make_week_sheets
from mentordesk.features.sessions.queries.sheets import sheets_to_print
from mentordesk.features.sessions.rules.sheets import BlankDraft, WeekDraft, week_of
from mentordesk.kernel.dates import parse_date
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import count_of, date_range
from mentordesk.ui.feature import Command, CommandContext

if TYPE_CHECKING:
    from argparse import ArgumentParser


def _week_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--place", required=True, help="where the sessions are planned: HMP Fernhill")
    parser.add_argument("--week", default="today", help="any day of the week: 3/9/2026, monday")
    parser.add_argument("--initials", action="store_true", help="initials instead of names")
    _out(parser)


def _blank_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=10, metavar="N", help="how many sheets")
    _out(parser)


def _out(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _week(context: CommandContext) -> None:
    chosen, store = context.arguments, context.store
    day = parse_date(chosen.week, store.clock().astimezone().date())
    if day is None:
        raise Invalid({"week": f'"{chosen.week}" is not a date. Try 3/9/2026 or monday.'})
    numbers = store.write(make_week_sheets, WeekDraft(chosen.place, day, chosen.initials))
    asked = ("Place", "Week", *(("Initials only",) if chosen.initials else ()))
    _save(context, numbers, asked, chosen.place, date_range(*week_of(day)))


def _blank(context: CommandContext) -> None:
    _save(context, context.store.write(make_blank_sheets, BlankDraft(context.arguments.count)), ())


def _save(
    context: CommandContext, numbers: tuple[int, ...], asked: tuple[str, ...], place: str = "", week: str = ""
) -> None:
    from mentordesk.features.sessions.reports.sheets import sheets_pdf

    sheet = replace(context.store.read(sheets_to_print, numbers), place=place, week=week)
    export = Export("report:session-sheets", "pdf", rows=len(numbers), filters=asked)
    context.save(context.arguments.out, sheets_pdf(sheet), export)
    context.say(f"{count_of(len(numbers), 'sheet')}. Each is listed until it is keyed in.")


SHEET_COMMANDS = (
    Command(("sheets", "print"), "the sessions planned at a place in a week", _week, _week_arguments),
    Command(("sheets", "blank"), "blank session sheets", _blank, _blank_arguments),
)
