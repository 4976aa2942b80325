"""Papers about privacy: the report of a dip sample."""
