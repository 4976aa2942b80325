"""The activity report on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.sessions.queries.activity import activity_sheet
from mentordesk.features.sessions.rules.activity import ActivityChoice, ActivityEdition, activity_problems
from mentordesk.kernel.dates import Period, parse_date
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.exports import Export
from mentordesk.ui.feature import Command, CommandContext

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", required=True, metavar="DATE", help="the first day")
    parser.add_argument("--to", dest="last", required=True, metavar="DATE", help="the last day")
    parser.add_argument("--edition", required=True, choices=[edition.value for edition in ActivityEdition])
    parser.add_argument("--large-print", action="store_true", help="larger letters")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _report(context: CommandContext) -> None:
    from mentordesk.features.sessions.reports.activity import activity_pdf

    given = context.arguments
    first, last = _day(context, "from", given.first), _day(context, "to", given.last)
    edition = ActivityEdition(given.edition)
    chosen = ActivityChoice(first, last, edition, given.large_print)
    if problems := activity_problems(chosen):
        raise Invalid(problems)
    sheet = context.store.read(activity_sheet, Period(first, last), edition)
    content = activity_pdf(sheet, large_print=chosen.large_print)
    context.save(given.out, content, Export("report:activity", "pdf", filters=chosen.labels()))


def _day(context: CommandContext, name: str, words: str) -> date:
    found = parse_date(words, context.store.clock().astimezone().date())
    if found is None:
        raise Invalid({name: f'"{words}" is not a date. Try 3/9/2026.'})
    return found


ACTIVITY = Command(("report", "activity"), "what was done in a period", _report, _arguments)
