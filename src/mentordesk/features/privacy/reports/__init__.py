"""The papers of privacy: the destruction log, the record of processing, the register of lawful bases."""

from mentordesk.features.privacy.reports.destruction import destruction_pdf
from mentordesk.features.privacy.reports.processing import lawful_basis_pdf, processing_pdf

__all__ = ["destruction_pdf", "lawful_basis_pdf", "processing_pdf"]
