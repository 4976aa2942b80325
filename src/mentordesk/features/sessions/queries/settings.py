"""What the charity set about sessions."""

from dataclasses import dataclass

from sqlalchemy import select

from mentordesk.features.sessions.rules.settings import DaysDraft, ReasonDraft, TemplateDraft
from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import NoteTemplate, SessionReason, SessionSettings
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class ReasonRow:
    """A reason, as the settings show it."""

    id: int
    version: int
    draft: ReasonDraft


@dataclass(frozen=True)
class TemplateRow:
    """A template, as the settings show it."""

    id: int
    version: int
    draft: TemplateDraft


@dataclass(frozen=True)
class SessionSettingsSheet:
    """Everything that is set about sessions; `version` is of the days, 0 while nothing was set."""

    days: DaysDraft
    version: int
    reasons: tuple[ReasonRow, ...]
    templates: tuple[TemplateRow, ...]


@query(needs=Permission.ORGANISATION_EDIT)
def session_settings(reading: Reading) -> SessionSettingsSheet:
    """Everything that is set about sessions."""
    session = reading.session
    kept = session.scalar(select(SessionSettings).order_by(SessionSettings.id).limit(1))
    days = DaysDraft(14, 28, 14, 30)
    if kept:
        days = DaysDraft(kept.warn_days, kept.act_days, kept.first_days, kept.reason_days)
    reasons = session.scalars(select(SessionReason).order_by(SessionReason.position, SessionReason.id))
    templates = session.scalars(select(NoteTemplate).order_by(NoteTemplate.name, NoteTemplate.id))
    return SessionSettingsSheet(
        days,
        kept.version if kept else 0,
        tuple(
            ReasonRow(each.id, each.version, ReasonDraft(each.name, each.reason_class, each.in_use))
            for each in reasons
        ),
        tuple(
            TemplateRow(each.id, each.version, TemplateDraft(each.name, each.wording)) for each in templates
        ),
    )
