"""The list and page of mentors, the tab of matches, and their forms."""
