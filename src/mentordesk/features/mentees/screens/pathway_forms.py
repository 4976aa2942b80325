"""The forms of pathways: rating them at a date, correcting that, a status, and the lists themselves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.pathway_lists import (
    add_pathway,
    choose_pathway_list,
    rename_pathway,
)
from mentordesk.features.mentees.operations.pathways import (
    correct_ratings,
    rate_pathways,
    set_pathway_status,
)
from mentordesk.features.mentees.queries.pathways import (
    ListView,
    PathwayName,
    PathwayRow,
    RatedDay,
    draft_of,
    pathway_lists,
    pathways_view,
    rated_day,
    rating_start,
)
from mentordesk.features.mentees.rules.pathway_lists import ListChoice, PathwayDraft, pathway_problems
from mentordesk.features.mentees.rules.ratings import (
    NOT_VALIDATED,
    Answer,
    RatingDraft,
    RatingLine,
    StatusDraft,
    rating_problems,
    scale_words,
    status_problems,
)
from mentordesk.features.mentees.screens.score_field import ScoreField
from mentordesk.kernel.errors import NotFound
from mentordesk.kernel.formats import long_date
from mentordesk.records.pathways import PathwayState
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, LineField, ListField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

_GONE = "This is no longer there. Somebody may have changed it; close this form and look again."


def new_rating(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form that rates all pathways at a date in one go."""
    start = desk.read(rating_start, mentee_id)
    form = _rating_form(
        desk,
        ("rating", mentee_id),
        "Rate pathways",
        start,
        lambda draft, _version: desk.write(rate_pathways, mentee_id, draft),
    )
    form.fill(draft_of(start))
    return _open(desk, form, "Save ratings", "Ratings saved.")


def correct_rating(desk: Desk, mentee_id: int, day: date) -> FormDialog:
    """Open the form that corrects the ratings of a date."""

    def fresh() -> tuple[RatingDraft, int]:
        found = desk.read(rated_day, mentee_id, day)
        if found is None:
            raise NotFound(_GONE)
        return draft_of(found), found.version

    start = desk.read(rated_day, mentee_id, day)
    if start is None:
        raise NotFound(_GONE)
    form = _rating_form(
        desk,
        (f"rating of {day.isoformat()}", mentee_id),
        f"Correct the ratings of {long_date(day)}",
        start,
        lambda draft, version: desk.write(correct_ratings, mentee_id, day, version, draft),
        fresh,
    )
    form.fill(draft_of(start), start.version)
    return _open(desk, form, "Save correction", "Ratings corrected.")


def _rating_form(
    desk: Desk,
    subject: tuple[str, int],
    title: str,
    start: RatedDay,
    save: Callable[[RatingDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[RatingDraft]:
    today = desk.today()
    names = {line.pathway_id: name for name, line in start.lines}
    plain = {number: name.partition(" – last time")[0] for number, name in names.items()}
    form = Form(
        desk,
        *subject,
        title=title,
        draft=RatingDraft,
        save=save,
        problems=lambda draft: rating_problems(draft, plain, today),
        fresh=fresh,
    )
    form.section(
        "",
        DateField("rating_date", "Rated on", today=today),
        note=f"Higher is better. {scale_words()}. Odd numbers lie between. {NOT_VALIDATED} "
        "By keyboard: type the number, N for not applicable or U for not asked; Tab goes on.",
    )
    form.add(
        ListField(
            "ratings",
            "Pathways",
            lambda: [ScoreField("answer", "Rating"), LineField("note", "Note", optional=True)],
            make=_rating_line,
            item="pathway",
            carry=("pathway_id",),
            heading=lambda carried: names.get(carried["pathway_id"], "Pathway"),
            fixed=True,
            stacked=True,
        ),
        CheckField("agreed", "Agreed with the mentee"),
    )
    return form


def _rating_line(pathway_id: int, answer: Answer | None, note: str | None) -> RatingLine:
    return RatingLine(pathway_id, answer, note or "")


def edit_status(desk: Desk, mentee_id: int, row: PathwayRow) -> FormDialog:
    """Open the form that says where a mentee is on one pathway."""

    def fresh() -> tuple[StatusDraft, int]:
        rows = desk.read(pathways_view, mentee_id).rows
        found = next((each for each in rows if each.id == row.id), row)
        return found.status, found.status_version

    form = Form(
        desk,
        f"pathway status {row.id}",
        mentee_id,
        title=f"{row.name}: status",
        draft=StatusDraft,
        save=lambda draft, version: desk.write(set_pathway_status, mentee_id, row.id, version, draft),
        problems=status_problems,
        fresh=fresh,
    )
    form.section(
        "", ChoiceField("state", "Status", PathwayState), TextField("note", "Note", optional=True, lines=3)
    )
    form.fill(*fresh())
    return _open(desk, form, "Save status", "Status saved.")


def choose_list(desk: Desk, over: QWidget) -> FormDialog:
    """Open the form that chooses which list of pathways is in use."""
    lists = desk.read(pathway_lists)
    form = Form(
        desk,
        "pathway_list",
        title="Choose the list of pathways",
        draft=ListChoice,
        save=lambda draft, _version: desk.write(choose_pathway_list, draft),
        problems=lambda draft: {} if draft.list_id else {"list_id": "Choose a list."},
    )
    form.section(
        "",
        ChoiceField("list_id", "List in use", [(each.id, each.name) for each in lists]),
        note="This holds for everybody. Ratings on the other lists are kept, and count for a pathway that "
        "goes on from theirs.",
    )
    form.fill(ListChoice(next((each.id for each in lists if each.in_use), None)))
    return _open(desk, form, "Use this list", "The list of pathways was changed.", over)


def new_pathway(desk: Desk, over: QWidget, kept: ListView) -> FormDialog:
    """Open the form that adds a pathway of the charity's own to a list."""
    form = _name_form(
        desk,
        ("new_pathway", kept.id),
        f"Add a pathway to {kept.name}",
        [each.name for each in kept.pathways],
        lambda draft, _version: desk.write(add_pathway, kept.id, draft),
    )
    form.fill(PathwayDraft())
    return _open(desk, form, "Add pathway", "Pathway added.", over)


def edit_pathway(desk: Desk, over: QWidget, kept: ListView, pathway: PathwayName) -> FormDialog:
    """Open the form that gives a pathway another name."""
    form = _name_form(
        desk,
        ("pathway", pathway.id),
        f"Rename {pathway.name}",
        [each.name for each in kept.pathways if each.id != pathway.id],
        lambda draft, version: desk.write(rename_pathway, pathway.id, version, draft),
    )
    form.fill(PathwayDraft(pathway.name), pathway.version)
    return _open(desk, form, "Save name", "Pathway renamed.", over)


def _name_form(
    desk: Desk,
    subject: tuple[str, int],
    title: str,
    others: list[str],
    save: Callable[[PathwayDraft, int], Any],
) -> Form[PathwayDraft]:
    form = Form(
        desk,
        *subject,
        title=title,
        draft=PathwayDraft,
        save=save,
        problems=lambda draft: pathway_problems(draft, others),
    )
    form.section("", LineField("name", "Name"), note="It is shown for everybody, also in older ratings.")
    return form


def _open(
    desk: Desk, form: Form[Any], verb: str, saved_words: str, over: QWidget | None = None
) -> FormDialog:
    dialog = FormDialog(form, over or desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
