"""What is true of plans: drafts and their problems, ratings, figures, report options, the file format."""
