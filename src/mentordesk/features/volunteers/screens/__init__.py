"""Pages, lists and forms of volunteers."""
