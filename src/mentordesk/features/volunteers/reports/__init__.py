"""What is printed about volunteers."""
