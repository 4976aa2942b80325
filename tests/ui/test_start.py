import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "names",
    [
        "mentordesk.ui.theme, mentordesk.ui.icons, mentordesk.ui.fields, mentordesk.ui.form_block",
        "mentordesk.ui.words, mentordesk.ui.panels, mentordesk.ui.dialogs, mentordesk.ui.tasks",
        "mentordesk.app.preferences",
    ],
)
def test_what_the_unlock_window_needs_loads_no_database(names):
    code = f"import sys, {names}; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_a_feature_offers_is_read_without_a_screen():
    code = "import sys, mentordesk.ui.feature; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
