"""The papers of privacy: requests and answers, dip samples, destruction, the record of processing."""

from mentordesk.features.privacy.reports.access import access_pdf
from mentordesk.features.privacy.reports.access_data import access_zip
from mentordesk.features.privacy.reports.destruction import destruction_pdf
from mentordesk.features.privacy.reports.processing import lawful_basis_pdf, processing_pdf
from mentordesk.features.privacy.reports.requests import requests_pdf

__all__ = [
    "access_pdf",
    "access_zip",
    "destruction_pdf",
    "lawful_basis_pdf",
    "processing_pdf",
    "requests_pdf",
]
