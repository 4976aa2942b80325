"""The activity report of a period: for funders, for trustees, and inside the charity."""

from collections.abc import Callable, Iterable, Sequence

from mentordesk.features.sessions.queries.activity import ActivitySheet
from mentordesk.features.sessions.rules.activity import FEW, Activity, ActivityEdition, Line
from mentordesk.features.sessions.rules.figures import (
    ATTENDANCES_ARE,
    EXPECTED_ARE,
    HOURS_ARE,
    KINDS_ARE,
    NOT_HELD_ARE,
    PATHWAYS_ARE,
    PEOPLE_ARE,
    SESSIONS_ARE,
    hours,
)
from mentordesk.features.sessions.rules.periods import period_words
from mentordesk.kernel.charts import ThenNowBar, ThenNowChart
from mentordesk.kernel.formats import NOT_AVAILABLE, count_of, long_date, percent
from mentordesk.kernel.suppression import HIDDEN
from mentordesk.reporting.blocks import tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import text_table
from mentordesk.reporting.then_now import then_now_figures

TITLE = "Activity report"
_MARKINGS = {
    ActivityEdition.FUNDER: "Without names; small numbers are held back",
    ActivityEdition.TRUSTEE: "Confidential: for trustees, without names",
    ActivityEdition.INTERNAL: "Confidential: names mentors and gives references of people",
}
_HELD_BACK = (
    f"Where {HIDDEN} stands, a number is held back: it is {FEW}, none included, or would give such a "
    "number away. "
    "Do not publish a second report for almost the same period: the difference could give one away too."
)
_POINTS = ("Before", "Now")
_NOW, _BEFORE = "This period", "Period before"

Row = tuple[str, ...]


