"""What people do for mentees: write them down, decide referrals, keep their records."""
