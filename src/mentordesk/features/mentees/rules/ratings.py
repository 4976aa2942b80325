"""The 0 to 10 scale of pathways, and what two ratings say about somebody and about a group. DOMAIN §8."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import decimal_places, long_date, sentence_list
from mentordesk.records.pathways import PathwayState, Rated

LEAST, MOST = 0, 10
BASELINE_DAYS = 28
REVIEW_MONTHS = 3
CHANGE = 2
EARLIEST = date(1990, 1, 1)
SETTLED = 8

ANCHORS = {
    0: "crisis, unsafe now",
    2: "serious problems most days",
    4: "problems, some help in place",
    6: "mostly stable with regular support",
    8: "stable, occasional support",
    10: "settled, no support needed",
}
"""What the even numbers stand for; odd numbers lie between."""

NOT_VALIDATED = "This scale is a way to talk about change. It is not a validated clinical measure."

Answer = int | Rated
"""A number from 0 to 10, or why there is none."""


class Direction(Choice):
    """Which way somebody went on a pathway."""

    IMPROVED = "improved", "Improved"
    SAME = "same", "About the same"
    WORSE = "worse", "Worse"
    MAINTAINED = "maintained", "Maintained"


@dataclass(frozen=True)
class Given:
    """One rating that was given at a date."""

    rating_date: date
    answer: Answer


@dataclass(frozen=True)
class Standing:
    """Two points of one pathway: the baseline, and the newest rating of the same time with the charity.

    `unasked` is a pathway that was passed over whenever somebody rated.
    """

    baseline: Given | None = None
    latest: Given | None = None
    unasked: bool = False

    @property
    def change(self) -> int | None:
        """The distance: latest minus baseline; None unless both have a number and the latest came after."""
        if self.baseline is None or self.latest is None or self.latest == self.baseline:
            return None
        then, now = score_of(self.baseline), score_of(self.latest)
        return None if then is None or now is None else now - then

    @property
    def direction(self) -> Direction | None:
        """Which way the distance goes."""
        then, now = score_of(self.baseline), score_of(self.latest)
        return (
            direction(then, now) if self.change is not None and then is not None and now is not None else None
        )

    @property
    def words(self) -> str:
        """The distance as a number and in words, or why there is none."""
        if self.change is not None and self.direction:
            return f"{signed(self.change)}, {self.direction.label.lower()}"
        if self.latest is None:
            return Rated.NOT_ASKED.label if self.unasked else "Not rated yet"
        if self.baseline is None:
            return "None: no baseline"
        if self.latest == self.baseline and score_of(self.latest) is not None:
            return "Rated once"
        return "None: not applicable"


@dataclass(frozen=True)
class GroupChange:
    """How a group changed on one pathway; `count` people have a distance, the others do not."""

    count: int
    directions: tuple[tuple[Direction, int], ...]
    median: Fraction | None
    not_applicable: int
    not_asked: int
    no_distance: int
    """Rated at one point only, or not yet."""

    @property
    def words(self) -> str:
        """The group in a sentence, with how many it counts."""
        if self.median is None:
            return "Nobody was rated at both points (n = 0)."
        counted = sentence_list(f"{number} {each.label.lower()}" for each, number in self.directions)
        return f"{counted}; median change {signed(self.median)} (n = {self.count})."


@dataclass(frozen=True)
class RatingLine:
    """One pathway on the rating form; an answer that is None was not given yet."""

    pathway_id: int
    answer: Answer | None = None
    note: str = ""


@dataclass(frozen=True)
class RatingDraft:
    """All pathways rated at one date."""

    rating_date: date | None = None
    ratings: tuple[RatingLine, ...] = ()
    agreed: bool = False


@dataclass(frozen=True)
class StatusDraft:
    """Where somebody is on one pathway."""

    state: PathwayState | None = None
    note: str = ""


def score_of(given: Given | None) -> int | None:
    """Return the number of a rating, None when it has none."""
    return given.answer if given and not isinstance(given.answer, Rated) else None


def direction(then: int, now: int) -> Direction:
    """Return which way two numbers go; 8 or more at both points is maintained whatever the change."""
    if min(then, now) >= SETTLED:
        return Direction.MAINTAINED
    if now - then >= CHANGE:
        return Direction.IMPROVED
    return Direction.WORSE if now - then <= -CHANGE else Direction.SAME


def standing(ratings: Iterable[Given], start: date | None, end: date | None = None) -> Standing:
    """Return the two points of one pathway in the time with the charity from `start` to `end`.

    The baseline is the first rating within 28 days of the start. A pathway that was not asked about
    was not rated; one that was not applicable was, without a number. Without a start there is no baseline.
    """
    given = sorted(ratings, key=lambda each: each.rating_date)
    if start is not None:
        given = [each for each in given if start <= each.rating_date <= (end or date.max)]
    asked = [each for each in given if each.answer is not Rated.NOT_ASKED]
    early = [each for each in asked if start and each.rating_date <= start + timedelta(days=BASELINE_DAYS)]
    return Standing(
        early[0] if early else None, asked[-1] if asked else None, unasked=bool(given) and not asked
    )


def review_due(start: date, last: date | None) -> date:
    """Return when the next rating is due: 28 days after the start, then three months after the last one."""
    try:
        return add_months(last, REVIEW_MONTHS) if last else start + timedelta(days=BASELINE_DAYS)
    except OverflowError:
        return date.max


def review_words(due: date, today: date) -> str:
    """Say when a rating is due, and whether that has passed."""
    if due < today:
        return f"Overdue since {long_date(due)}"
    return "Due today" if due == today else f"Due {long_date(due)}"


def answer_words(answer: Answer | None) -> str:
    """Return "6", "Not applicable", "Not asked", or "Not rated" for nothing."""
    if answer is None:
        return "Not rated"
    return answer.label if isinstance(answer, Rated) else str(answer)


def anchor_words(answer: Answer | None) -> str:
    """Say what a number stands for; odd numbers lie between two anchors."""
    if answer is None or isinstance(answer, Rated):
        return answer.label if answer else ""
    if answer in ANCHORS:
        return f"{answer}: {ANCHORS[answer]}"
    return f"{answer}: between “{ANCHORS[answer - 1]}” and “{ANCHORS[answer + 1]}”"


def scale_words() -> str:
    """Return the anchors in a sentence, for the head of a form."""
    return " · ".join(f"{number}\u00a0{words}" for number, words in ANCHORS.items())


def signed(value: int | Fraction) -> str:
    """Return "+3", "0", "-2", "+1.5"."""
    exact = Fraction(value)
    text = decimal_places(exact, 0 if exact.denominator == 1 else 1)
    return f"+{text}" if exact > 0 else text


def median(changes: Sequence[int]) -> Fraction | None:
    """Return the exact median, None of nothing."""
    if not changes:
        return None
    ordered = sorted(changes)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def group_change(group: Sequence[Standing]) -> GroupChange:
    """Count a group on one pathway, each person by their two points."""
    changes = [each.change for each in group if each.change is not None]
    found = Counter(each.direction for each in group if each.direction)
    rest = [each for each in group if each.change is None]
    not_asked = sum(each.unasked for each in rest)
    not_applicable = sum(
        each.latest is not None and each.latest.answer is Rated.NOT_APPLICABLE for each in rest
    )
    return GroupChange(
        len(changes),
        tuple((each, found[each]) for each in Direction),
        median(changes),
        not_applicable,
        not_asked,
        len(rest) - not_asked - not_applicable,
    )


def rating_problems(draft: RatingDraft, names: dict[int, str], today: date) -> dict[str, str]:
    """Return what is wrong with a rating of pathways, by field; `names` are the pathways' own."""
    problems = {}
    if draft.rating_date is None:
        problems["rating_date"] = "Give the day on which this was rated."
    elif draft.rating_date > today:
        problems["rating_date"] = "This day has not come yet. Give the day on which it was rated."
    elif draft.rating_date < EARLIEST:
        problems["rating_date"] = "This day is too long ago. Check the year."
    unanswered = [line for line in draft.ratings if line.answer is None]
    wrong = [line for line in draft.ratings if not _answers(line.answer)]
    if not draft.ratings:
        problems["ratings"] = "There is no pathway to rate. Add one to the list first."
    elif unanswered:
        missing = sentence_list(names.get(line.pathway_id, "a pathway") for line in unanswered)
        problems["ratings"] = f"Choose a number, not applicable or not asked for {missing}."
    elif wrong:
        problems["ratings"] = f"A rating is a whole number from {LEAST} to {MOST}. Choose one again."
    elif all(line.answer is Rated.NOT_ASKED for line in draft.ratings):
        problems["ratings"] = "Nothing was asked. Rate at least one pathway before saving."
    return problems


def taken_problems(taken: Collection[str], day: date) -> dict[str, str]:
    """Return what is wrong when some pathways already have a rating of that day."""
    if not taken:
        return {}
    already = f"{sentence_list(taken)} already {'has' if len(taken) == 1 else 'have'} a rating"
    return {"rating_date": f"{already} of {long_date(day)}. Correct that one, or give another day."}


def status_problems(draft: StatusDraft) -> dict[str, str]:
    """Return what is wrong with the status of a pathway."""
    return {} if draft.state else {"state": "Choose a status."}


def _answers(answer: Answer | None) -> bool:
    if isinstance(answer, Rated):
        return answer is not Rated.SCORE
    return answer is None or LEAST <= answer <= MOST
