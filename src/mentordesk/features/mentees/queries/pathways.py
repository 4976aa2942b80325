"""A mentee's pathways: status, baseline, latest and distance of each, and the ratings date by date."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.mentees.rules.pathway_lists import Place, carried
from mentordesk.features.mentees.rules.ratings import (
    NOT_VALIDATED,
    Answer,
    Given,
    RatingDraft,
    RatingLine,
    Standing,
    StatusDraft,
    answer_words,
    review_due,
    review_words,
    score_of,
    standing,
)
from mentordesk.kernel.charts import ThenNowBar, ThenNowChart
from mentordesk.kernel.columns import Column
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import date_range, long_date, short_date
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.pathways import (
    Pathway,
    PathwayList,
    PathwayProgress,
    PathwayState,
    Rated,
    Rating,
)
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class PathwayRow:
    """One pathway of a mentee; `from_list` names its list when that is not the one in use."""

    id: int
    name: str
    from_list: str
    status: StatusDraft
    status_version: int
    standing: Standing
    review: str


@dataclass(frozen=True)
class RatedDay:
    """The ratings of one date; `version` is the sum of their versions."""

    rating_date: date
    version: int
    agreed: bool
    lines: tuple[tuple[str, RatingLine], ...]


@dataclass(frozen=True)
class PathwaysView:
    """A mentee's pathways as their tab shows them; `list_name` is empty while no list was set up."""

    list_name: str
    start_date: date | None
    rows: tuple[PathwayRow, ...]
    review: str
    review_is_overdue: bool
    history: tuple[RatedDay, ...]
    chart: ThenNowChart | None


@dataclass(frozen=True)
class PathwayPoint:
    """Where somebody stood on one pathway: the baseline and the newest rating up to a day."""

    name: str
    standing: Standing
    before: Given | None
    """How they stood when the period began, if they were with the charity before it."""


@dataclass(frozen=True)
class PathwayName:
    """A pathway as the settings of the lists show it."""

    id: int
    version: int
    number: int
    name: str
    goes_on_from: str


@dataclass(frozen=True)
class ListView:
    """One version of the list of pathways."""

    id: int
    name: str
    in_use: bool
    pathways: tuple[PathwayName, ...]


COLUMNS: tuple[Column[PathwayRow], ...] = (
    Column(
        "Pathway",
        lambda row: f"{row.name} ({row.from_list})" if row.from_list else row.name,
        width=260,
    ),
    Column("Status", lambda row: (row.status.state or PathwayState.NOT_STARTED).label, width=150),
    Column("Baseline", lambda row: given_words(row.standing.baseline), width=150),
    Column("Latest", lambda row: given_words(row.standing.latest), width=150),
    Column("Distance", lambda row: row.standing.words, width=180),
    Column("Next review", lambda row: row.review, width=200),
)
"""The table of pathways, for the screen and for paper."""


def given_words(given: Given | None) -> str:
    """Return "3, 4 Jun 2026", "Not applicable", or "–" when there is no rating."""
    if given is None:
        return "–"
    day = "" if isinstance(given.answer, Rated) else f", {short_date(given.rating_date)}"
    return answer_words(given.answer) + day


@query(needs=Permission.MENTEE_VIEW)
def pathways_view(reading: Reading, mentee_id: int) -> PathwaysView:
    """A mentee's pathways with the distance travelled on each, in the newest time with the charity."""
    reading.find(Mentee, mentee_id)
    pathways = _pathways(reading)
    start, end = _times(reading, mentee_id)
    ratings = _ratings(reading, mentee_id)
    statuses = _statuses(reading, mentee_id)
    rows = [
        _row(reading, pathway, statuses.get(pathway.id), both, (start, end))
        for pathway, both in _standings(pathways, ratings, statuses.keys(), (start, end))
    ]
    asked = [each.rating_date for each in ratings if each.rated is not Rated.NOT_ASKED]
    due = _due(start, end, asked)
    return PathwaysView(
        next((each.list.name for each in pathways if each.list.in_use), ""),
        start,
        tuple(rows),
        review_words(due, reading.today) if due else "",
        due is not None and due < reading.today,
        _days(ratings, {each.id: each.name for each in pathways}),
        _chart((row.name, row.standing) for row in rows),
    )


