"""Where things live on this computer."""

from pathlib import Path

import platformdirs


def default_folder() -> Path:
    """Return where this person's casebook lives unless another folder is named."""
    return Path(platformdirs.user_data_dir("MentorDesk", appauthor=False)) / "casebook"
