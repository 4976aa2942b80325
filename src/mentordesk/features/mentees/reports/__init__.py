"""Reports about mentees: the referral register of a period, and the progress of one mentee."""

from mentordesk.features.mentees.reports.progress import progress_pdf
from mentordesk.features.mentees.reports.register import register_pdf

__all__ = ["progress_pdf", "register_pdf"]
