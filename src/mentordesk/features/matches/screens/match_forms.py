"""The forms of matches: proposed, taken on, changed, ended; and of a mentee's wishes."""

from collections.abc import Callable
from typing import Any

from mentordesk.features.matches.operations.matches import (
    change_match,
    end_match,
    introduce_match,
    pause_match,
    propose_match,
    resume_match,
    set_wishes,
    start_match,
)
from mentordesk.features.matches.queries.one import MatchView, match_view, matches_view
from mentordesk.features.matches.rules.matches import (
    DetailsDraft,
    EndDraft,
    ProposalDraft,
    StepDraft,
    WishDraft,
    details_problems,
    end_problems,
    proposal_problems,
    step_problems,
    wish_problems,
)
from mentordesk.records.matches import Frequency, MatchEnd, MatchStatus
from mentordesk.records.volunteers import Gender
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, LineField, TextField, WeekField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.panels import Banner
from mentordesk.ui.words import Words

MENTOR_WORDS = {Gender.WOMAN: "A woman", Gender.MAN: "A man", Gender.NON_BINARY: "Somebody non-binary"}
"""How a wish for a mentor's gender reads."""


def propose(desk: Desk, mentee_id: int, mentor_id: int, name: str, warning: str = "") -> FormDialog:
    """Open the form that proposes a mentor for a mentee; `warning` says that the mentor is full."""

    def draft(**values: Any) -> ProposalDraft:
        return ProposalDraft(volunteer_id=mentor_id, **values)

    form = Form(
        desk,
        f"propose_match_{mentor_id}",
        mentee_id,
        title=f"Propose {name}",
        draft=draft,
        save=lambda made, _version: desk.write(propose_match, mentee_id, made),
        problems=lambda made: proposal_problems(made, desk.today()),
    )
    if warning:
        form.add_widget(Banner(warning, "warning"))
    form.section("", *_when_and_why(desk, "Why this match", optional=True))
    form.fill({"change_date": desk.today()})
    return _open(desk, form, "Propose match", "Match proposed.")


def take_on(desk: Desk, match: MatchView, to: MatchStatus) -> FormDialog:
    """Open the form of the next step of a match, the end apart."""
    verb, title, operation, said = _step_words(match, to)
    last = match.changes[-1].change_date

    def save(draft: StepDraft, version: int) -> None:
        desk.write(operation, match.id, version, draft)

    form = Form(
        desk,
        f"match_{to.value}",
        match.id,
        title=title,
        draft=StepDraft,
        save=save,
        problems=lambda draft: step_problems(draft, to, last, desk.today()),
    )
    form.add_widget(Words(f"{match.mentee} and {match.mentor}", "heading"))
    if to is MatchStatus.ACTIVE and match.details.agreement_date is None:
        form.add_widget(Words("No signed agreement is recorded yet.", "muted"))
    pauses = to is MatchStatus.PAUSED
    form.section("", *_when_and_why(desk, "Why" if pauses else "Note", optional=not pauses))
    form.fill({"change_date": desk.today()}, match.version)
    return _open(desk, form, verb, said)


def end(desk: Desk, match: MatchView) -> FormDialog:
    """Open the form that ends a match."""
    last = match.changes[-1].change_date

    def save(draft: EndDraft, version: int) -> None:
        desk.write(end_match, match.id, version, draft)

    form = Form(
        desk,
        "end_match",
        match.id,
        title="End the match",
        draft=EndDraft,
        save=save,
        problems=lambda draft: end_problems(draft, last, desk.today()),
    )
    form.add_widget(Words(f"{match.mentee} and {match.mentor}", "heading"))
    day, reason = _when_and_why(desk, "What happened", optional=True)
    form.section("", day, ChoiceField("end_reason", "Why it ended", MatchEnd), reason)
    form.fill({"change_date": desk.today()}, match.version)
    return _open(desk, form, "End match", "Match ended.")


