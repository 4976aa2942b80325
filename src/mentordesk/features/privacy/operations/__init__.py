"""Acts about privacy: dip samples."""
