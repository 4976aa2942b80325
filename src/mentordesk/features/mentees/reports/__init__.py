"""Reports about mentees: the referral register, the progress of one mentee, equality monitoring."""

from mentordesk.features.mentees.reports.equality import equality_pdf
from mentordesk.features.mentees.reports.progress import progress_pdf
from mentordesk.features.mentees.reports.register import register_pdf, register_spreadsheet

__all__ = ["equality_pdf", "progress_pdf", "register_pdf", "register_spreadsheet"]
