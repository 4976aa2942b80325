"""What a mentor and a match may say, how far a match may go, who is suggested."""
