"""The screens of sessions."""
