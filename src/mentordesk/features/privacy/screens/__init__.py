"""Pages and panels: history, trail, bin."""