def edit_details(desk: Desk, match: MatchView) -> FormDialog:
    """Open the form of what the two agreed on."""

    def fresh() -> tuple[DetailsDraft, int]:
        view = desk.read(match_view, match.id)
        return view.details, view.version

    def save(draft: DetailsDraft, version: int) -> None:
        desk.write(change_match, match.id, version, draft)

    proposed = match.changes[0].change_date
    form = Form(
        desk,
        "match",
        match.id,
        title="Change the match",
        draft=DetailsDraft,
        save=save,
        problems=lambda draft: details_problems(draft, proposed, desk.today()),
        fresh=fresh,
    )
    form.add_widget(Words(f"{match.mentee} and {match.mentor}", "heading"))
    today = desk.today()
    form.section(
        "",
        ChoiceField(
            "frequency", "How often they expect to meet", Frequency, optional=True, empty="Not agreed yet"
        ),
        DateField("agreement_date", "Agreement signed", today=today, optional=True),
        DateField("review_date", "Next review", today=today, optional=True),
        TextField(
            "boundaries",
            "Boundaries",
            optional=True,
            lines=3,
            note="What the two have agreed to do and not to do.",
        ),
    )
    form.fill(*fresh())
    return _open(desk, form, "Save match", "Match saved.")


def edit_wishes(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form of what a mentee wishes for in a mentor."""

    def fresh() -> tuple[WishDraft, int]:
        view = desk.read(matches_view, mentee_id)
        return view.wish, view.wish_version

    def save(draft: WishDraft, version: int) -> None:
        desk.write(set_wishes, mentee_id, version, draft)

    form = Form(
        desk,
        "match_wish",
        mentee_id,
        title="What they wish for",
        draft=WishDraft,
        save=save,
        problems=wish_problems,
        fresh=fresh,
    )
    several = "Put a comma between them."
    form.section(
        "The mentor",
        ChoiceField(
            "mentor_gender", "Mentor they ask for", list(MENTOR_WORDS.items()), optional=True, empty="Anybody"
        ),
        ChoiceField("gender", "Their own gender", Gender, optional=True, empty="Not said"),
        CheckField("lived_experience", "Asks for somebody with lived experience"),
        CheckField(
            "lone_working",
            "Only a mentor who may work alone",
            note="Asked for without this tick when MAPPA applies or the risk was given as high.",
        ),
    )
    form.section(
        "Where and when",
        LineField(
            "meeting_postcode",
            "Postcode where they would meet",
            optional=True,
            hint="NB4",
            note="When it is left empty, their own postcode is used.",
        ),
        WeekField("times", "When they can meet", optional=True),
    )
    form.section(
        "What they would do together",
        TextField("interests", "Interests", optional=True, lines=2, note=several),
        TextField("help_wanted", "Help they would like", optional=True, lines=2, note=several),
    )
    form.fill(*fresh())
    return _open(desk, form, "Save wishes", "Wishes saved.")


def _step_words(match: MatchView, to: MatchStatus) -> tuple[str, str, Any, str]:
    if to is MatchStatus.INTRODUCED:
        return "Save introduction", "They have been introduced", introduce_match, "Introduction saved."
    if to is MatchStatus.PAUSED:
        return "Pause match", "Pause the match", pause_match, "Match paused."
    if match.status is MatchStatus.PAUSED:
        return "Resume match", "Resume the match", resume_match, "Match resumed."
    return "Start match", "Start the match", start_match, "Match started."


def _when_and_why(desk: Desk, why: str, *, optional: bool) -> tuple[DateField, TextField]:
    return (
        DateField("change_date", "When", today=desk.today()),
        TextField("reason", why, optional=optional, lines=3),
    )


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog


STEP_VERBS: dict[MatchStatus, Callable[[MatchView], str]] = {
    MatchStatus.INTRODUCED: lambda _match: "Introduce",
    MatchStatus.ACTIVE: lambda match: "Resume" if match.status is MatchStatus.PAUSED else "Start",
    MatchStatus.PAUSED: lambda _match: "Pause",
    MatchStatus.ENDED: lambda _match: "End",
}
"""The word on the button of each next step."""
