"""What people ask about volunteers."""
