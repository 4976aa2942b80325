"""Starts MentorDesk."""

import sys


def main() -> int:
    """Run the command line; without a command it opens the window."""
    from mentordesk.app.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
