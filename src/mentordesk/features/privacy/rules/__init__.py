"""Rules of privacy: what the trail says in words, and what people may ask for, by when."""
