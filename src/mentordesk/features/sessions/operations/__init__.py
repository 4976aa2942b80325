"""What people do with sessions."""
