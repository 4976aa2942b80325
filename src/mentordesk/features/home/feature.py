"""What the first page offers to the program."""

from mentordesk.ui.feature import Feature

FEATURE = Feature("home", "Home", "house")
