"""These tests kill processes, fork and fill disks as POSIX systems allow."""

import os

collect_ignore_glob = ["test_*"] if os.name == "nt" else []
