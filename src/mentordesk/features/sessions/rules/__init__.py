"""What is wrong with what somebody typed, and what follows from it; pure."""
