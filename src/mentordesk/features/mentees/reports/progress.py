"""The progress of one mentee: for a funder without names, for a partner, and in easy words for the mentee."""

from mentordesk.features.mentees.queries.pathways import PathwayPoint, given_words
from mentordesk.features.mentees.queries.progress_sheet import GoalSheet, ProgressSheet
from mentordesk.features.mentees.reports.easy_read import add_easy_read
from mentordesk.features.mentees.rules.outcomes import QUESTIONS
from mentordesk.features.mentees.rules.progress import Edition
from mentordesk.features.mentees.rules.ratings import Direction
from mentordesk.kernel.formats import count_of, date_range, duration, long_date, short_date
from mentordesk.records.goals import GoalStatus, StepStatus
from mentordesk.reporting.blocks import labelled, tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.parts import house_parts
from mentordesk.reporting.style import Styles
from mentordesk.reporting.tables import Table, text_table
from mentordesk.reporting.then_now import then_now_figures

_TITLES = {
    Edition.FUNDER: "Mentee progress report",
    Edition.PARTNER: "Mentee progress report",
    Edition.MENTEE: "My progress",
}
_MARKINGS = {
    Edition.FUNDER: "Confidential: without names",
    Edition.PARTNER: "Confidential: contains names",
    Edition.MENTEE: "Private: keep it in a safe place",
}


