"""What people do with mentors and matches."""
