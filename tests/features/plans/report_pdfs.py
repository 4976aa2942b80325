"""Making plan reports in tests, and finding things in them."""

from collections.abc import Iterable
from dataclasses import replace

from mentordesk.features.plans.queries.sheet import PlanSheet, TargetSheet
from mentordesk.features.plans.reports import smart_plan_pdf
from mentordesk.features.plans.rules.report_options import Edition, ReportOptions
from tests.reporting.reading import Node


def pdf_of(sheet: PlanSheet, edition: Edition = Edition.FULL, **options: object) -> bytes:
    return smart_plan_pdf(sheet, replace(ReportOptions(edition=edition), **options))


def in_order(pieces: Iterable[str], text: str) -> None:
    """Each piece stands in the text after the one before it."""
    at = 0
    for piece in pieces:
        found = text.find(" ".join(piece.split()), at)
        assert found >= 0, f"missing, or out of order: {piece!r}"
        at = found + len(piece)


def table_with(root: Node, heading: str) -> Node:
    return next(table for table in root.all("Table") if heading in table.text)


def lengthened(target: TargetSheet, text: str) -> TargetSheet:
    review = target.reviews[-1]
    entry = replace(review.entries[0], met=text, not_met=text, lessons=text)
    return replace(target, reviews=(replace(review, entries=(entry, *review.entries[1:])),))