def activity_pdf(
    sheet: ActivitySheet, *, large_print: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the activity of a period as PDF, in the edition that the sheet was read for."""
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
    add_masthead(
        document,
        [
            ("Period", period_words(sheet.period)),
            ("Compared with", period_words(sheet.period_before)),
            ("Edition", sheet.edition.label),
            ("Prepared by", sheet.prepared_by),
            ("Prepared on", long_date(sheet.as_at)),
        ],
    )
    _add_numbers(document, sheet)
    _add_not_held(document, sheet)
    _add_kinds(document, sheet)
    _add_pathways(document, sheet)
    _add_cadence(document, sheet)
    _add_how(document, sheet)
    _add_referrals(document, sheet)
    if sheet.edition is ActivityEdition.INTERNAL:
        _add_mentors(document, sheet)
        _add_people(document, sheet)
    _add_definitions(document)
    return document.finish()


def _add_numbers(document: Document, sheet: ActivitySheet) -> None:
    now, then = sheet.now, sheet.then
    document.heading(2, "In numbers")
    if sheet.period.last > sheet.as_at:
        document.text(f"This period is not over. The figures stand as on {long_date(sheet.as_at)}.")
    figures = [
        (_number(now.sessions), "sessions held"),
        (_number(now.attendances), "attendances"),
        (_number(now.people), "people seen"),
        (_hours(now.minutes), "hours"),
    ]
    document.table(tiles(figures, document.styles, summary=f"In numbers, {period_words(sheet.period)}"))
    document.space(document.styles.body.leading / 2)
    rows = [
        _compared("Referrals", now.referrals, then.referrals),
        _compared("Referrals accepted", now.accepted, then.accepted),
        _compared("Active mentees", now.active, then.active),
        _compared("Sessions held", now.sessions, then.sessions),
        _compared("Attendances", now.attendances, then.attendances),
        _compared("People seen", now.people, then.people),
        ("Hours", _hours(now.minutes), _hours(then.minutes), _hours_change(now, then)),
        _compared("Sessions missed", now.missed, then.missed),
        _compared("Sessions cancelled", now.cancelled, then.cancelled),
        _compared("People met for the first time", now.first_met, then.first_met),
        ("Days from referral to first session, the middle one", _days(now), _days(then), "–"),
    ]
    _table(document, sheet, ("", _NOW, _BEFORE, "Change"), rows, "In numbers", (46, 18, 18, 18))
    if sheet.edition is ActivityEdition.FUNDER:
        document.text(_HELD_BACK, document.styles.note)


def _add_not_held(document: Document, sheet: ActivitySheet) -> None:
    now, then = sheet.now, sheet.then
    document.heading(2, "Sessions held, missed and cancelled", with_next=160)
    pairs = (
        ("Held", now.sessions, then.sessions),
        ("Missed", now.missed, then.missed),
        ("Cancelled", now.cancelled, then.cancelled),
    )
    bars = tuple(_bar(name, this, before, _number) for name, this, before in pairs)
    _chart(document, sheet, "Sessions by what became of them", bars)
    for name, lines, earlier in (
        ("Missed", now.by_missed_reason, then.by_missed_reason),
        ("Cancelled", now.by_cancelled_reason, then.by_cancelled_reason),
    ):
        document.heading(3, f"{name}, by reason", with_next=document.styles.with_table)
        if not lines:
            document.text(f"No session was {name.lower()} in either period.")
            continue
        rows = [(each, _number(this), _number(before)) for each, this, before in _paired(lines, earlier)]
        _table(document, sheet, ("Reason", _NOW, _BEFORE), rows, f"{name}, by reason", (60, 20, 20))


def _add_kinds(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "Hours, by who gave them", with_next=160)
    earlier = {line.name: line for line in sheet.then.by_kind}
    bars = tuple(
        _bar(line.name, line.minutes, earlier[line.name].minutes, _hours) for line in sheet.now.by_kind
    )
    _chart(document, sheet, "Hours of sessions", bars)
    rows = [
        (
            line.name,
            "–" if line.people is None and line.count is not None else _number(line.people),
            _number(line.count),
            _hours(line.minutes),
            _hours(earlier[line.name].minutes),
        )
        for line in sheet.now.by_kind
    ]
    headings = ("", "Volunteers", "Sessions", "Hours", "Hours before")
    _table(document, sheet, headings, rows, "Hours, by who gave them", (36, 16, 16, 16, 16))
    duties, before = _hours(sheet.now.duty_minutes), _hours(sheet.then.duty_minutes)
    document.text(
        f"Besides, volunteers gave {duties} hours to training, meetings, events and office work, without a "
        f"mentee (period before: {before}).",
        document.styles.note,
    )


def _add_pathways(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "Pathways touched", with_next=document.styles.with_table)
    now, then = sheet.now.by_pathway, sheet.then.by_pathway
    if not now:
        document.text("No pathway was noted at a session in either period.")
        return
    rows = [
        (line.name, _number(line.count), _number(line.people), _number(earlier.count))
        for line, earlier in zip(now, then, strict=True)
    ]
    headings = ("Pathway", "Attendances", "People", "Attendances before")
    _table(document, sheet, headings, rows, "Pathways touched", (46, 18, 14, 22))


def _add_cadence(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "As often as agreed", with_next=document.styles.with_table)
    rows = [
        (name, _number(found.expected), _number(found.held), _share(found))
        for name, found in ((_NOW, sheet.now), (_BEFORE, sheet.then))
    ]
    headings = ("", "Expected", "Held", "Share")
    _table(document, sheet, headings, rows, "As often as agreed", (40, 20, 20, 20), dated=False)


def _add_how(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "How sessions were held", with_next=document.styles.with_table)
    if not sheet.now.by_how:
        document.text("No session was held in this period.")
        return
    rows = [(line.name, _number(line.count), _hours(line.minutes)) for line in sheet.now.by_how]
    _table(document, sheet, ("How", "Sessions", "Hours"), rows, "How sessions were held", (60, 20, 20))


def _add_referrals(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "Referrals, by route", with_next=document.styles.with_table)
    lines, earlier = sheet.now.by_route, sheet.then.by_route
    if not lines:
        document.text("Nobody was referred in either period.")
        return
    rows = [(each, _number(this), _number(before)) for each, this, before in _paired(lines, earlier)]
    _table(document, sheet, ("Route", _NOW, _BEFORE), rows, "Referrals, by route", (60, 20, 20))


def _add_mentors(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "Who held the sessions", with_next=document.styles.with_table)
    if not sheet.mentors:
        document.text("Nobody held a session in this period.")
        return
    rows = [
        (each.name, each.kind.label if each.volunteer_id else "–", f"{each.sessions:,}", hours(each.minutes))
        for each in sheet.mentors
    ]
    headings = ("Name", "Kind", "Sessions", "Hours")
    _table(document, sheet, headings, rows, "Who held the sessions", (34, 34, 16, 16))


def _add_people(document: Document, sheet: ActivitySheet) -> None:
    document.heading(2, "People, by reference", with_next=document.styles.with_table)
    if not sheet.people:
        document.text("Nobody had a session in this period.")
        return
    rows = [
        (each.reference, f"{each.attended:,}", f"{each.absent:,}", f"{each.called_off:,}")
        for each in sheet.people
    ]
    headings = ("Reference", "Came", "Did not come", "Called off")
    _table(document, sheet, headings, rows, "People, by reference", (40, 20, 20, 20))
    if sheet.people_left_out:
        more = count_of(sheet.people_left_out, "more person", "more people")
        document.text(f"And {more}, who stand in the list of sessions.", document.styles.note)


def _add_definitions(document: Document) -> None:
    document.heading(2, "What is counted")
    said = [
        f"Sessions: {SESSIONS_ARE}",
        f"Attendances: {ATTENDANCES_ARE}",
        f"People seen: {PEOPLE_ARE}",
        f"Hours: {HOURS_ARE} {KINDS_ARE}",
        NOT_HELD_ARE,
        f"Pathways: {PATHWAYS_ARE} Somebody can touch several at one session.",
        EXPECTED_ARE,
        "Active mentees: people with a time with us that includes at least one day of the period.",
        (
            "Met for the first time: the first session that somebody came to is in the period. The days are "
            "counted from their first accepted referral; the middle one is the median."
        ),
    ]
    document.text("\n".join(f"- {each}" for each in said), document.styles.note)


def _table(
    document: Document,
    sheet: ActivitySheet,
    headings: Sequence[str],
    rows: Iterable[Row],
    name: str,
    shares: Sequence[float],
    *,
    dated: bool = True,
) -> None:
    summary = f"{name}, {period_words(sheet.period)}" if dated else name
    document.table(text_table(headings, rows, document.styles, shares=shares, summary=summary))


def _chart(document: Document, sheet: ActivitySheet, what: str, bars: tuple[ThenNowBar, ...]) -> None:
    """Add bars of this period beside the one before, with what they show; the table beside has the values."""
    title = f"{what}: {period_words(sheet.period)}, and {period_words(sheet.period_before)} before"
    most = max((each for bar in bars for each in (bar.then, bar.now) if each is not None), default=0)
    document.text(f"{title}.", document.styles.note)
    if most:
        chart = ThenNowChart(title, bars, most, points=_POINTS)
        document.add(*then_now_figures(chart, document.styles))
        document.space(document.styles.body.leading)


def _bar(name: str, now: int | None, then: int | None, words: Callable[[int | None], str]) -> ThenNowBar:
    return ThenNowBar(name, then, now, words(then), words(now), "")


def _paired(lines: Sequence[Line], earlier: Sequence[Line]) -> Iterable[tuple[str, int | None, int | None]]:
    """Give every name with its counts in both periods, which have the same names in the same order."""
    for now, then in zip(lines, earlier, strict=True):
        yield now.name, now.count, then.count


def _compared(name: str, now: int | None, then: int | None) -> Row:
    change = "–" if now is None or then is None else _signed(f"{now - then:,}")
    return name, _number(now), _number(then), change


def _number(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _hours(minutes: int | None) -> str:
    return HIDDEN if minutes is None else hours(minutes)


def _hours_change(now: Activity, then: Activity) -> str:
    if now.minutes is None or then.minutes is None:
        return "–"
    return _signed(hours(now.minutes - then.minutes))


def _signed(change: str) -> str:
    return change if change.startswith("-") or change in {"0", "0.0"} else f"+{change}"


def _days(found: Activity) -> str:
    if found.median_days is None:
        return HIDDEN if found.first_met is None else NOT_AVAILABLE
    return f"{found.median_days:,}"


def _share(found: Activity) -> str:
    if found.expected is None or found.held is None:
        return HIDDEN
    return percent(found.held, found.expected) if found.expected else NOT_AVAILABLE
