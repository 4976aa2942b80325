"""The reports about mentees from the command line: written, or refused in one sentence."""

import pytest

from mentordesk.app import cli
from tests.casebooks import PASSPHRASE
from tests.features.mentees.progress_worlds import SECRETS, ash, share_with
from tests.reporting.reading import text_of


@pytest.fixture
def ask(capsys, casebook, tmp_path):
    with casebook.open() as store:
        mentee = ash(store)
        share_with(store, mentee, "Northbridge Probation")
    kept = tmp_path / "passphrase.txt"
    kept.write_text(f"{PASSPHRASE}\n", "utf-8")

    def run(*words):
        capsys.readouterr()
        code = cli.run(
            ["--casebook", str(casebook.folder), "--passphrase-file", str(kept), "report", *map(str, words)]
        )
        return code, capsys.readouterr()

    return run


@pytest.mark.parametrize("edition", ["funder", "partner", "mentee"])
def test_each_edition_is_written(ask, tmp_path, edition):
    out = tmp_path / "progress.pdf"
    named = ("--partner", "Northbridge Probation") if edition == "partner" else ()
    code, said = ask("mentee-progress", "--mentee", "m-00001", "--edition", edition, *named, "--out", out)
    assert (code, said.out, said.err) == (0, f"Wrote {out}.\n", "")
    text = text_of(out.read_bytes())
    assert ("Ashraf" in text) is (edition != "funder")
    if edition == "funder":
        assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--mentee", "M-99999", "--edition", "funder"), 'There is no mentee with the reference "M-99999".'),
        (("--mentee", "M-00001", "--edition", "partner"), "Name the partner who gets this report."),
        (
            ("--mentee", "M-00001", "--edition", "partner", "--partner", "The council"),
            "There is no basis for sharing with The council.",
        ),
        (("--mentee", "M-00001", "--edition", "funder", "--period", "soon"), '"soon" is not a period.'),
    ],
)
def test_a_refusal_is_one_sentence_and_writes_nothing(ask, tmp_path, words, sentence):
    out = tmp_path / "progress.pdf"
    code, said = ask("mentee-progress", *words, "--out", out)
    assert code == 1
    assert said.err.startswith(sentence)
    assert len(said.err.strip().splitlines()) == 1
    assert not out.exists()


def test_the_equality_report_is_written_without_names(ask, tmp_path):
    out = tmp_path / "equality.pdf"
    code, said = ask("equality", "--period", "1/1/2020 to 31/12/2030", "--out", out)
    assert (code, said.out) == (0, f"Wrote {out}.\n")
    assert "Ash" not in text_of(out.read_bytes()).replace("Asha Karim", "")
    code, said = ask("equality", "--period", "", "--out", tmp_path / "none.pdf")
    assert code == 1
    assert said.err.startswith("Give a period")
