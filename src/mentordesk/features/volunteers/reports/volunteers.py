"""The volunteer report of a period: numbers, retention, hours and their value, plans, training, support."""

from mentordesk.features.volunteers.queries.volunteer_report import VolunteerReportSheet
from mentordesk.features.volunteers.rules.figures import DEFINITION as ACTIVE_IS
from mentordesk.features.volunteers.rules.hours import DEFINITION as HOURS_ARE
from mentordesk.features.volunteers.rules.hours import NO_RATE, in_hours, value_of
from mentordesk.features.volunteers.rules.volunteer_report import FEW, Counted, ReportEdition
from mentordesk.kernel.formats import NOT_AVAILABLE, date_range, long_date, money, percent
from mentordesk.kernel.suppression import HIDDEN
from mentordesk.reporting.blocks import tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import text_table

TITLE = "Volunteer report"
_MARKINGS = {
    ReportEdition.FUNDER: "Without names; small numbers are held back",
    ReportEdition.TRUSTEE: "Confidential: for trustees, without names",
    ReportEdition.INTERNAL: "Confidential: names volunteers",
}
_HELD_BACK = (
    f"The sign {HIDDEN} stands for a number that is held back: it is {FEW}, none included, or would give "
    "such a number away. Do not publish a second report for almost the same period: the difference could "
    "give one away too."
)
_SHARES = (50, 25, 25)


def volunteers_pdf(
    sheet: VolunteerReportSheet, *, large_print: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the volunteers of a period as PDF, in the edition that the sheet was read for."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE}",
        edition=sheet.edition.label,
        marking=_MARKINGS[sheet.edition],
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, large_print),
    )
    document = Document(brand, TITLE, large_print=large_print, progress=progress)
    document.new_page(landscape=False)
    period, before = _words(sheet)
    add_masthead(
        document,
        [
            ("Period", period),
            ("Compared with", before),
            ("Edition", sheet.edition.label),
            ("Prepared by", sheet.prepared_by),
            ("Prepared on", long_date(sheet.as_at)),
        ],
    )
    _add_numbers(document, sheet)
    _add_retention(document, sheet)
    _add_hours(document, sheet)
    _add_plans(document, sheet)
    _add_training(document, sheet)
    if sheet.edition is ReportEdition.INTERNAL:
        _add_givers(document, sheet)
    _add_definitions(document)
    return document.finish()


def _add_numbers(document: Document, sheet: VolunteerReportSheet) -> None:
    now, then = sheet.now, sheet.then
    document.heading(2, "In numbers")
    if sheet.period.last > sheet.as_at:
        document.text(f"This period is not over. The figures stand as on {long_date(sheet.as_at)}.")
    figures = [
        (_number(now.active), "active volunteers"),
        (_rate(now.retained, now.base), "retained over 12 months"),
        (HIDDEN if now.total is None else in_hours(now.total).split(" ")[0], "hours given"),
        (_value(now, sheet.hour_pence), "value (an estimate)"),
    ]
    document.table(tiles(figures, document.styles, summary=f"In numbers, {_words(sheet)[0]}"))
    document.space(document.styles.body.leading / 2)
    rows = [
        ("Active on the last day", _number(now.active), _number(then.active)),
        ("People who asked to volunteer", _number(now.enquiries), _number(then.enquiries)),
        ("Started in the period", _number(now.started), _number(then.started)),
        ("Left in the period", _number(now.left), _number(then.left)),
        ("Gave time in the period", _number(now.givers), _number(then.givers)),
    ]
    _table(document, sheet, "In numbers", rows)
    if sheet.edition is ReportEdition.FUNDER:
        document.text(_HELD_BACK, document.styles.note)


def _add_retention(document: Document, sheet: VolunteerReportSheet) -> None:
    now, then = sheet.now, sheet.then
    document.heading(2, "Retention over twelve months, at the last day", with_next=document.styles.with_table)
    rows = [
        ("Active twelve months before", _number(now.base), _number(then.base)),
        ("Of these, retained", _number(now.retained), _number(then.retained)),
        ("Retention", _rate(now.retained, now.base), _rate(then.retained, then.base)),
        ("Of these, completed the agreed term", _number(now.completed), _number(then.completed)),
        ("Of these, no longer active otherwise", _number(now.lost), _number(then.lost)),
        ("New since then", _number(now.joined), _number(then.joined)),
        ("Starters one to two years before", _number(now.starters), _number(then.starters)),
        (
            "Of these, stayed twelve months",
            _rate(now.stayed, now.starters),
            _rate(then.stayed, then.starters),
        ),
    ]
    _table(document, sheet, "Retention over twelve months", rows)
    document.heading(3, "Why people left in these twelve months", with_next=document.styles.with_table)
    if not now.reasons:
        document.text("Nobody left in the twelve months up to the last day.")
        return
    reasons = [(label, _number(count)) for label, count in now.reasons]
    document.table(
        text_table(("Reason", "People"), reasons, document.styles, shares=(75, 25), summary="Why people left")
    )


