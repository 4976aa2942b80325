"""What may be said of volunteers, and how their figures are worked out."""
