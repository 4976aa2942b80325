"""What people do to plans: write them, review their targets, bring them in from a file."""
