"""The kill test forks, as POSIX systems allow."""

import os

collect_ignore_glob = ["test_killed_*"] if os.name == "nt" else []
