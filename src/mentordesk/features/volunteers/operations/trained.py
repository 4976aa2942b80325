"""The day on which a volunteer had finished training, as matching goes by it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select

from mentordesk.features.volunteers.rules.training import finished_on
from mentordesk.records.training import TrainingDone, required_of
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work


def finished_days(work: Work, numbers: Collection[int]) -> dict[int, date | None]:
    """Return when each of some volunteers had done everything that is required of them."""
    work.session.flush()
    done: dict[int, dict[int, date]] = defaultdict(dict)
    found = select(TrainingDone.volunteer_id, TrainingDone.course_id, TrainingDone.done_date)
    newest_last = found.where(TrainingDone.volunteer_id.in_(numbers)).order_by(TrainingDone.done_date)
    for number, course, day in work.session.execute(newest_last):
        done[number][course] = day
    required = required_of(work.session, numbers)
    return {
        number: finished_on([each.course_id for each in required[number]], done[number]) for number in numbers
    }


def settle_training(work: Work, before: Mapping[int, date | None]) -> None:
    """Bring what matching goes by in line with training that changed; what was known before it stays."""
    for number, finished in finished_days(work, before).items():
        volunteer = work.find(Volunteer, number)
        if finished is not None or volunteer.training_date == before[number]:
            volunteer.training_date = finished
