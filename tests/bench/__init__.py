"""Speed, as ratios measured within one run; never a test."""
