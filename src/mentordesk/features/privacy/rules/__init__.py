"""What the trail says in words; how long records are kept."""
