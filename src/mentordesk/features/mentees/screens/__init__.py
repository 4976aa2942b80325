"""The screens of mentees: lists, the page of one mentee with its tabs, the forms."""
