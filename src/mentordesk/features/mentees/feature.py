"""What mentees offer to the program: the place, the New menu, search, the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.mentees.operations.opening import open_case
from mentordesk.features.mentees.operations.referrals import refer
from mentordesk.features.mentees.queries.equality import equality_sheet
from mentordesk.features.mentees.queries.lists import found_mentees, mentee_page, undecided_referrals
from mentordesk.features.mentees.queries.one import mentee_of_reference
from mentordesk.features.mentees.queries.opening import case_gate
from mentordesk.features.mentees.queries.progress_sheet import progress_sheet
from mentordesk.features.mentees.queries.register import register_export, register_sheet
from mentordesk.features.mentees.rules.opening import opening_draft
from mentordesk.features.mentees.rules.progress import Edition, ProgressChoice, progress_problems
from mentordesk.kernel.dates import Period, parse_period
from mentordesk.kernel.errors import Invalid, ReasonNeeded
from mentordesk.kernel.exports import Export
from mentordesk.ui.feature import Command, CommandContext, Feature, Found, New, Place, ReportEntry

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.mentees.screens.lists import MenteeList

    return MenteeList(desk)


def _mentee(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.mentees.screens.mentee_page import MenteePage

    return MenteePage(desk, number)


def _new(desk: Desk) -> None:
    from mentordesk.features.mentees.screens.forms import new_referral

    new_referral(desk)


def _search(desk: Desk, words: str) -> list[Found]:
    if not desk.may(found_mentees):
        return []
    return [Found(row.title, row.detail, "user", row.link) for row in desk.read(found_mentees, words)]


def _register_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--period", default="", help='"Q3 2026", "2026", "1/7/2026 to 30/9/2026"')
    parser.add_argument("--names", action="store_true", help="names instead of references")
    help_out = "the file to write: a PDF, or a spreadsheet when its name ends in .xlsx"
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=help_out)


def _register(context: CommandContext) -> None:
    from mentordesk.features.mentees.reports import register_pdf, register_spreadsheet

    chosen = context.arguments
    kind = chosen.out.suffix.lower().lstrip(".") or "pdf"
    if kind not in {"pdf", "xlsx"}:
        raise Invalid({"out": "Give a file name that ends in .pdf or .xlsx."})
    sheet = context.store.read(register_sheet, _period(context))
    make = register_pdf if kind == "pdf" else register_spreadsheet
    content = make(sheet, names=chosen.names)
    context.save(chosen.out, content, register_export(sheet, kind, names=chosen.names))


def _make_register(desk: Desk) -> None:
    from mentordesk.features.mentees.screens.register_dialog import make_register

    make_register(desk)


def _period(context: CommandContext) -> Period | None:
    words = context.arguments.period
    if not words:
        return None
    period = parse_period(words, context.store.clock().astimezone().date())
    if period is None:
        raise Invalid({"period": f'"{words}" is not a period. Try "Q3 2026" or "2026".'})
    return period


_WHY = "why you open a case that is not yours: covering, figures, safeguarding, supervision, or in words"


def _progress_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--mentee", required=True, metavar="REF", help="the mentee's reference: M-00014")
    parser.add_argument("--edition", required=True, choices=[edition.value for edition in Edition])
    parser.add_argument("--partner", default="", metavar="NAME", help="the partner, as the basis names them")
    parser.add_argument("--period", default="", help='"Q3 2026", "2026", "1/7/2026 to 30/9/2026"')
    parser.add_argument("--large-print", action="store_true", help="larger letters")
    parser.add_argument("--reason", default="", metavar="WHY", help=_WHY)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _progress(context: CommandContext) -> None:
    from mentordesk.features.mentees.reports import progress_pdf

    chosen = context.arguments
    edition, period = Edition(chosen.edition), _period(context)
    asked = ProgressChoice(
        chosen.mentee,
        edition,
        period.first if period else None,
        period.last if period else None,
        chosen.partner,
        chosen.large_print,
    )
    if problems := progress_problems(asked):
        raise Invalid(problems)
    mentee = context.store.read(mentee_of_reference, chosen.mentee)
    if context.store.read(case_gate, mentee).closed:
        if not chosen.reason.strip():
            message = "This case is not yours. Say with --reason why you open it; it is written to the trail."
            raise ReasonNeeded(message)
        context.store.write(open_case, mentee, opening_draft(chosen.reason))
    sheet = context.store.read(progress_sheet, mentee, edition, period, chosen.partner)
    export = Export("report:mentee-progress", "pdf", mentee, filters=asked.labels())
    context.save(chosen.out, progress_pdf(sheet, large_print=chosen.large_print), export)


def _make_progress(desk: Desk) -> None:
    from mentordesk.features.mentees.screens.progress_dialog import make_progress

    make_progress(desk)


def _equality_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--period", required=True, help='"Q3 2026", "2026", "1/7/2026 to 30/9/2026"')
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _equality(context: CommandContext) -> None:
    from mentordesk.features.mentees.reports import equality_pdf

    period = _period(context)
    if period is None:
        raise Invalid({"period": 'Give a period, such as "Q3 2026" or "2026".'})
    content = equality_pdf(context.store.read(equality_sheet, period))
    context.save(context.arguments.out, content, Export("report:equality", "pdf", filters=("Period",)))


def _make_equality(desk: Desk) -> None:
    from mentordesk.features.mentees.screens.equality_dialogs import make_equality

    make_equality(desk)


def _undecided(desk: Desk) -> int:
    return desk.read(undecided_referrals)


FEATURE = Feature(
    "mentees",
    "Mentees",
    "users",
    places=(
        Place(
            "mentees", "Mentees", "users", _place, mentee_page, lambda desk: desk.read(undecided_referrals)
        ),
    ),
    links={"mentee": _mentee},
    new=(New("New referral", "user-plus", _new, refer, "Ctrl+Shift+R"),),
    search=_search,
    reports=(
        ReportEntry(
            "referrals",
            "Referral register",
            "Every referral of a period with its route, decision and waiting days, and the counts.",
            _make_register,
            register_sheet,
        ),
        ReportEntry(
            "mentee-progress",
            "Mentee progress",
            "One mentee's pathways, goals and outcomes: for a funder, for a partner, or for the mentee.",
            _make_progress,
            progress_sheet,
        ),
        ReportEntry(
            "equality",
            "Equality monitoring",
            "Counts of the people who were with us in a period, with small numbers held back.",
            _make_equality,
            equality_sheet,
        ),
    ),
    commands=(
        Command(("report", "referrals"), "the referral register of a period", _register, _register_arguments),
        Command(("report", "mentee-progress"), "one mentee's progress", _progress, _progress_arguments),
        Command(("report", "equality"), "equality monitoring in counts", _equality, _equality_arguments),
    ),
)
