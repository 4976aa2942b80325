"""What is true of mentees: drafts and their problems, ratings, bases, the lead plan."""
