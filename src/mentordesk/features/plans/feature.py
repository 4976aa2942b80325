"""What plans offer to the program: places, the New menu, search, reports and commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.plans.operations.exchange import bring_in
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import found_plans, plan_page, plans_named, reviews_due
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.rules.exchange import write_plan_file
from mentordesk.features.plans.rules.report_options import Edition, ReportOptions, Section
from mentordesk.kernel.dates import Period, parse_period
from mentordesk.kernel.errors import Invalid, NotFound
from mentordesk.kernel.exports import Export
from mentordesk.store.files import read_text
from mentordesk.ui.feature import Command, CommandContext, Feature, Filters, Found, New, Place, ReportEntry

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a plan file (JSON)")


def _import(context: CommandContext) -> None:
    plan_id = bring_in(context.store, read_text(context.arguments.file))
    targets = len(context.store.read(plan_file, plan_id).targets)
    context.say(f"Imported plan {plan_id} with {targets} targets.")


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="the plan's title or number")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")


def _export(context: CommandContext) -> None:
    plan_id = _one_plan(context, context.arguments.plan)
    text = write_plan_file(context.store.read(plan_file, plan_id))
    context.save(context.arguments.out, text.encode(), Export("plan", "json", plan_id))


def _report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--plan", required=True, metavar="NAME", help="the plan's title or number")
    parser.add_argument("--edition", choices=[edition.value for edition in Edition], default="full")
    parser.add_argument("--period", default="", help='"Q3 2014", "2014", "1/7/2014 to 30/9/2014"')
    parser.add_argument("--funder", default="", help="instead of the plan's funder")
    parser.add_argument("--acknowledgement", default="", help="instead of the plan's acknowledgement line")
    sections = [section.value for section in Section]
    parser.add_argument(
        "--without", action="append", default=[], choices=sections, help="leave a section out"
    )
    parser.add_argument("--initials", action="store_true", help="initials instead of names")
    parser.add_argument("--large-print", action="store_true", help="larger letters")
    parser.add_argument("--every-review", action="store_true", help="not only the newest reviews")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _report(context: CommandContext) -> None:
    from mentordesk.features.plans.reports import smart_plan_pdf

    chosen = context.arguments
    period = _period(context, chosen.period)
    plan_id = _one_plan(context, chosen.plan)
    sheet = context.store.read(plan_sheet, plan_id, period)
    options = ReportOptions(
        edition=Edition(chosen.edition),
        period=period,
        funder=chosen.funder,
        acknowledgement=chosen.acknowledgement,
        sections=frozenset(section for section in Section if section.value not in chosen.without),
        initials=chosen.initials,
        large_print=chosen.large_print,
        every_review=chosen.every_review,
    )
    export = Export("report:smart-plan", "pdf", plan_id, filters=options.labels())
    context.save(chosen.out, smart_plan_pdf(sheet, options, _watched), export)


def _watched(done: int, total: int | None) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rPage {done}{f' of {total}' if total else ''}")


def _period(context: CommandContext, words: str) -> Period | None:
    if not words:
        return None
    period = parse_period(words, context.store.clock().astimezone().date())
    if period is None:
        raise Invalid({"period": f'"{words}" is not a period. Try "Q3 2014" or "1/7/2014 to 30/9/2014".'})
    return period


def _one_plan(context: CommandContext, name: str) -> int:
    found = context.store.read(plans_named, name)
    if not found:
        message = f'There is no plan called "{name}". Nothing was written.'
        raise NotFound(message)
    if len(found) > 1:
        titles = "; ".join(f"{number}: {title}" for number, title in found)
        message = f'More than one plan is called "{name}". Give its number instead: {titles}.'
        raise NotFound(message)
    return found[0][0]


def _places(desk: Desk) -> QWidget:
    from mentordesk.features.plans.screens.lists import PlanList

    return PlanList(desk)


def _plan(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.plans.screens.plan_page import PlanPage

    return PlanPage(desk, number)


def _target(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.plans.screens.target_page import TargetPage

    return TargetPage(desk, number)


def _targets(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.plans.screens.lists import target_list

    return target_list(desk, filters)


def _new_plan(desk: Desk) -> None:
    from mentordesk.features.plans.screens.plan_forms import new_plan

    new_plan(desk)


def _make_report(desk: Desk) -> None:
    from mentordesk.features.plans.screens.report_dialog import make_report

    make_report(desk)


def _search(desk: Desk, words: str) -> list[Found]:
    return [Found(row.title, row.detail, "target", row.link) for row in desk.read(found_plans, words)]


def _due(desk: Desk) -> int:
    return desk.read(reviews_due)


FEATURE = Feature(
    "plans",
    "Plans",
    "target",
    places=(Place("plans", "Plans", "target", _places, plan_page, _due),),
    links={"plan": _plan, "target": _target},
    lists={"targets": _targets},
    new=(New("New plan", "target", _new_plan, create_plan),),
    search=_search,
    reports=(
        ReportEntry(
            "smart-plan",
            "SMART plan",
            "A plan as funders draw it: the plan table, progress target by target, or the full report.",
            _make_report,
            plan_sheet,
        ),
    ),
    commands=(
        Command(("plan", "import"), "bring in a plan from a file", _import, _import_arguments),
        Command(("plan", "export"), "write a plan to a file", _export, _export_arguments),
        Command(("report", "smart-plan"), "a SMART plan: plan, progress or full", _report, _report_arguments),
    ),
)
