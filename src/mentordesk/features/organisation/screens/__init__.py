"""The screens of the organisation: settings, people who sign in, the recovery key."""
