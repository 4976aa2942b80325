"""Keeping training: the catalogue and what is required, events with their register, what was done."""

from datetime import date

from sqlalchemy import func, select

from mentordesk.features.volunteers.operations.trained import finished_days, settle_training
from mentordesk.features.volunteers.rules.certificates import CertificateDraft, certificate_problems
from mentordesk.features.volunteers.rules.training import (
    CourseDraft,
    EventDraft,
    HoldingsDraft,
    NeedDraft,
    OfferDraft,
    RegisterDraft,
    RolesDraft,
    TrainingDraft,
    course_problems,
    event_problems,
    expiry_of,
    need_problems,
    offer_problems,
    register_problems,
    roles_problems,
    training_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.file_names import safe_name
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold, one_line
from mentordesk.records.training import (
    NeedSource,
    RoleHolding,
    TrainingCertificate,
    TrainingCourse,
    TrainingDone,
    TrainingEvent,
    TrainingMark,
    TrainingNeed,
    TrainingOffer,
    TrainingPlace,
    TrainingRequirement,
    VolunteerRole,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_course(work: Work, draft: CourseDraft) -> int:
    """Add a training to the catalogue."""
    work.refuse(course_problems(draft, _titles(work, 0)))
    course = TrainingCourse(title="", title_key="")
    _fill_course(work, course, draft)
    return work.add(course).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_course(work: Work, course_id: int, version: int, draft: CourseDraft) -> None:
    """Change a training of the catalogue, and for whom it is required."""
    course = work.change(TrainingCourse, course_id, version)
    work.refuse(course_problems(draft, _titles(work, course_id)))
    _fill_course(work, course, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_training_event(work: Work, draft: EventDraft) -> int:
    """Plan or write down a day of training."""
    work.refuse(event_problems(draft, work.today))
    event = TrainingEvent(course_id=draft.course_id or 0, event_date=draft.event_date or work.today)
    _fill_event(work, event, draft)
    return work.add(event).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_training_event(work: Work, event_id: int, version: int, draft: EventDraft) -> None:
    """Change a day of training; what those who came did moves with it."""
    event = work.change(TrainingEvent, event_id, version)
    work.refuse(event_problems(draft, work.today))
    came = any(each.mark is TrainingMark.ATTENDED for each in event.register)
    if came and (draft.event_date or work.today) > work.today:
        raise Invalid({"event_date": "Somebody came to it already, so the day cannot be in the future."})
    before = finished_days(work, [each.volunteer_id for each in event.register])
    _fill_event(work, event, draft)
    _follow_register(work, event)
    settle_training(work, before)


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_register(work: Work, event_id: int, version: int, draft: RegisterDraft) -> None:
    """Say who is to come to a day of training and who came; those who came have done it."""
    event = work.change(TrainingEvent, event_id, version)
    work.refuse(register_problems(draft, event.event_date, work.today))
    kept = {each.volunteer_id: each for each in event.register}
    named = {work.find(Volunteer, each.volunteer_id or 0).id for each in draft.register}
    before = finished_days(work, sorted(named | set(kept)))
    fitted = []
    for each in draft.register:
        number = work.find(Volunteer, each.volunteer_id or 0).id
        place = kept.get(number) or TrainingPlace(volunteer_id=number)
        place.mark = each.mark or TrainingMark.BOOKED
        fitted.append(place)
    event.register[:] = fitted
    _follow_register(work, event)
    settle_training(work, before)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_training_event(work: Work, event_id: int, version: int) -> None:
    """Remove a day of training to which nobody came; it stays in the bin for a while."""
    event = work.change(TrainingEvent, event_id, version)
    if any(each.mark is TrainingMark.ATTENDED for each in event.register):
        message = "Somebody came to this day, and has done the training because of it. It was not removed."
        raise Invalid({"event_date": message})
    work.remove(event)


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_training(work: Work, volunteer_id: int, draft: TrainingDraft) -> int:
    """Write down a training that a volunteer did, here or elsewhere."""
    work.refuse(training_problems(draft, work.today))
    work.find(Volunteer, volunteer_id)
    before = finished_days(work, [volunteer_id])
    done = TrainingDone(volunteer_id=volunteer_id, course_id=draft.course_id or 0)
    done.done_date = draft.done_date or work.today
    _fill_done(work, done, draft)
    number = work.add(done).id
    settle_training(work, before)
    return number


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_training(work: Work, done_id: int, version: int, draft: TrainingDraft) -> None:
    """Change what is known of a training that a volunteer did."""
    done = work.change(TrainingDone, done_id, version)
    work.refuse(training_problems(draft, work.today))
    if done.event_id is not None and (draft.course_id, draft.done_date) != (done.course_id, done.done_date):
        message = "This comes from the register of a training day. Change the day or the training there."
        raise Invalid({"done_date": message})
    before = finished_days(work, [done.volunteer_id])
    _fill_done(work, done, draft)
    settle_training(work, before)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_training(work: Work, done_id: int, version: int) -> None:
    """Remove a training that somebody did not do; it stays in the bin for a while."""
    done = work.change(TrainingDone, done_id, version)
    if done.event_id is not None:
        message = "This comes from the register of a training day. Say there that they did not come."
        raise Invalid({"done_date": message})
    before = finished_days(work, [done.volunteer_id])
    work.remove(done)
    settle_training(work, before)


@operation(needs=Permission.VOLUNTEER_EDIT)
def keep_certificate(work: Work, done_id: int, draft: CertificateDraft) -> int:
    """Keep a certificate as a file inside the casebook."""
    work.refuse(certificate_problems(draft))
    work.find(TrainingDone, done_id)
    return work.add(
        TrainingCertificate(
            done_id=done_id,
            name=safe_name(draft.name),
            size=len(draft.content),
            content=draft.content,
            added_at=work.now,
            author_id=work.actor.person_id,
        )
    ).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_certificate(work: Work, certificate_id: int, version: int) -> None:
    """Remove a certificate; it stays in the bin for a while."""
    work.remove(work.change(TrainingCertificate, certificate_id, version))


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_need(work: Work, volunteer_id: int, draft: NeedDraft) -> int:
    """Note what a volunteer should learn."""
    work.refuse(need_problems(draft, work.today))
    work.find(Volunteer, volunteer_id)
    need = TrainingNeed(volunteer_id=volunteer_id)
    _fill_need(work, need, draft)
    return work.add(need).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_need(work: Work, need_id: int, version: int, draft: NeedDraft) -> None:
    """Change a need for training, or say that it was met."""
    need = work.change(TrainingNeed, need_id, version)
    work.refuse(need_problems(draft, work.today))
    _fill_need(work, need, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_offer(work: Work, draft: OfferDraft) -> int:
    """Write down what a partner agency offers for nothing."""
    work.refuse(offer_problems(draft))
    offer = TrainingOffer()
    _fill_offer(work, offer, draft)
    return work.add(offer).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_offer(work: Work, offer_id: int, version: int, draft: OfferDraft) -> None:
    """Change what a partner agency offers."""
    offer = work.change(TrainingOffer, offer_id, version)
    work.refuse(offer_problems(draft))
    _fill_offer(work, offer, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_offer(work: Work, offer_id: int, version: int) -> None:
    """Remove an offer; it stays in the bin for a while."""
    work.remove(work.change(TrainingOffer, offer_id, version))


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_roles(work: Work, draft: RolesDraft) -> None:
    """Say which roles volunteers have here, in order; one that is used cannot go."""
    used: dict[int, int] = {}
    for column in (RoleHolding.role_id, TrainingRequirement.role_id):
        for number, count in work.session.execute(select(column, func.count()).group_by(column)):
            if number is not None:
                used[number] = used.get(number, 0) + count
    work.refuse(roles_problems(draft, used))
    kept = {each.id: each for each in work.session.scalars(select(VolunteerRole))}
    for place, each in enumerate(draft.roles):
        role = kept.pop(each.id, None) if each.id else None
        name = one_line(each.name)
        if role is None:
            work.add(VolunteerRole(position=place, name=name))
        elif (role.position, role.name) != (place, name):
            role.position, role.name = place, name
    for gone in kept.values():
        work.remove(gone)


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_holdings(work: Work, volunteer_id: int, draft: HoldingsDraft) -> None:
    """Say which roles a volunteer has or is to have."""
    work.find(Volunteer, volunteer_id)
    found = select(RoleHolding).where(RoleHolding.volunteer_id == volunteer_id)
    kept = {each.role_id: each for each in work.session.scalars(found)}
    for role_id in dict.fromkeys(draft.roles):
        if kept.pop(role_id, None) is None:
            work.add(RoleHolding(volunteer_id=volunteer_id, role_id=work.find(VolunteerRole, role_id).id))
    for gone in kept.values():
        work.session.delete(gone)
    # A further role asks for further training, yet takes nothing from whoever had finished.
    settle_training(work, {volunteer_id: None})


def _titles(work: Work, but: int) -> set[str]:
    return set(work.session.scalars(select(TrainingCourse.title_key).where(TrainingCourse.id != but)))


def _fill_course(work: Work, course: TrainingCourse, draft: CourseDraft) -> None:
    course.title, course.provider = one_line(draft.title), one_line(draft.provider)
    course.title_key = fold(course.title)
    course.cost_pence, course.validity_months = draft.cost_pence or 0, draft.validity_months
    course.accredited, course.offered = draft.accredited, draft.offered
    course.covers = clean(draft.covers).strip()
    kept = {each.role_id: each for each in course.requirements}
    wanted = [*([None] if draft.everybody else []), *dict.fromkeys(draft.roles)]
    for role_id in draft.roles:
        work.find(VolunteerRole, role_id)
    course.requirements[:] = [kept.get(each) or TrainingRequirement(role_id=each) for each in wanted]


def _fill_event(work: Work, event: TrainingEvent, draft: EventDraft) -> None:
    event.course_id = work.find(TrainingCourse, draft.course_id or 0).id
    event.event_date = draft.event_date or work.today
    event.place, event.trainer = one_line(draft.place), one_line(draft.trainer)
    event.trainer_id = work.find(Volunteer, draft.trainer_id).id if draft.trainer_id else None
    event.minutes, event.places = draft.minutes, draft.places
    event.note = clean(draft.note).strip()


def _follow_register(work: Work, event: TrainingEvent) -> None:
    """Have those who came, and only those, have done the training on that day."""
    work.session.flush()
    came = {each.volunteer_id for each in event.register if each.mark is TrainingMark.ATTENDED}
    found = select(TrainingDone).where(TrainingDone.event_id == event.id)
    done = {each.volunteer_id: each for each in work.session.scalars(found)}
    for number, each in done.items():
        if number in came and (each.course_id, each.done_date) != (event.course_id, event.event_date):
            each.course_id, each.done_date = event.course_id, event.event_date
            each.expiry_date = _expiry(work, event.course_id, event.event_date)
        elif number not in came:
            work.remove(each)
    for number in sorted(came - set(done)):
        work.add(
            TrainingDone(
                volunteer_id=number,
                course_id=event.course_id,
                event_id=event.id,
                done_date=event.event_date,
                expiry_date=_expiry(work, event.course_id, event.event_date),
            )
        )


def _expiry(work: Work, course_id: int, day: date) -> date | None:
    return expiry_of(day, work.find(TrainingCourse, course_id).validity_months)


def _fill_done(work: Work, done: TrainingDone, draft: TrainingDraft) -> None:
    done.course_id = work.find(TrainingCourse, draft.course_id or 0).id
    done.done_date = draft.done_date or work.today
    done.expiry_date = draft.expiry_date or _expiry(work, done.course_id, done.done_date)
    done.certificate_number = one_line(draft.certificate_number)
    done.note, done.can_train = clean(draft.note).strip(), draft.can_train


def _fill_need(work: Work, need: TrainingNeed, draft: NeedDraft) -> None:
    need.wording, need.source = one_line(draft.wording), draft.source or NeedSource.ASKED
    need.noted_date, need.met_date = draft.noted_date or work.today, draft.met_date
    need.course_id = work.find(TrainingCourse, draft.course_id).id if draft.course_id else None


def _fill_offer(work: Work, offer: TrainingOffer, draft: OfferDraft) -> None:
    offer.partner, offer.title = one_line(draft.partner), one_line(draft.title)
    offer.course_id = work.find(TrainingCourse, draft.course_id).id if draft.course_id else None
    offer.from_date, offer.until_date = draft.from_date, draft.until_date
    offer.places, offer.booking = draft.places, clean(draft.booking).strip()
