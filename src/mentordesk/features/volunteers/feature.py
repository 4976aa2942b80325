"""What volunteers offer to the program: the place, their page, search, settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.volunteers.operations.pipeline import add_volunteer
from mentordesk.features.volunteers.operations.support import record_group_talk
from mentordesk.features.volunteers.queries.board import stages_sheet
from mentordesk.features.volunteers.queries.development import (
    development_sheet,
    development_view,
    volunteers_named,
)
from mentordesk.features.volunteers.queries.hours import hours_of
from mentordesk.features.volunteers.queries.lists import found_volunteers, volunteer_page, volunteers_waiting
from mentordesk.features.volunteers.queries.papers import badge_sheet, profile_sheet
from mentordesk.features.volunteers.queries.standards import standard_sheet
from mentordesk.features.volunteers.queries.support import support_view
from mentordesk.features.volunteers.queries.training_one import (
    training_sheet,
    training_view,
)
from mentordesk.features.volunteers.queries.volunteer_report import volunteer_report
from mentordesk.features.volunteers.rules.naming import one_of
from mentordesk.features.volunteers.rules.volunteer_report import (
    ReportChoice,
    ReportEdition,
    report_problems,
)
from mentordesk.kernel.dates import Period, parse_date
from mentordesk.kernel.errors import Invalid, NotFound
from mentordesk.kernel.exports import Export
from mentordesk.ui.feature import (
    ActionEntry,
    Command,
    CommandContext,
    Feature,
    Filters,
    Found,
    New,
    PanelEntry,
    Place,
    ReportEntry,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.volunteers.screens.lists import VolunteerPlace

    return VolunteerPlace(desk)


def _volunteer(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.volunteer_page import VolunteerPage

    return VolunteerPage(desk, number)


def _volunteers(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.lists import VolunteerList

    return VolunteerList(desk, filters, in_tab=False)


def _development(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.development_tab import DevelopmentTab

    return DevelopmentTab(desk, number)


def _developments(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.development_list import PRESENT, DevelopmentList

    return DevelopmentList(desk, filters or PRESENT, in_tab=False)


def _make_development(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.report_dialogs import make_development

    make_development(desk)


def _training(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.training_tab import TrainingTab

    return TrainingTab(desk, number)


def _training_event(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.training_event import TrainingEventPage

    return TrainingEventPage(desk, number)


def _training_done(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.training_panel import done_listing
    from mentordesk.ui.list_page import ListPage

    return ListPage(desk, done_listing(filters, in_tab=False))


def _standard(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.standards import StandardPage

    return StandardPage(desk, number)


def _make_standard(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.report_dialogs import make_standard

    make_standard(desk)


def _make_training(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.report_dialogs import make_training

    make_training(desk)


def _training_record(context: CommandContext) -> None:
    from mentordesk.features.volunteers.reports.training import training_pdf

    chosen = context.arguments
    number = _one_volunteer(context)
    content = training_pdf(context.store.read(training_sheet, number), large_print=chosen.large_print)
    context.save(chosen.out, content, Export("report:training-record", "pdf", number))


def _paper_arguments(parser: ArgumentParser) -> None:
    says = "the volunteer's number or whole name"
    parser.add_argument("--volunteer", required=True, metavar="REF", help=says)
    parser.add_argument("--large-print", action="store_true", help="larger letters")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _one_volunteer(context: CommandContext) -> int:
    asked = context.arguments.volunteer
    found = context.store.read(volunteers_named, asked)
    if wrong := one_of(found, asked):
        raise NotFound(wrong)
    return found[0][0]


def _pdp(context: CommandContext) -> None:
    from mentordesk.features.volunteers.reports.development import development_pdf

    chosen = context.arguments
    number = _one_volunteer(context)
    sheet = context.store.read(development_sheet, number)
    content = development_pdf(sheet, large_print=chosen.large_print)
    context.save(chosen.out, content, Export("report:pdp", "pdf", number))


def _support(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.support_tab import SupportTab

    return SupportTab(desk, number)


def _support_list(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.support_lists import SupportList

    return SupportList(desk, filters, in_tab=False)


def _support_talks(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.support_lists import talk_listing
    from mentordesk.ui.list_page import ListPage

    return ListPage(desk, talk_listing(filters))


def _support_actions(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.support_lists import action_listing
    from mentordesk.ui.list_page import ListPage

    return ListPage(desk, action_listing(filters))


def _hours(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.hours import HoursTab

    return HoursTab(desk, number)


def _given_hours(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.hours import given_listing
    from mentordesk.ui.list_page import ListPage

    return ListPage(desk, given_listing(filters))


def _make_report(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.report_forms import make_volunteer_report

    make_volunteer_report(desk)


def _make_badges(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.report_forms import make_badges

    make_badges(desk)


def _show_profile(desk: Desk, number: int) -> None:
    from mentordesk.features.volunteers.screens.report_forms import show_profile

    show_profile(desk, number)


def _report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", required=True, metavar="DATE", help="the first day")
    parser.add_argument("--to", dest="last", required=True, metavar="DATE", help="the last day")
    parser.add_argument("--edition", default="funder", choices=[edition.value for edition in ReportEdition])
    parser.add_argument("--large-print", action="store_true", help="larger letters")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _report(context: CommandContext) -> None:
    from mentordesk.features.volunteers.reports.volunteers import volunteers_pdf

    given = context.arguments
    first, last = _day(context, "from", given.first), _day(context, "to", given.last)
    chosen = ReportChoice(first, last, ReportEdition(given.edition), given.large_print)
    if problems := report_problems(chosen):
        raise Invalid(problems)
    sheet = context.store.read(volunteer_report, Period(first, last), ReportEdition(given.edition))
    content = volunteers_pdf(sheet, large_print=chosen.large_print)
    context.save(given.out, content, Export("report:volunteers", "pdf", filters=chosen.labels()))


def _day(context: CommandContext, name: str, words: str) -> date:
    found = parse_date(words, context.store.clock().astimezone().date())
    if found is None:
        raise Invalid({name: f'"{words}" is not a date. Try 3/9/2026.'})
    return found


def _group_talk(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.support_forms import new_group_talk

    new_group_talk(desk)


def _stages(desk: Desk) -> QWidget:
    from mentordesk.features.volunteers.screens.settings import StagesPage

    return StagesPage(desk)


def _new(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.forms import new_volunteer

    new_volunteer(desk)


def _search(desk: Desk, words: str) -> list[Found]:
    if not desk.may(found_volunteers):
        return []
    return [
        Found(row.title, row.detail, "hand-heart", row.link) for row in desk.read(found_volunteers, words)
    ]


FEATURE = Feature(
    "volunteers",
    "Volunteers",
    "hand-heart",
    places=(
        Place(
            "volunteers",
            "Volunteers",
            "hand-heart",
            _place,
            volunteer_page,
            lambda desk: desk.read(volunteers_waiting),
        ),
    ),
    links={"mentor": _volunteer, "training_event": _training_event, "standard": _standard},
    lists={
        "some_volunteers": _volunteers,
        "development": _developments,
        "training_done": _training_done,
        "support": _support_list,
        "support_talks": _support_talks,
        "support_actions": _support_actions,
        "given_hours": _given_hours,
    },
    panels={
        "mentor": (
            PanelEntry("development", "Development", _development, development_view),
            PanelEntry("training", "Training", _training, training_view),
            PanelEntry("support", "Support", _support, support_view),
            PanelEntry("hours", "Hours", _hours, hours_of),
        ),
    },
    reports=(
        ReportEntry(
            "pdp",
            "Personal development plan",
            "One volunteer's objectives, what came of them and every review, with room for both signatures.",
            _make_development,
            development_sheet,
        ),
        ReportEntry(
            "training-record",
            "Training record",
            "What one volunteer has to do, did, and until when it counts.",
            _make_training,
            training_sheet,
        ),
        ReportEntry(
            "quality-standard",
            "Progress towards a quality standard",
            "How we stand with each requirement: evidence, what is still to do, owner and review.",
            _make_standard,
            standard_sheet,
        ),
        ReportEntry(
            "volunteers",
            "Volunteer report",
            "Numbers, retention, hours and their value, development plans, training and support.",
            _make_report,
            volunteer_report,
        ),
        ReportEntry(
            "badges",
            "Identity badges",
            "Badges of volunteers to cut out, eight on a page, with room for a photo.",
            _make_badges,
            badge_sheet,
        ),
    ),
    commands=(
        Command(("report", "pdp"), "one volunteer's development plan", _pdp, _paper_arguments),
        Command(
            ("report", "training-record"), "one volunteer's training", _training_record, _paper_arguments
        ),
        Command(("report", "volunteers"), "the volunteers of a period", _report, _report_arguments),
    ),
    settings=(Place("stages", "Volunteers", "hand-heart", _stages, stages_sheet),),
    new=(
        New("New volunteer", "user-plus", _new, add_volunteer),
        New("Group talk of volunteers", "users", _group_talk, record_group_talk),
    ),
    search=_search,
    actions={"mentor": (ActionEntry("profile", "Profile PDF", _show_profile, profile_sheet),)},
)
