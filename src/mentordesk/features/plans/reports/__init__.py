"""The SMART plan report: one plan as a plan table, as progress pages, or as a full report for a funder."""

from mentordesk.features.plans.queries.sheet import PlanSheet
from mentordesk.features.plans.reports.full import add_full_report
from mentordesk.features.plans.reports.progress_pages import add_progress_pages
from mentordesk.features.plans.reports.smart_table import add_smart_table
from mentordesk.features.plans.reports.words import Words
from mentordesk.features.plans.rules.report_options import Edition, ReportOptions, Section
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint

MARKING = "Confidential: for partners and funders"

__all__ = ["smart_plan_pdf"]


def smart_plan_pdf(sheet: PlanSheet, options: ReportOptions, progress: Progress | None = None) -> bytes:
    """Return the report of a plan as PDF; the period is the one that the sheet was read for.

    `progress` is told how many targets are printed and how many there are to print; it raises to cancel.
    """
    words = Words(sheet, options)
    document = Document(
        _brand(words),
        words.title,
        large_print=options.large_print,
        progress=progress,
        steps=_steps(sheet, options),
    )
    if options.edition is Edition.FULL:
        add_full_report(document, words)
        return document.finish()
    plan = options.edition is Edition.PLAN
    document.new_page(landscape=True)
    add_masthead(document, [("Area or project", words.subtitle), *words.facts()])
    if plan:
        add_smart_table(document, words)
    else:
        add_progress_pages(document, words)
    return document.finish()


def _brand(words: Words) -> Brand:
    sheet, options = words.sheet, words.options
    return Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {words.title}",
        edition=options.edition.label,
        marking=MARKING,
        acknowledgement=words.acknowledgement,
        footer=sheet.footer,
        fingerprint=fingerprint(sheet.trail_head, sheet, options),
    )


def _steps(sheet: PlanSheet, options: ReportOptions) -> int:
    if options.edition is not Edition.FULL:
        return len(sheet.targets)
    return len(sheet.targets) * len(options.sections & {Section.PLAN, Section.PROGRESS})
