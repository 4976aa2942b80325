"""Drafts of a mentee's justice context, what is wrong with them, and how each reads in words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import long_date
from mentordesk.records.justice import (
    NonAssociation,
    Placement,
    PredictorScore,
    Restriction,
    RestrictionKind,
    RiskSummary,
    Scheme,
    SchemeKind,
    Sentence,
    SentenceKind,
    Setting,
    Supervision,
)

_EARLIEST = date(1920, 1, 1)
_NOT_YET = "This date has not come yet. Check it, or wait until it has."
_LONGEST = {
    "place": 200,
    "offence": 200,
    "officer": 200,
    "office": 200,
    "phone": 60,
    "level": 100,
    "supplied_by": 200,
    "name": 100,
    "predictor_version": 60,
    "horizon": 60,
    "score": 60,
    "source": 200,
}


class Part(Choice):
    """One part of the justice context."""

    PLACEMENT = "placement", "Where they are"
    SENTENCE = "sentence", "Sentence"
    SUPERVISION = "supervision", "Statutory supervision"
    SCHEME = "scheme", "Schemes and plans"
    RESTRICTION = "restriction", "Licence conditions and exclusion areas"
    NON_ASSOCIATION = "non_association", "Must not meet"
    RISK = "risk", "Risk as others supplied it"
    SCORE = "score", "Predictor scores as received"


RECORDS = {
    Part.PLACEMENT: Placement,
    Part.SENTENCE: Sentence,
    Part.SUPERVISION: Supervision,
    Part.SCHEME: Scheme,
    Part.RESTRICTION: Restriction,
    Part.NON_ASSOCIATION: NonAssociation,
    Part.RISK: RiskSummary,
    Part.SCORE: PredictorScore,
}


@dataclass(frozen=True)
class PlacementDraft:
    """Where somebody is or was; without an end they are there now."""

    setting: Setting | None = None
    place: str = ""
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class SentenceDraft:
    """One sentence or order."""

    kind: SentenceKind | None = None
    sentence_date: date | None = None
    release_date: date | None = None
    end_date: date | None = None
    offence: str = ""


@dataclass(frozen=True)
class SupervisionDraft:
    """Who supervises somebody by law."""

    officer: str = ""
    office: str = ""
    phone: str = ""
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class SchemeDraft:
    """A scheme or plan that another agency runs."""

    kind: SchemeKind | None = None
    level: str = ""
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class RestrictionDraft:
    """A licence condition or an exclusion area."""

    kind: RestrictionKind | None = None
    says: str = ""
    to_date: date | None = None


@dataclass(frozen=True)
class NonAssociationDraft:
    """Somebody whom the mentee must not meet; `other` is a reference or a name."""

    other: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RiskDraft:
    """A risk summary as another agency supplied it."""

    level: str = ""
    says: str = ""
    supplied_by: str = ""
    supplied_date: date | None = None


@dataclass(frozen=True)
class ScoreDraft:
    """A predictor's score as it was received."""

    name: str = ""
    predictor_version: str = ""
    horizon: str = ""
    score: str = ""
    score_date: date | None = None
    source: str = ""


JusticeDraft = (
    PlacementDraft
    | SentenceDraft
    | SupervisionDraft
    | SchemeDraft
    | RestrictionDraft
    | NonAssociationDraft
    | RiskDraft
    | ScoreDraft
)

DRAFTS: dict[Part, type[JusticeDraft]] = {
    Part.PLACEMENT: PlacementDraft,
    Part.SENTENCE: SentenceDraft,
    Part.SUPERVISION: SupervisionDraft,
    Part.SCHEME: SchemeDraft,
    Part.RESTRICTION: RestrictionDraft,
    Part.NON_ASSOCIATION: NonAssociationDraft,
    Part.RISK: RiskDraft,
    Part.SCORE: ScoreDraft,
}


class Stay(Protocol):
    """A placement that is already there, as the rules look at it."""

    id: int
    setting: Setting
    place: str
    from_date: date
    to_date: date | None


def part_of(draft: JusticeDraft) -> Part:
    """Return which part of the justice context a draft is about."""
    return next(part for part, kind in DRAFTS.items() if type(draft) is kind)


