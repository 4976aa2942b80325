"""The house Qt kit; it knows no feature."""