def progress_pdf(
    sheet: ProgressSheet, *, large_print: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the progress of one mentee as PDF, in the edition that the sheet was read for.

    The edition for the mentee is always in large print.
    """
    title = _TITLES[sheet.edition]
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {title} · {sheet.reference}",
        edition=sheet.edition.label,
        marking=_MARKINGS[sheet.edition],
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, large_print),
    )
    easy = sheet.edition is Edition.MENTEE
    document = Document(brand, title, large_print=large_print or easy, progress=progress)
    document.new_page(landscape=False)
    if easy:
        add_easy_read(document, sheet)
        return document.finish()
    add_masthead(document, _facts(sheet))
    _add_summary(document, sheet)
    _add_sessions(document, sheet)
    _add_pathways(document, sheet)
    _add_goals(document, sheet)
    _add_outcomes(document, sheet)
    _add_next(document, sheet)
    return document.finish()


def _facts(sheet: ProgressSheet) -> list[tuple[str, str]]:
    mentee = f"{sheet.name} ({sheet.reference})" if sheet.name else sheet.reference
    return [
        ("Mentee", mentee),
        ("Period", date_range(sheet.period.first, sheet.period.last)),
        ("Edition", sheet.edition.label),
        ("For", sheet.partner),
        ("Basis for sharing", sheet.basis),
        ("Worker", sheet.worker),
        ("Status", sheet.status),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]


def _add_summary(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "Time with us")
    for each in sheet.episodes:
        ended = f" to {long_date(each.exit_date)}" if each.exit_date else ", and still with us"
        reason = f". {each.exit_reason}." if each.exit_reason else "."
        document.text(f"From {long_date(each.start_date)}{ended}{reason}")
    if not sheet.episodes:
        document.text("They were not with us in this period.")
    changed = [each.standing for each in sheet.pathways if each.standing.change is not None]
    better = sum(each.direction in {Direction.IMPROVED, Direction.MAINTAINED} for each in changed)
    done = sum(goal.status is GoalStatus.COMPLETED for goal in sheet.goals)
    steps = [step for goal in sheet.goals for step in goal.steps]
    taken = sum(step.status is StepStatus.COMPLETE for step in steps)
    figures = [
        (f"{better} of {len(changed)}", "pathways improved or maintained, of those with a distance"),
        (f"{sheet.sessions.came:,}", "sessions they came to"),
        (f"{done} of {len(sheet.goals)}", "goals completed"),
        (f"{taken} of {len(steps)}", "steps done"),
    ]
    document.table(tiles(figures, document.styles, summary="In numbers"))
    document.add(*(labelled("Summary at the end", sheet.summary, document.styles) if sheet.summary else ()))


def _add_sessions(document: Document, sheet: ProgressSheet) -> None:
    found = sheet.sessions
    document.heading(2, "Sessions", with_next=document.styles.with_table)
    rows = [
        *((f"Came to: {name.lower()}", f"{count:,}") for name, count in found.attended),
        *((f"Did not come: {name.lower()}", f"{count:,}") for name, count in found.missed),
        *((f"Called off before: {name.lower()}", f"{count:,}") for name, count in found.called_off),
    ]
    if not rows:
        document.text("No session in this period.")
        return
    period = date_range(sheet.period.first, sheet.period.last)
    took = f", {duration(found.minutes)} together" if found.minutes else ""
    document.text(f"{period}: {count_of(found.came, 'session')}{took}.", document.styles.note)
    summary = f"Sessions, {period}: {count_of(found.came, 'session')} held"
    document.table(text_table(("", "Sessions"), rows, document.styles, shares=(70, 30), summary=summary))


def _add_pathways(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "Pathways, then and now", with_next=160)
    chart = sheet.chart
    if chart is None:
        document.text("No pathway was rated up to the end of this period.")
        return
    note = document.styles.note
    document.text(f"{chart.title}. As they stood on {long_date(sheet.period.last)}.", note)
    document.text(
        "The scale goes from 0, crisis, to 10, settled, and is agreed with the mentee. Then is the baseline: "
        f"the first rating in the first 28 days. {chart.note}",
        note,
    )
    document.add(*then_now_figures(chart, document.styles))
    document.space(document.styles.body.leading)
    document.table(_pathway_table(sheet.pathways, document.styles, chart.title))


def _pathway_table(points: tuple[PathwayPoint, ...], styles: Styles, title: str) -> Table:
    """Return the ratings with their dates; the column of the period's beginning only where it says more."""
    earlier = any(each.before and each.before != each.standing.baseline for each in points)
    headings = ["Pathway", "Baseline", *(["When the period began"] if earlier else []), "Now", "Distance"]
    rows = [
        (
            each.name,
            given_words(each.standing.baseline),
            *([given_words(each.before)] if earlier else []),
            given_words(each.standing.latest),
            each.standing.words,
        )
        for each in points
    ]
    shares = (34, *((22,) * (len(headings) - 2)), 26)
    return text_table(headings, rows, styles, shares=shares, summary=title)


def _add_goals(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "Goals and steps")
    if not sheet.goals:
        document.text("No goal in this period.")
        return
    document.text(
        f"Goals as they stand on {long_date(sheet.as_at)}. Those closed before the period are left out.",
        document.styles.note,
    )
    for number, goal in enumerate(sheet.goals, start=1):
        document.heading(3, f"Goal {number}: {goal.title}")
        document.text(" ".join(_goal_facts(goal)), document.styles.note)
        if goal.own_words:
            document.add(*labelled("In their own words", goal.own_words, document.styles))
        if goal.archive_reason:
            document.add(*labelled("Why it was archived", goal.archive_reason, document.styles))
        if goal.steps:
            document.space(document.styles.body.leading / 2)
            document.table(_steps_table(goal, number, document.styles))
        else:
            document.text("No steps yet.")


def _goal_facts(goal: GoalSheet) -> list[str]:
    facts = [f"{goal.status.label}{f' on {long_date(goal.closed_date)}' if goal.closed_date else ''}."]
    if goal.pathway:
        facts.append(f"Pathway: {goal.pathway}.")
    if goal.target_date:
        facts.append(f"Wanted by {long_date(goal.target_date)}.")
    return facts


def _steps_table(goal: GoalSheet, number: int, styles: Styles) -> Table:
    rows = [
        (f"{at}. {step.wording}", step.status.label, short_date(step.due_date) or "–")
        for at, step in enumerate(goal.steps, start=1)
    ]
    summary = f"Steps of goal {number}: {count_of(len(rows), 'step')}"
    return text_table(("Step", "Status", "Wanted by"), rows, styles, shares=(60, 20, 20), summary=summary)


def _add_outcomes(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "Outcomes", with_next=document.styles.with_table)
    if sheet.outcomes:
        headings = ("", *(f"{each.stage.label}, {short_date(each.asked_date)}" for each in sheet.outcomes))
        rows = [
            (question, *(each.answers[at] for each in sheet.outcomes))
            for at, question in enumerate(QUESTIONS.values())
        ]
        document.table(text_table(headings, rows, document.styles, summary="Outcomes that can be counted"))
    else:
        document.text("No outcome that can be counted was asked about up to the end of this period.")
    if sheet.desired:
        document.heading(3, "What the referral hoped for", with_next=document.styles.with_table)
        wished = [
            (each.wording, each.achieved.label if each.achieved else "Not said yet") for each in sheet.desired
        ]
        document.table(text_table(("Desired outcome", "Reached"), wished, document.styles, shares=(70, 30)))


def _add_next(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "What comes next")
    document.add(*house_parts(sheet.next_steps, document.styles.body))
    steps = [(goal, step) for goal in sheet.goals if (step := goal.next_step)]
    if steps:
        document.table(
            text_table(
                ("Goal", "Next step", "Wanted by"),
                [(goal.title, step.wording, short_date(step.due_date) or "–") for goal, step in steps],
                document.styles,
                shares=(38, 42, 20),
                summary="The next step of each goal",
            )
        )
    if not steps and not sheet.next_steps.strip():
        document.text("Nothing has been agreed yet.")
