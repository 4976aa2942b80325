"""What sessions offer to the program."""

from __future__ import annotations

from mentordesk.ui.feature import Feature

FEATURE = Feature("sessions", "Sessions", "calendar")
