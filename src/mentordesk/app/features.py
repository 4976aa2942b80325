"""Every feature of the program, in the order in which the sidebar shows them."""

from mentordesk.features.backups.feature import FEATURE as BACKUPS
from mentordesk.features.home.feature import FEATURE as HOME
from mentordesk.features.matches.feature import FEATURE as MATCHES
from mentordesk.features.mentees.feature import FEATURE as MENTEES
from mentordesk.features.organisation.feature import FEATURE as ORGANISATION
from mentordesk.features.plans.feature import FEATURE as PLANS
from mentordesk.features.privacy.feature import FEATURE as PRIVACY
from mentordesk.features.sessions.feature import FEATURE as SESSIONS
from mentordesk.ui.feature import Feature

FEATURES: tuple[Feature, ...] = (
    HOME,
    MENTEES,
    SESSIONS,
    MATCHES,
    PLANS,
    ORGANISATION,
    BACKUPS,
    PRIVACY,
)
