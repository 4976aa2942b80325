"""The reports about mentees from the command line: written, or refused in one sentence."""

from datetime import date

import pytest
from openpyxl import load_workbook

from mentordesk.app import cli
from mentordesk.features.mentees.queries.register import register_sheet
from mentordesk.kernel.dates import Period
from tests.casebooks import PASSPHRASE
from tests.features.mentees.progress_worlds import SECRETS, ash, share_with
from tests.reporting.reading import text_of
from tests.trails import exports


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


def test_the_register_is_a_pdf_or_a_spreadsheet_by_its_ending(ask, casebook, tmp_path):
    for name, named in (("register.pdf", ()), ("register.XLSX", ()), ("named.xlsx", ("--names",))):
        code, said = ask("referrals", *named, "--period", "2026", "--out", tmp_path / name)
        assert (code, said.out, said.err) == (0, f"Wrote {tmp_path / name}.\n", "")
    assert "Referral register" in text_of((tmp_path / "register.pdf").read_bytes())
    sheets = [load_workbook(tmp_path / name) for name in ("register.XLSX", "named.xlsx")]
    heads = [[cell.value for cell in book["Referral register"][1]] for book in sheets]
    assert ["Name" in each for each in heads] == [False, True]
    about = {row[0].value: row[1].value for row in sheets[0]["About"].iter_rows(min_row=2)}
    assert (about["Period"], about["Prepared by"]) == ("January to December 2026", "Asha Karim")
    code, said = ask("referrals", "--out", tmp_path / "register.csv")
    assert (code, said.err) == (1, "Give a file name that ends in .pdf or .xlsx.\n")
    assert not (tmp_path / "register.csv").exists()
    with casebook.open() as store:
        noted = exports(store)
        rows = str(len(store.read(register_sheet, Period(date(2026, 1, 1), date(2026, 12, 31))).rows))
    assert noted == [
        ("exported", "report:referrals", 0, {"format": "pdf", "rows": rows, "filters": "Period"}),
        ("exported", "report:referrals", 0, {"format": "xlsx", "rows": rows, "filters": "Period"}),
        (
            "exported",
            "report:referrals",
            0,
            {"format": "xlsx", "rows": rows, "filters": "Period, With names"},
        ),
    ]


def test_every_report_of_the_command_line_is_in_the_trail(ask, casebook, tmp_path):
    partner = ("--partner", "Northbridge Probation")
    ask(
        "mentee-progress",
        "--mentee",
        "M-00001",
        "--edition",
        "partner",
        *partner,
        "--out",
        tmp_path / "p.pdf",
    )
    ask("equality", "--period", "2026", "--out", tmp_path / "e.pdf")
    ask("equality", "--period", "2026", "--out", tmp_path / "no" / "where.pdf")
    with casebook.open() as store:
        assert exports(store) == [
            ("exported", "report:mentee-progress", 1, {"format": "pdf", "filters": "For a partner, Partner"}),
            ("exported", "report:equality", 0, {"format": "pdf", "filters": "Period"}),
        ]