def pathways_between(
    reading: Reading, mentee_id: int, start: date, period: Period
) -> tuple[PathwayPoint, ...]:
    """Return the points of each rated pathway in a period of a time with the charity from `start`."""
    pathways, ratings = _pathways(reading), _ratings(reading, mentee_id)
    found = _standings(pathways, ratings, frozenset(), (start, period.last))
    earlier = _standings(pathways, ratings, frozenset(), (start, period.first))
    before = {each.id: both.latest for each, both in earlier if start < period.first}
    return tuple(PathwayPoint(each.name, both, before.get(each.id)) for each, both in found if both.latest)


def points_chart(points: Iterable[PathwayPoint]) -> ThenNowChart | None:
    """Return the points of pathways as a chart, the same for the screen and for paper."""
    return _chart((each.name, each.standing) for each in points)


@query(needs=Permission.MENTEE_EDIT)
def rating_start(reading: Reading, mentee_id: int) -> RatedDay:
    """What a new rating starts from: the pathways in use, unanswered, named with what was said last."""
    reading.find(Mentee, mentee_id)
    newest: dict[int, str] = {}
    for rating in _ratings(reading, mentee_id):
        newest[rating.pathway_id] = f"{answer_words(answer_of(rating))} on {long_date(rating.rating_date)}"
    pathways = [each for each in _pathways(reading) if each.list.in_use]
    lines = tuple(
        (
            f"{each.name} – last time {newest[each.id]}" if each.id in newest else each.name,
            RatingLine(each.id),
        )
        for each in pathways
    )
    return RatedDay(reading.today, 0, agreed=False, lines=lines)


@query(needs=Permission.MENTEE_EDIT)
def rated_day(reading: Reading, mentee_id: int, day: date) -> RatedDay | None:
    """The ratings of one date as a correction starts from them."""
    reading.find(Mentee, mentee_id)
    names = {each.id: each.name for each in _pathways(reading)}
    days = _days(_ratings(reading, mentee_id), names)
    return next((each for each in days if each.rating_date == day), None)


@query(needs=Permission.MENTEE_VIEW)
def pathway_lists(reading: Reading) -> tuple[ListView, ...]:
    """Every list of pathways with the crosswalk to the first one."""
    pathways = _pathways(reading)
    names = {each.id: each.name for each in pathways}
    lists = reading.session.scalars(select(PathwayList).order_by(PathwayList.id))
    return tuple(
        ListView(
            each.id,
            each.name,
            each.in_use,
            tuple(
                PathwayName(one.id, one.version, one.number, one.name, names.get(one.maps_to or 0, ""))
                for one in pathways
                if one.list_id == each.id
            ),
        )
        for each in lists
    )


def answer_of(rating: Rating) -> Answer:
    """Return a rating's number, or why there is none."""
    return rating.rated if rating.score is None else rating.score


def draft_of(day: RatedDay) -> RatingDraft:
    """Return the ratings of a date as the form shows them."""
    return RatingDraft(day.rating_date, tuple(line for _name, line in day.lines), day.agreed)


def _pathways(reading: Reading) -> list[Pathway]:
    return list(reading.session.scalars(select(Pathway).order_by(Pathway.list_id, Pathway.number)))


def _ratings(reading: Reading, mentee_id: int) -> list[Rating]:
    found = select(Rating).where(Rating.mentee_id == mentee_id)
    return list(reading.session.scalars(found.order_by(Rating.rating_date, Rating.pathway_id)))


def _statuses(reading: Reading, mentee_id: int) -> dict[int, PathwayProgress]:
    found = reading.session.scalars(select(PathwayProgress).where(PathwayProgress.mentee_id == mentee_id))
    return {each.pathway_id: each for each in found}


