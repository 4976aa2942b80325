"""Training."""

from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.training import TrainingCourse
from mentordesk.store.work import Reading, query


@query(needs=Permission.VOLUNTEER_VIEW)
def course_choices(reading: Reading) -> tuple[tuple[int, str], ...]:
    """The trainings that are offered, by number and title."""
    found = select(TrainingCourse).where(TrainingCourse.offered.is_(True))
    rows = reading.session.scalars(found.order_by(TrainingCourse.title_key, TrainingCourse.id))
    return tuple(
        (each.id, f"{each.title}, {each.provider}" if each.provider else each.title) for each in rows
    )