def _add_hours(document: Document, sheet: VolunteerReportSheet) -> None:
    now, then = sheet.now, sheet.then
    document.heading(2, "Hours and their value", with_next=document.styles.with_table)
    rows = [
        ("Mentoring", _hours(now.mentoring), _hours(then.mentoring)),
        ("Training", _hours(now.training), _hours(then.training)),
        ("Other duties", _hours(now.other), _hours(then.other)),
        ("Altogether", _hours(now.total), _hours(then.total)),
        ("Value (an estimate)", _value(now, sheet.hour_pence), _value(then, sheet.hour_pence)),
    ]
    _table(document, sheet, "Hours and their value", rows)
    if not sheet.hour_pence:
        document.text(NO_RATE, document.styles.note)
        return
    rate = money(sheet.hour_pence, exact=True)
    document.text(
        f"The value is an estimate for match funding, not money received: hours at {rate} an hour, the rate "
        "that the charity has set, in both periods.",
        document.styles.note,
    )


def _add_plans(document: Document, sheet: VolunteerReportSheet) -> None:
    plans = sheet.plans
    day = long_date(min(sheet.period.last, sheet.as_at))
    document.heading(2, f"Personal development plans, on {day}", with_next=document.styles.with_table)
    rows = [
        ("In place", _number(plans.placed), _rate(plans.placed, plans.people)),
        ("Working towards one", _number(plans.towards), _rate(plans.towards, plans.people)),
        ("No plan", _number(plans.none), _rate(plans.none, plans.people)),
        ("Everybody who was active", _number(plans.people), ""),
    ]
    headings = ("", "Volunteers", "Share")
    document.table(
        text_table(headings, rows, document.styles, shares=_SHARES, summary=f"Development plans, {day}")
    )


def _add_training(document: Document, sheet: VolunteerReportSheet) -> None:
    now, then = sheet.now, sheet.then
    document.heading(2, "Training and support", with_next=document.styles.with_table)
    rows = [
        ("Volunteers who trained", _number(now.trained), _number(then.trained)),
        ("Hours of training", _hours(now.training), _hours(then.training)),
        ("Volunteers who had a talk of support", _number(now.supported), _number(then.supported)),
        ("Talks of support", _number(now.talks), _number(then.talks)),
    ]
    _table(document, sheet, "Training and support", rows)


def _add_givers(document: Document, sheet: VolunteerReportSheet) -> None:
    document.heading(2, "Who gave time", with_next=document.styles.with_table)
    if not sheet.givers:
        document.text("Nobody gave time in this period.")
        return
    rows = [
        (
            f"{each.name} ({each.reference})",
            _hours(each.hours.mentoring),
            _hours(each.hours.training),
            _hours(each.hours.other),
            _hours(each.hours.total),
        )
        for each in sheet.givers
    ]
    headings = ("Volunteer", "Mentoring", "Training", "Other", "Altogether")
    document.table(
        text_table(headings, rows, document.styles, shares=(40, 15, 15, 15, 15), summary="Who gave time")
    )


def _add_definitions(document: Document) -> None:
    document.heading(2, "What is counted")
    said = [
        ACTIVE_IS,
        (
            "Retained: active twelve months before the last day, and active on it. The rate is their share "
            "of everybody who was active then. Completed the agreed term: left when the time they had "
            "agreed to was fulfilled, which is no loss."
        ),
        (
            "Starters: who began one to two years before the last day. Stayed: active on the day twelve "
            "months after their own start."
        ),
        "Left: the last day of service is in the period, and they were not back within three months.",
        f"Hours. {HOURS_ARE}",
        (
            "Development plans: of those who were active on the last day, or today if the period is not "
            "over. In place: both had signed it. Working towards one: begun, and not signed by both."
        ),
        (
            "Talks of support: every volunteer who took part counts once for each talk; talks in groups and "
            "debriefs are included."
        ),
    ]
    document.text("\n".join(f"- {each}" for each in said), document.styles.note)


def _table(
    document: Document, sheet: VolunteerReportSheet, name: str, rows: list[tuple[str, str, str]]
) -> None:
    period, _ = _words(sheet)
    headings = ("", "This period", "Period before")
    document.table(text_table(headings, rows, document.styles, shares=_SHARES, summary=f"{name}, {period}"))


def _words(sheet: VolunteerReportSheet) -> tuple[str, str]:
    period, before = sheet.period, sheet.period_before
    return date_range(period.first, period.last), date_range(before.first, before.last)


def _number(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _hours(minutes: int | None) -> str:
    return HIDDEN if minutes is None else in_hours(minutes)


def _value(found: Counted, hour_pence: int) -> str:
    if not hour_pence:
        return NOT_AVAILABLE
    return HIDDEN if found.total is None else money(value_of(found.total, hour_pence), exact=True)


def _rate(part: int | None, whole: int | None) -> str:
    if part is None or whole is None:
        return HIDDEN
    return percent(part, whole) if whole else NOT_AVAILABLE
