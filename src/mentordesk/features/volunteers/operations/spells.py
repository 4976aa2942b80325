"""Putting times of service right by hand: earlier ones, breaks, an agreed end."""

from sqlalchemy import select

from mentordesk.features.volunteers.rules.spells import BreakDraft, SpellDraft, spell_problems
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.pipeline import SERVING, StageKind, stage_of
from mentordesk.records.spells import ServiceBreak, Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation

_PLAIN = (
    *("start_date", "agreed_date", "end_date", "end_reason"),
    *("exit_talk_date", "reference_given", "property_returned"),
)


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_spell(work: Work, volunteer_id: int, draft: SpellDraft) -> int:
    """Add an earlier time of service, such as one from before this casebook."""
    volunteer = work.find(Volunteer, volunteer_id)
    if draft.end_date is None:
        raise Invalid({"end_date": "Give the last day. A time that goes on begins with the stage Ready."})
    work.refuse(spell_problems(draft, _others(work, volunteer.id, 0), work.today))
    spell = Spell(volunteer_id=volunteer.id, end_note="")
    _fill(spell, draft)
    return work.add(spell).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_spell(work: Work, spell_id: int, version: int, draft: SpellDraft) -> None:
    """Change the days, the breaks and the end of a time of service."""
    spell = work.change(Spell, spell_id, version)
    volunteer = work.find(Volunteer, spell.volunteer_id)
    goes_on = stage_of(work.session, volunteer).kind in {*SERVING, StageKind.PAUSED}
    if spell.end_date is None and draft.end_date is not None and goes_on:
        raise Invalid({"end_date": "They serve now. Use Leave on their page to end it."})
    if spell.end_date is not None and draft.end_date is None:
        raise Invalid({"end_date": "It has ended. Somebody who comes back begins with the stage Ready."})
    work.refuse(spell_problems(draft, _others(work, volunteer.id, spell_id), work.today))
    _fill(spell, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_spell(work: Work, spell_id: int) -> None:
    """Remove a time of service that was written down by mistake; one that goes on stays."""
    spell = work.find(Spell, spell_id)
    if spell.end_date is None:
        raise Invalid({"end_date": "This time of service goes on. It was not removed."})
    work.remove(spell)


def _others(work: Work, volunteer_id: int, but: int) -> list[SpellDraft]:
    found = select(Spell).where(Spell.volunteer_id == volunteer_id, Spell.id != but)
    return [
        SpellDraft(
            each.start_date,
            each.agreed_date,
            each.end_date,
            each.end_reason,
            breaks=tuple(BreakDraft(one.id, one.start_date, one.end_date, one.reason) for one in each.breaks),
        )
        for each in work.session.scalars(found)
    ]


def _fill(spell: Spell, draft: SpellDraft) -> None:
    for name in _PLAIN:
        setattr(spell, name, getattr(draft, name))
    spell.end_note = clean(draft.end_note).strip()
    kept = {each.id: each for each in spell.breaks}
    fitted = []
    for each in draft.breaks:
        rest = kept.get(each.id) if each.id else None
        rest = rest or ServiceBreak()
        if each.start_date is not None:
            rest.start_date, rest.end_date, rest.reason = each.start_date, each.end_date, each.reason
        fitted.append(rest)
    spell.breaks[:] = fitted
