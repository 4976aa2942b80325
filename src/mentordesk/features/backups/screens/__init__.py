"""The Health page, and putting a backup in the place of the records."""