def _times(reading: Reading, mentee_id: int) -> tuple[date | None, date | None]:
    newest = select(Episode).where(Episode.mentee_id == mentee_id)
    episode = reading.session.scalar(newest.order_by(Episode.start_date.desc(), Episode.id.desc()).limit(1))
    return (episode.start_date, episode.exit_date) if episode else (None, None)


def _standings(
    pathways: Sequence[Pathway],
    ratings: Sequence[Rating],
    kept: Collection[int],
    times: tuple[date | None, date | None],
) -> Iterator[tuple[Pathway, Standing]]:
    """Give the points of the pathways in use, then of older ones with a rating or a `kept` status."""
    given: dict[int, list[Given]] = defaultdict(list)
    for rating in ratings:
        given[rating.pathway_id].append(Given(rating.rating_date, answer_of(rating)))
    places = [Place(each.id, each.list_id, each.maps_to) for each in pathways]
    counted: set[int] = set()
    for pathway in sorted(pathways, key=lambda each: not each.list.in_use):
        ids = carried(pathway.id, places)
        told = pathway.id in given or pathway.id in kept
        if not pathway.list.in_use and (pathway.id in counted or not told):
            continue
        counted |= ids
        yield pathway, standing([one for each in ids for one in given[each]], *times)


def _due(start: date | None, end: date | None, rated: Sequence[date]) -> date | None:
    """Return when the next rating is due; nothing is due before the start or after the end."""
    if start is None or end is not None:
        return None
    since = [each for each in rated if each >= start]
    return review_due(start, max(since, default=None))


def _row(
    reading: Reading,
    pathway: Pathway,
    progress: PathwayProgress | None,
    both: Standing,
    times: tuple[date | None, date | None],
) -> PathwayRow:
    due = _due(*times, [both.latest.rating_date] if both.latest else [])
    return PathwayRow(
        pathway.id,
        pathway.name,
        "" if pathway.list.in_use else pathway.list.name,
        StatusDraft(progress.state, progress.note) if progress else StatusDraft(PathwayState.NOT_STARTED),
        progress.version if progress else 0,
        both,
        _due_words(due, reading.today) if due and pathway.list.in_use else "–",
    )


def _due_words(due: date, today: date) -> str:
    return f"{short_date(due)}, overdue" if due < today else short_date(due)


def _days(ratings: Sequence[Rating], names: dict[int, str]) -> tuple[RatedDay, ...]:
    """Return the ratings date by date, the newest first."""
    days: dict[date, list[Rating]] = defaultdict(list)
    for rating in ratings:
        days[rating.rating_date].append(rating)
    return tuple(
        RatedDay(
            day,
            sum(each.version for each in given),
            all(each.agreed for each in given),
            tuple(
                (names[each.pathway_id], RatingLine(each.pathway_id, answer_of(each), each.note))
                for each in given
            ),
        )
        for day, given in sorted(days.items(), reverse=True)
    )


def _chart(points: Iterable[tuple[str, Standing]]) -> ThenNowChart | None:
    """Return the baseline and the latest rating of each pathway as bars; None when nothing was rated."""
    rows = list(points)
    ends = [each for _, both in rows for each in (both.baseline, both.latest) if each]
    if not ends:
        return None
    days = sorted(each.rating_date for each in ends)
    return ThenNowChart(
        f"Ratings from 0 to 10 at the baseline and now, {date_range(days[0], days[-1])}",
        tuple(
            ThenNowBar(
                name,
                score_of(both.baseline),
                _now(both),
                answer_words(both.baseline.answer) if both.baseline else "No baseline",
                _now_words(both),
                both.words,
            )
            for name, both in rows
        ),
        10,
        NOT_VALIDATED,
    )


def _now(both: Standing) -> int | None:
    return None if both.latest == both.baseline else score_of(both.latest)


def _now_words(both: Standing) -> str:
    if both.latest is None:
        return "Not rated"
    return "Not rated again yet" if both.latest == both.baseline else answer_words(both.latest.answer)
