"""Who may do what: each role holds permissions; every operation and query needs one."""

from collections.abc import Mapping

from mentordesk.kernel.choices import Choice


class Role(Choice):
    """What a person who signs in is here to do."""

    MANAGER = "manager", "Manager"
    COORDINATOR = "coordinator", "Coordinator"
    MENTOR = "mentor", "Mentor"
    READ_ONLY = "read_only", "Read-only"


class Permission(Choice):
    """One thing that a role may hold; the label completes "may …"."""

    SIGN_IN = "sign_in", "sign in and keep their own drafts"
    ORGANISATION_EDIT = "organisation.edit", "change the organisation's details"
    PEOPLE_VIEW = "people.view", "see who signs in"
    PEOPLE_MANAGE = "people.manage", "add, change and remove people who sign in"
    HISTORY_VIEW = "history.view", "see the history of records"
    PLAN_VIEW = "plan.view", "see plans"
    PLAN_EDIT = "plan.edit", "change plans and targets"
    PLAN_REVIEW = "plan.review", "record reviews of targets"
    PLAN_EXPORT = "plan.export", "export plans and make plan reports"
    MENTEE_VIEW = "mentee.view", "see mentees"
    MENTEE_EDIT = "mentee.edit", "change mentees' records"
    MENTEE_DECIDE = "mentee.decide", "decide referrals, lead plans and exits"
    MENTEE_EXPORT = "mentee.export", "export mentees and make reports about them"
    MATCH_VIEW = "match.view", "see mentors and matches"
    MATCH_EDIT = "match.edit", "change mentors and matches"
    VOLUNTEER_VIEW = "volunteer.view", "see volunteers"
    VOLUNTEER_EDIT = "volunteer.edit", "change volunteers' records"
    VOLUNTEER_EXPORT = "volunteer.export", "export volunteers and make reports about them"
    SUPPORT_NOTE = "support.note", "read and write confidential notes of the volunteers they support"
    SUPPORT_ALL = "support.all", "read and write confidential notes of every volunteer's support"
    NOTE_SENSITIVE = "note.sensitive", "read and write sensitive notes"
    EQUALITY_EDIT = "equality.edit", "fill in equality monitoring"
    EQUALITY_REPORT = "equality.report", "make the equality report"
    SESSION_VIEW = "session.view", "see sessions and the calendar"
    SESSION_RECORD = "session.record", "plan and record sessions"
    SESSION_EXPORT = "session.export", "export sessions and print their sheets"
    SESSION_REPORT = "session.report", "make the activity report"
    SUPERVISION_NOTE = "supervision.note", "read and write supervision notes"
    CONCERN_VIEW = "concern.view", "see concerns and act on them"
    CONCERN_CLOSE = "concern.close", "close concerns"
    TRAIL_VIEW = "trail.view", "see the whole trail"
    BIN_VIEW = "bin.view", "see the bin"
    BIN_RESTORE = "bin.restore", "bring things back from the bin"
    BIN_EMPTY = "bin.empty", "remove things for good"
    BACKUP_MAKE = "backup.make", "make backups and see how they stand"
    BACKUP_RESTORE = "backup.restore", "restore a backup or try whether it can be restored"
    REQUEST_EDIT = "request.edit", "see and record requests and complaints about personal data"
    REQUEST_ANSWER = "request.answer", "decide requests about personal data and answer them"
    BREACH_EDIT = "breach.edit", "see and record breaches of personal data"
    DIP_VIEW = "dip.view", "see dip samples and make their report"
    DIP_ANSWER = "dip.answer", "check cases of dip samples"
    DIP_DRAW = "dip.draw", "draw and conclude dip samples"
    RETENTION_VIEW = "retention.view", "see whose time is over and what was destroyed"
    RETENTION_DECIDE = "retention.decide", "hold, erase and anonymise files, and set how long they are kept"
    PROCESSING_VIEW = "processing.view", "see the record of processing"
    PROCESSING_EDIT = "processing.edit", "change the record of processing"
    SYSTEM = "system", "do what the program does by itself"


_EVERYONE = frozenset({Permission.SIGN_IN, Permission.PLAN_VIEW})
_READER = _EVERYONE | {Permission.PLAN_EXPORT, Permission.PEOPLE_VIEW, Permission.SESSION_REPORT}
_COORDINATOR = _READER | {
    Permission.PLAN_EDIT,
    Permission.PLAN_REVIEW,
    Permission.HISTORY_VIEW,
    Permission.MENTEE_VIEW,
    Permission.MENTEE_EDIT,
    Permission.MENTEE_DECIDE,
    Permission.MENTEE_EXPORT,
    Permission.EQUALITY_EDIT,
    Permission.MATCH_VIEW,
    Permission.MATCH_EDIT,
    Permission.VOLUNTEER_VIEW,
    Permission.VOLUNTEER_EDIT,
    Permission.VOLUNTEER_EXPORT,
    Permission.SUPPORT_NOTE,
    Permission.SESSION_VIEW,
    Permission.SESSION_RECORD,
    Permission.SESSION_EXPORT,
    Permission.CONCERN_VIEW,
    Permission.BIN_VIEW,
    Permission.BIN_RESTORE,
    Permission.BACKUP_MAKE,
    Permission.REQUEST_EDIT,
    Permission.DIP_VIEW,
    Permission.DIP_ANSWER,
    Permission.RETENTION_VIEW,
    Permission.PROCESSING_VIEW,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.MANAGER: frozenset(Permission) - {Permission.SYSTEM},
    Role.COORDINATOR: _COORDINATOR,
    Role.MENTOR: _EVERYONE | {Permission.MENTEE_VIEW, Permission.SESSION_VIEW, Permission.SESSION_RECORD},
    Role.READ_ONLY: _READER,
}


_FOR_MANAGERS = {
    Permission.PEOPLE_MANAGE,
    Permission.ORGANISATION_EDIT,
    Permission.TRAIL_VIEW,
    Permission.BIN_EMPTY,
    Permission.DIP_DRAW,
    Permission.RETENTION_DECIDE,
    Permission.PROCESSING_EDIT,
    Permission.SYSTEM,
}
_LOOKING = {each for each in Permission if each.value.endswith((".view", ".export", ".report"))}

LIMITS: dict[Role, frozenset[Permission]] = {
    Role.MANAGER: GRANTS[Role.MANAGER],
    Role.COORDINATOR: frozenset(Permission) - _FOR_MANAGERS,
    Role.MENTOR: frozenset(_LOOKING - _FOR_MANAGERS - {Permission.DIP_VIEW})
    | {Permission.SIGN_IN, Permission.MENTEE_EDIT, Permission.SESSION_RECORD},
    Role.READ_ONLY: frozenset(_LOOKING - _FOR_MANAGERS) | {Permission.SIGN_IN},
}
"""What a role may be given at most."""


def may_be_changed(role: Role, permission: Permission) -> bool:
    """Return whether a manager may give a permission to a role or take it away."""
    return role is not Role.MANAGER and permission is not Permission.SIGN_IN and permission in LIMITS[role]


def held_by(role: Role, changes: Mapping[tuple[Role, str], bool]) -> frozenset[Permission]:
    """Return what a role holds after a manager's changes; changes beyond the limits do nothing."""
    given = {each for each in Permission if changes.get((role, each.value))}
    taken = {each for each in Permission if changes.get((role, each.value)) is False}
    touched = {each for each in given | taken if may_be_changed(role, each)}
    return (GRANTS[role] | (given & touched)) - (taken & touched)
