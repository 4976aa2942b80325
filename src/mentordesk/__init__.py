"""MentorDesk: records, plans and reports for charities that mentor people leaving prison."""

__version__ = "0.1.0"
