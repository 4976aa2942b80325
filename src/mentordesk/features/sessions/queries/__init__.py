"""What people ask about sessions."""
