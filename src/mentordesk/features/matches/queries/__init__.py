"""What people ask about mentors and matches."""
