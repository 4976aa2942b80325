"""Every command that the README shows runs as it stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"^mentordesk .*$", README, re.MULTILINE)


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(words, cwd=folder, env=quiet, capture_output=True, text=True, check=False)


def test_the_command_line_runs_as_the_readme_shows_it(tmp_path):
    (tmp_path / "passphrase.txt").write_text("four quiet rivers meeting\n")
    assert len(SHOWN) == 26
    for line in SHOWN:
        done = run([sys.executable, "-m", "mentordesk", *shlex.split(line)[1:]], tmp_path)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    assert "Target 1" in PdfReader(tmp_path / "progress.pdf").pages[0].extract_text()


@pytest.mark.parametrize("command", ["run", "test", "screenshots", "bench"])
def test_every_command_of_dev_is_there(command, tmp_path):
    assert f"dev.py {command}" in README
    done = run([sys.executable, str(ROOT / "dev.py"), command, "--help"], tmp_path)
    assert done.returncode == 0


def test_the_demonstration_is_done_unseen_where_there_is_no_screen(tmp_path):
    done = run([sys.executable, "-m", "mentordesk.app.showcase", "unseen", str(tmp_path / "demo")], tmp_path)
    assert done.returncode == 0, done.stderr
    text = "".join(
        page.extract_text() for page in PdfReader(tmp_path / "demo" / "knowsley-smart-plan.pdf").pages
    )
    assert "Three more people began the course this week." in " ".join(text.split())
    assert len(list((tmp_path / "demo" / "pictures").glob("*.png"))) > 30
