"""The papers of volunteers from the command line: written, or refused in one sentence."""

import pytest

from mentordesk.app import cli
from tests.casebooks import PASSPHRASE
from tests.features.matches.facts import a_mentor
from tests.features.volunteers.plans import a_plan
from tests.reporting.reading import text_of
from tests.trails import exports


@pytest.fixture
def ask(capsys, casebook, tmp_path):
    with casebook.open() as store:
        a_plan(store, signed=True)
        a_mentor(store, name="Zoë O’Neill", postcode="NB4 2XY")
        a_mentor(store, name="Zoë O’Neill", postcode="NB7 1AA")
    kept = tmp_path / "passphrase.txt"
    kept.write_text(f"{PASSPHRASE}\n", "utf-8")

    def run(*words):
        capsys.readouterr()
        start = ["--casebook", str(casebook.folder), "--passphrase-file", str(kept), "report"]
        code = cli.run([*start, *map(str, words)])
        return code, capsys.readouterr()

    return run


@pytest.mark.parametrize("name", ["Rashid Anwar", " rashid  ANWAR", "1"])
def test_a_plan_is_written_for_a_number_or_a_whole_name(ask, casebook, tmp_path, name):
    out = tmp_path / "plan.pdf"
    code, said = ask("pdp", "--volunteer", name, "--out", out)
    assert (code, said.out, said.err) == (0, f"Wrote {out}.\n", "")
    assert "Rashid Anwar" in text_of(out.read_bytes())
    with casebook.open() as store:
        assert [(subject, number) for _, subject, number, _ in exports(store)] == [("report:pdp", 1)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Rashid", "No volunteer has the number or the whole name “Rashid”. Nothing was written."),
        ("zoë o’neill", "More than one volunteer is called “zoë o’neill”. Give a number instead: 2: Zoë"),
        ("", "Give the volunteer's number or whole name."),
    ],
)
def test_a_name_that_is_not_one_volunteers_is_refused(ask, tmp_path, name, sentence):
    out = tmp_path / "plan.pdf"
    code, said = ask("pdp", "--volunteer", name, "--out", out)
    assert code == 1
    assert sentence in said.err
    assert not out.exists()
