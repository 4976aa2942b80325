"""What the organisation feature offers to the program."""

from mentordesk.ui.feature import Feature

FEATURE = Feature("organisation", "Settings", "settings")