def justice_problems(draft: JusticeDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a draft, by field."""
    problems = _dates_too_long_ago(draft) | _too_long(draft) | _order_of_dates(draft)
    return problems | _PROBLEMS[part_of(draft)](draft, today)


def _placement(draft: PlacementDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.setting is None:
        problems["setting"] = "Choose in custody or in the community."
    elif draft.setting is Setting.CUSTODY and not draft.place.strip():
        problems["place"] = "Name the prison."
    return problems | _needs_past("from_date", draft.from_date, "this began", today)


def _sentence(draft: SentenceDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.kind is None:
        problems["kind"] = "Choose what kind of sentence this is."
    sentenced, released, ends = draft.sentence_date, draft.release_date, draft.end_date
    if sentenced and sentenced > today:
        problems["sentence_date"] = _NOT_YET
    if sentenced and released and released < sentenced:
        problems["release_date"] = "The release is before the sentence. Check both dates."
    if released and ends and ends < released:
        problems["end_date"] = "The sentence ends before the release. Check both dates."
    elif sentenced and ends and ends < sentenced:
        problems["end_date"] = "The sentence ends before it was passed. Check both dates."
    return problems


def _supervision(draft: SupervisionDraft, _today: date) -> dict[str, str]:
    named = draft.officer.strip() or draft.office.strip()
    problems = {} if named else {"officer": "Name the officer or the office."}
    return problems | _needs_start(draft.from_date)


def _scheme(draft: SchemeDraft, _today: date) -> dict[str, str]:
    problems = {}
    if draft.kind is None:
        problems["kind"] = "Choose a scheme."
    elif draft.kind is SchemeKind.OTHER and not draft.level.strip():
        problems["level"] = "Say which scheme this is."
    return problems | _needs_start(draft.from_date)


def _restriction(draft: RestrictionDraft, _today: date) -> dict[str, str]:
    problems = _needs_words(draft, says="Say what is not allowed, or where they may not go.")
    if draft.kind is None:
        problems["kind"] = "Choose a licence condition or an exclusion area."
    return problems


def _non_association(draft: NonAssociationDraft, _today: date) -> dict[str, str]:
    return _needs_words(draft, other="Give the other person's reference or name.")


def _risk(draft: RiskDraft, today: date) -> dict[str, str]:
    problems = _needs_words(
        draft,
        level="Give the level in the words of whoever supplied it.",
        supplied_by="Say who supplied this summary.",
    )
    return problems | _needs_past("supplied_date", draft.supplied_date, "it was supplied", today)


def _score(draft: ScoreDraft, today: date) -> dict[str, str]:
    problems = _needs_words(
        draft,
        name="Give the name of the predictor.",
        score="Give the score as it was received.",
        source="Say who sent this score.",
    )
    return problems | _needs_past("score_date", draft.score_date, "the score was made", today)


_PROBLEMS: dict[Part, Callable[[Any, date], dict[str, str]]] = {
    Part.PLACEMENT: _placement,
    Part.SENTENCE: _sentence,
    Part.SUPERVISION: _supervision,
    Part.SCHEME: _scheme,
    Part.RESTRICTION: _restriction,
    Part.NON_ASSOCIATION: _non_association,
    Part.RISK: _risk,
    Part.SCORE: _score,
}


def _needs_start(day: date | None) -> dict[str, str]:
    return {} if day else {"from_date": "Give the date on which this begins."}


def _needs_past(name: str, day: date | None, what: str, today: date) -> dict[str, str]:
    if day is None:
        return {name: f"Give the date on which {what}."}
    return {name: _NOT_YET} if day > today else {}


def _needs_words(draft: object, **sentences: str) -> dict[str, str]:
    return {name: says for name, says in sentences.items() if not getattr(draft, name).strip()}


def _order_of_dates(draft: JusticeDraft) -> dict[str, str]:
    first, last = getattr(draft, "from_date", None), getattr(draft, "to_date", None)
    wrong = first and last and last < first
    return {"to_date": "This ends before it begins. Check both dates."} if wrong else {}


def _dates_too_long_ago(draft: JusticeDraft) -> dict[str, str]:
    dates = {name: day for name, day in vars(draft).items() if isinstance(day, date)}
    return {name: "This is too long ago. Check the year." for name, day in dates.items() if day < _EARLIEST}


def _too_long(draft: JusticeDraft) -> dict[str, str]:
    return {
        name: f"Use at most {longest} characters."
        for name, longest in _LONGEST.items()
        if len(getattr(draft, name, "")) > longest
    }


def to_be_ended(draft: PlacementDraft, stays: Collection[Stay]) -> tuple[int, date] | None:
    """Return which placement a new one without an end takes over from, and on which day that one ended."""
    if draft.from_date is None or draft.to_date is not None:
        return None
    for stay in stays:
        if stay.from_date < draft.from_date and (stay.to_date is None or stay.to_date >= draft.from_date):
            return stay.id, draft.from_date - timedelta(days=1)
    return None


def overlap_problems(draft: PlacementDraft, stays: Sequence[Stay]) -> dict[str, str]:
    """Return what is wrong with a placement beside the others: nobody is in two places on one day."""
    if draft.from_date is None:
        return {}
    taken_over = to_be_ended(draft, stays)
    for stay in stays:
        if taken_over and stay.id == taken_over[0]:
            continue
        begins_after = draft.to_date is not None and stay.from_date > draft.to_date
        ended_before = stay.to_date is not None and stay.to_date < draft.from_date
        if begins_after or ended_before:
            continue
        where = stay.place or stay.setting.label
        if stay.from_date > draft.from_date and draft.to_date is None:
            begins = long_date(stay.from_date)
            return {"to_date": f"{where} begins on {begins}. Say when this one ended, before that day."}
        dates = f"from {long_date(stay.from_date)}" + (
            f" to {long_date(stay.to_date)}" if stay.to_date else ""
        )
        return {"from_date": f"They are at {where} {dates} already. Change those dates first, or these."}
    return {}
