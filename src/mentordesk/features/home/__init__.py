"""The first page: what needs doing today, and work that was left unfinished."""
