"""The log of requests, and the answer to somebody who asks what is kept about them."""

from mentordesk.features.privacy.reports.access import access_pdf
from mentordesk.features.privacy.reports.access_data import access_zip
from mentordesk.features.privacy.reports.requests import requests_pdf

__all__ = ["access_pdf", "access_zip", "requests_pdf"]
