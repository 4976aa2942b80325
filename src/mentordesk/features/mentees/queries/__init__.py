"""The questions about mentees: lists, one mentee, the tabs of their page, the sheets of reports."""
