"""The referral register of a period."""

from mentordesk.features.mentees.queries.lists import REFERRAL_COLUMNS, ReferralRow
from mentordesk.features.mentees.queries.register import RegisterSheet
from mentordesk.kernel.columns import Column
from mentordesk.kernel.exports import Tell
from mentordesk.kernel.formats import NOT_AVAILABLE, count_of, date_range, long_date
from mentordesk.reporting.blocks import tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.spreadsheet import spreadsheet
from mentordesk.reporting.tables import column_table, text_table

TITLE = "Referral register"
_PERSONAL = {"Name"}


def register_pdf(sheet: RegisterSheet, *, names: bool, progress: Progress | None = None) -> bytes:
    """Return the referral register as PDF; without `names` a reference stands for each person."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE}",
        edition="With names" if names else "Without names",
        marking="Confidential: contains names" if names else "Confidential",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, names),
    )
    document = Document(brand, TITLE, progress=progress)
    document.new_page(landscape=True)
    period = _period(sheet)
    prepared = [("Prepared by", sheet.prepared_by), ("Prepared on", long_date(sheet.as_at))]
    add_masthead(document, [("Period", period), *prepared])
    _add_counts(document, sheet, period)
    document.heading(1, "The register")
    if sheet.rows:
        columns = _columns(names=names)
        document.table(column_table(columns, sheet.rows, document.styles, summary=f"Referrals, {period}"))
    else:
        document.text("No referral in this period.")
    return document.finish()


def register_spreadsheet(
    sheet: RegisterSheet, *, names: bool, tell: Tell = lambda _done, _total: None
) -> bytes:
    """Return the referral register as a spreadsheet; without `names` a reference stands for each person."""
    about = (
        ("Organisation", sheet.organisation),
        ("Period", _period(sheet)),
        ("Names", "With names" if names else "Without names: a reference stands for each person"),
        ("Referrals", f"{len(sheet.rows):,}"),
        ("People", f"{sheet.people:,}, each counted once however often they were referred"),
        ("Decided", f"{sheet.decided:,}"),
        ("Days from referral to first session, median", _days(sheet.median_first_days)),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
        ("Who may read it", "Confidential: contains names" if names else "Confidential"),
    )
    return spreadsheet(TITLE, _columns(names=names), sheet.rows, about, tell)


def _columns(*, names: bool) -> list[Column[ReferralRow]]:
    return [column for column in REFERRAL_COLUMNS if names or column.title not in _PERSONAL]


def _add_counts(document: Document, sheet: RegisterSheet, period: str) -> None:
    document.heading(1, "Counts")
    document.text(f"Referrals made in this period: {period}. Somebody referred twice is counted once.")
    days, met = (_days(each) for each in (sheet.median_days, sheet.median_first_days))
    figures = [
        (f"{len(sheet.rows):,}", "referrals"),
        (f"{sheet.people:,}", "people"),
        (f"{sheet.decided:,}", "decided"),
        (days, "from referral to decision, median of those decided"),
        (met, "from referral to first session, median of those who had one"),
    ]
    document.table(tiles(figures, document.styles, summary="Counts"))
    for heading, counted in (("Decision", sheet.by_decision), ("Route", sheet.by_route)):
        if counted:
            rows = [(word, f"{count:,}") for word, count in counted]
            document.table(text_table((heading, "Referrals"), rows, document.styles))


def _period(sheet: RegisterSheet) -> str:
    if sheet.period:
        return date_range(sheet.period.first, sheet.period.last)
    return f"All referrals up to {long_date(sheet.as_at)}"


def _days(number: int | None) -> str:
    return NOT_AVAILABLE if number is None else count_of(number, "day")
