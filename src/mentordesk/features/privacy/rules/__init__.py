"""Rules: what history says, and how a dip sample is drawn and checked."""
