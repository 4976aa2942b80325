"""What people do, one folder for each area of work."""
