"""The charity itself: its name and financial year, and the people who sign in."""
