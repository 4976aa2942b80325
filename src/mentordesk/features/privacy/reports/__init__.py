"""The answer to somebody who asks what is kept about them: on paper and for machines."""

from mentordesk.features.privacy.reports.access import access_pdf
from mentordesk.features.privacy.reports.access_data import access_zip

__all__ = ["access_pdf", "access_zip"]
