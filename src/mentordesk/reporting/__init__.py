"""The house PDF kit; it knows no feature."""
