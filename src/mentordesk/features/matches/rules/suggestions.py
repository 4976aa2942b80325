"""Which mentors to suggest for a mentee: ranked, each with a sentence for every reason for and against."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.districts import Coordinates, area_letters, district_of, named_districts, tenths_apart
from mentordesk.kernel.formats import count_of, long_date, sentence_list
from mentordesk.kernel.text import fold
from mentordesk.kernel.week import week_words
from mentordesk.records.matching import MenteeFacts, MentorFacts
from mentordesk.records.safety import caseload_words, meeting_district, safety

_TRAINING_MONTHS = 24


@dataclass(frozen=True)
class Reason:
    """A sentence that speaks for a mentor (points above 0), against (below 0), or must only be known (0)."""

    points: int
    says: str


@dataclass(frozen=True)
class Suggestion:
    """A mentor who may be matched, with why and why not."""

    mentor_id: int
    name: str
    points: int
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


@dataclass(frozen=True)
class Excluded:
    """A mentor who must not be matched, with why; one who is only `full` may still be proposed by hand."""

    mentor_id: int
    name: str
    why: tuple[str, ...]
    full: bool = False


@dataclass(frozen=True)
class Suggestions:
    """The mentors who may be matched, the best first, and apart those who must not."""

    ranked: tuple[Suggestion, ...] = ()
    excluded: tuple[Excluded, ...] = ()


def suggest(
    mentee: MenteeFacts, mentors: Iterable[MentorFacts], coordinates: Coordinates, today: date
) -> Suggestions:
    """Rank the mentors for a mentee; each mentor is either ranked or excluded."""
    ranked: list[Suggestion] = []
    excluded: list[Excluded] = []
    for mentor in mentors:
        checked = safety(mentee, mentor, today)
        full = caseload_words(mentor, mentee.id)
        matched = ["They are matched with this person already."] if mentee.id in mentor.mentees else []
        why = (*checked.why, *matched, *([full] if full else []))
        if why:
            excluded.append(Excluded(mentor.id, mentor.name, why, full=why == (full,)))
            continue
        reasons = [Reason(0, says) for says in checked.unchecked]
        reasons += _reasons(mentee, mentor, coordinates, today)
        ranked.append(
            Suggestion(
                mentor.id,
                mentor.name,
                sum(reason.points for reason in reasons),
                tuple(reason.says for reason in reasons if reason.points > 0),
                tuple(reason.says for reason in reasons if reason.points <= 0),
            )
        )
    ranked.sort(key=lambda each: (-each.points, fold(each.name), each.mentor_id))
    excluded.sort(key=lambda each: (fold(each.name), each.mentor_id))
    return Suggestions(tuple(ranked), tuple(excluded))


def parts_of(text: str) -> dict[str, str]:
    """Return what a list such as "football, cooking" names: as it compares, and as it was written."""
    said = text.replace("\n", ",").replace(";", ",").split(",")
    return {fold(each): each.strip() for each in (part.strip(" -•\t") for part in said) if fold(each)}


def distance_words(tenths: int) -> str:
    """Return "3.4 km"."""
    return f"{tenths // 10:,}.{tenths % 10} km"


def _reasons(
    mentee: MenteeFacts, mentor: MentorFacts, coordinates: Coordinates, today: date
) -> Iterator[Reason]:
    yield from _times(mentee, mentor)
    yield from _distance(mentee, mentor, coordinates)
    yield from _language(mentee, mentor)
    yield from _gender(mentee, mentor)
    yield from _shared("They share an interest in", mentee.interests, mentor.interests)
    yield from _shared("They can help with", mentee.help_wanted, mentor.skills)
    yield from _lived_experience(mentee, mentor)
    yield from _room(mentor)
    yield from _training(mentor, today)


def _times(mentee: MenteeFacts, mentor: MentorFacts) -> Iterator[Reason]:
    if not mentor.times:
        yield Reason(0, "It is not known when they can meet.")
    elif mentee.times:
        both = [each for each in mentee.times if each in mentor.times]
        if both:
            yield Reason(min(10 * len(both), 50), f"Both can meet on {week_words(both)}.")
        else:
            yield Reason(-40, "They have no time in common.")


def _distance(mentee: MenteeFacts, mentor: MentorFacts, coordinates: Coordinates) -> Iterator[Reason]:
    place, home = meeting_district(mentee, mentor), district_of(mentor.postcode)
    if place and place in named_districts(mentor.area):
        yield Reason(20, f"They cover {place}.")
    if not home or not place or not (district_of(mentee.meeting_postcode) or district_of(mentee.postcode)):
        yield Reason(0, "It is not known how far they would travel.")
    elif place == home:
        yield Reason(40, f"They live in {home}, where the two would meet.")
    elif place in coordinates and home in coordinates:
        tenths = tenths_apart(coordinates[place], coordinates[home])
        points = next((given for most, given in ((50, 40), (100, 30), (200, 10)) if tenths <= most), -20)
        yield Reason(points, f"They live about {distance_words(tenths)} from {place}.")
    elif area_letters(place) == area_letters(home):
        letters = area_letters(home)
        yield Reason(15, f"They live in {home}, in the same postcode area ({letters}) as {place}.")
    else:
        yield Reason(-20, f"They live in {home}, in another postcode area than {place}.")


def _language(mentee: MenteeFacts, mentor: MentorFacts) -> Iterator[Reason]:
    spoken = parts_of(mentee.language)
    if not spoken:
        return
    shared = [words for key, words in spoken.items() if key in parts_of(mentor.languages)]
    if shared:
        yield Reason(50, f"They speak {sentence_list(shared)}.")
    elif "english" not in spoken:
        needs = " An interpreter is needed." if mentee.interpreter else ""
        points = -30 if mentee.interpreter else -10
        yield Reason(points, f"They do not speak {sentence_list(spoken.values())}.{needs}")


def _gender(mentee: MenteeFacts, mentor: MentorFacts) -> Iterator[Reason]:
    for wished, given, word, whose in (
        (mentee.mentor_gender, mentor.gender, "mentor", "This person"),
        (mentor.mentee_gender, mentee.gender, "mentee", "The mentor"),
    ):
        if wished is None:
            continue
        asks = f"{whose} asks for a {word} who is {_described(wished.label)}"
        if given is None:
            yield Reason(-10, f"{asks}; it is not known whether that is so.")
        elif given is wished:
            yield Reason(20, f"{asks}, and that is so.")
        else:
            yield Reason(-60, f"{asks}, and that is not so.")


def _described(label: str) -> str:
    return label.lower() if label.startswith("Non") else f"a {label.lower()}"


def _shared(says: str, wished: str, given: str) -> Iterator[Reason]:
    has = parts_of(given)
    shared = [words for key, words in parts_of(wished).items() if key in has]
    if shared:
        yield Reason(min(10 * len(shared), 40), f"{says} {sentence_list(shared)}.")


def _lived_experience(mentee: MenteeFacts, mentor: MentorFacts) -> Iterator[Reason]:
    if not mentee.lived_experience:
        return
    if mentor.lived_experience.strip():
        yield Reason(20, "They have chosen to share experience of their own.")
    else:
        yield Reason(-5, "This person asks for somebody with lived experience; the mentor has shared none.")


def _room(mentor: MentorFacts) -> Iterator[Reason]:
    left = mentor.caseload_limit - len(mentor.mentees)
    room = f"They have room for {count_of(left, 'more mentee')}."
    yield Reason(min(5 * left, 15), room)


def _training(mentor: MentorFacts, today: date) -> Iterator[Reason]:
    if mentor.training_date is None:
        return
    if mentor.training_date >= add_months(today, -_TRAINING_MONTHS):
        yield Reason(5, f"Trained on {long_date(mentor.training_date)}.")
    else:
        yield Reason(-5, f"Trained on {long_date(mentor.training_date)}, more than two years ago.")
