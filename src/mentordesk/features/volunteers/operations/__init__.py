"""What people do with volunteers."""
