"""How much the proofs of the promises are to try: little each time, much in the long run."""

import os

LONG = bool(os.environ.get("MENTORDESK_LONG"))
"""Whether `dev.py test --long` asks for the long run."""
