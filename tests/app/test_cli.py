"""The command line: exit 0 done, 1 refused, 2 wrong usage, 3 damaged; a refusal changes nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentordesk.app import cli
from mentordesk.app.demo import PEOPLE
from mentordesk.store.engine import connect
from mentordesk.store.state import recall
from mentordesk.store.vault import RECORDS, SLOTS, STATE
from tests.casebooks import PASSPHRASE, Casebook
from tests.digests import digests
from tests.trails import exports

KNOWSLEY = Path(__file__).parents[1] / "data" / "knowsley_plan.json"


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\nsecond line\n", "utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def ask(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return ask


@pytest.fixture
def ask(run: Callable[..., Said], casebook: Casebook, passphrase_file: Path) -> Callable[..., Said]:
    return lambda *words: run("--casebook", casebook.folder, "--passphrase-file", passphrase_file, *words)


def refused_in_a_sentence(said: Said) -> bool:
    lines = said.err.strip().splitlines()
    return len(lines) == 1 and "Traceback" not in said.err and "mistake" not in said.err and not said.out


def test_a_plan_comes_in_and_goes_out_again(ask: Callable[..., Said], tmp_path: Path) -> None:
    assert ask("plan", "import", KNOWSLEY) == Said(0, "Imported plan 1 with 4 targets.\n", "")
    out = tmp_path / "out.json"
    assert ask("plan", "export", "knowsley smart plan", "--out", out).code == 0
    assert ask("plan", "import", out).code == 0
    again = tmp_path / "again.json"
    assert ask("plan", "export", "2", "--out", again).code == 0
    assert json.loads(again.read_text("utf-8")) == json.loads(out.read_text("utf-8"))
    assert ask("check").code == 0


@pytest.mark.parametrize("edition", ["plan", "progress", "full"])
def test_a_report_is_written(ask: Callable[..., Said], tmp_path: Path, edition: str) -> None:
    ask("plan", "import", KNOWSLEY)
    out = tmp_path / "report.pdf"
    said = ask("report", "smart-plan", "--plan", "Knowsley", "--edition", edition, "--out", out)
    assert said.code == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_what_the_command_line_writes_outside_is_in_the_trail(
    ask: Callable[..., Said], casebook: Casebook, tmp_path: Path
) -> None:
    ask("plan", "import", KNOWSLEY)
    ask("plan", "export", "1", "--out", tmp_path / "plan.json")
    report = ("report", "smart-plan", "--plan", "1", "--funder", "The Harbour Trust", "--initials")
    ask(*report, "--out", tmp_path / "report.pdf")
    ask(*report, "--out", tmp_path / "no" / "where.pdf")
    with casebook.open() as store:
        assert exports(store) == [
            ("exported", "plan", 1, {"format": "json"}),
            (
                "exported",
                "report:smart-plan",
                1,
                {"format": "pdf", "filters": "Full report, Funder, Initials"},
            ),
        ]


def test_reports_are_listed_without_a_casebook(run: Callable[..., Said]) -> None:
    said = run("report", "--list")
    assert said.code == 0
    assert "smart-plan" in said.out


def test_a_good_casebook_is_called_good_and_not_changed(ask: Callable[..., Said], casebook: Casebook) -> None:
    before = digests(casebook.folder)
    said = ask("check")
    assert said.code == 0
    assert "The whole casebook is good." in said.out
    assert digests(casebook.folder) == before


def test_the_demonstration_casebook_opens_for_everybody_in_it(
    run: Callable[..., Said], passphrase_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shown"
    said = run("demo", folder, "--passphrase-file", passphrase_file)
    assert said.code == 0
    assert PASSPHRASE not in said.out
    for name, _ in PEOPLE:
        assert name in said.out
        asked = run("--casebook", folder, "--person", name, "--passphrase-file", passphrase_file, "check")
        assert asked.code == 0
    before = digests(folder)
    assert run("demo", folder).code == 1
    assert digests(folder) == before


REFUSED: dict[str, list[str]] = {
    "no such plan": ["plan", "export", "No such plan", "--out", "{tmp}/x.json"],
    "no such plan number": ["plan", "export", "99", "--out", "{tmp}/x.json"],
    "a number past every number": ["plan", "export", "9" * 60, "--out", "{tmp}/x.json"],
    "no such plan to report": ["report", "smart-plan", "--plan", "Nothing", "--out", "{tmp}/x.pdf"],
    "no such file": ["plan", "import", "{tmp}/nothing.json"],
    "a folder in place of a file": ["plan", "import", "{tmp}"],
    "not a period": ["report", "smart-plan", "--plan", "1", "--period", "soon", "--out", "{tmp}/x.pdf"],
    "no such folder to write to": ["plan", "export", "1", "--out", "{tmp}/no/where/x.json"],
    "a folder to write to": ["plan", "export", "1", "--out", "{tmp}"],
    "a device to write to": ["plan", "export", "1", "--out", "{tmp}/pipe"],
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_is_said_in_one_sentence_and_changes_nothing(
    ask: Callable[..., Said], casebook: Casebook, tmp_path: Path, words: list[str]
) -> None:
    ask("plan", "import", KNOWSLEY)
    os.mkfifo(tmp_path / "pipe")
    before, outside = digests(casebook.folder), sorted(tmp_path.iterdir())
    said = ask(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert said.code == 1
    assert refused_in_a_sentence(said), said
    assert digests(casebook.folder) == before
    assert sorted(tmp_path.iterdir()) == outside
    assert (tmp_path / "pipe").is_fifo()


BAD_FILES: dict[str, bytes] = {
    "nothing": b"",
    "not JSON": b"Dear Sir",
    "not UTF-8": b'{"plan": "\xff"}',
    "UTF-16": '{"plan": {}}'.encode("utf-16"),
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "NaN": b'{"plan": {"title": "x", "review_months": NaN}, "targets": []}',
    "a review at the end of time": json.dumps(
        {
            "about": {"status_date": "9999-12"},
            "plan": {"title": "x"},
            "targets": [
                {
                    "number": 1,
                    "smart": {"achieve": "x"},
                    "progress": [{"entries": [{"rag": "green"}]}],
                    "review_date": "9999-12-31",
                }
            ],
        }
    ).encode(),
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_malformed_plan_file_is_refused_and_nothing_is_imported(
    ask: Callable[..., Said], casebook: Casebook, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    before = digests(casebook.folder)
    said = ask("plan", "import", bad)
    assert said.code == 1
    assert refused_in_a_sentence(said), said
    assert "Nothing was imported" in said.err
    assert digests(casebook.folder) == before


def test_the_last_days_of_the_calendar_are_dates_like_others(
    ask: Callable[..., Said], tmp_path: Path
) -> None:
    late = tmp_path / "late.json"
    target = {"number": 1, "smart": {"achieve": "x"}, "progress": [{"entries": [{"rag": "green"}]}]}
    plan = {"title": "Late", "period_start": "9999-12-31"}
    body = {"plan": plan, "targets": [{**target, "review_date": "9999-12-31"}, {**target, "number": 2}]}
    late.write_text(json.dumps(body), "utf-8")
    assert ask("plan", "import", late).code == 0
    assert ask("plan", "export", "Late", "--out", tmp_path / "out.json").code == 0
    assert ask("report", "smart-plan", "--plan", "Late", "--out", tmp_path / "out.pdf").code == 0


def test_who_may_not_is_refused(
    run: Callable[..., Said], demo_casebook: Casebook, passphrase_file: Path, tmp_path: Path
) -> None:
    before = digests(demo_casebook.folder)
    for person, words in (
        ("Jo Marsh", ("plan", "import", KNOWSLEY)),
        ("Jo Marsh", ("plan", "export", "1", "--out", tmp_path / "x.json")),
        ("Jo Marsh", ("report", "smart-plan", "--plan", "1", "--out", tmp_path / "x.pdf")),
        ("Pat Lindqvist", ("plan", "import", KNOWSLEY)),
    ):
        said = run(
            "--casebook",
            demo_casebook.folder,
            "--person",
            person,
            "--passphrase-file",
            passphrase_file,
            *words,
        )
        assert said.code == 1
        assert "Your role" in said.err
        assert refused_in_a_sentence(said)
    assert digests(demo_casebook.folder) == before
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize(
    ("person", "typed", "sentence"),
    [
        ("", "eight lanterns along the quay", "does not open"),
        ("", "", "does not open"),
        ("Nobody", PASSPHRASE, "Nobody of that name"),
        ("\udcff", PASSPHRASE, "Nobody of that name"),
        ("Tom Ellery", "a starter code", "starter code"),
        ("Tom Ellery", PASSPHRASE, "does not open"),
    ],
)
def test_a_wrong_passphrase_or_person_is_refused(
    run: Callable[..., Said], casebook: Casebook, tmp_path: Path, person: str, typed: str, sentence: str
) -> None:
    file = tmp_path / "typed.txt"
    file.write_text(typed, "utf-8")
    before = digests(casebook.folder, but=STATE)
    said = run("--casebook", casebook.folder, "--person", person, "--passphrase-file", file, "check")
    assert said.code == 1
    assert sentence in said.err
    assert refused_in_a_sentence(said)
    assert digests(casebook.folder, but=STATE) == before
    assert len(recall(casebook.folder, "refused") or []) == ("does not open" in sentence)


def test_no_casebook_and_no_passphrase_file_are_refused(
    run: Callable[..., Said], casebook: Casebook, tmp_path: Path, passphrase_file: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    said = run("--casebook", nowhere, "--passphrase-file", passphrase_file, "check")
    assert said.code == 1
    assert "There is no casebook" in said.err
    assert not nowhere.exists()
    said = run("--casebook", casebook.folder, "--passphrase-file", tmp_path / "none.txt", "check")
    assert said.code == 1
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    said = run("--casebook", casebook.folder, "--passphrase-file", tmp_path / "bytes", "check")
    assert said.code == 1
    assert refused_in_a_sentence(said)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("plan",),
        ("plan", "import"),
        ("plan", "export", "1"),
        ("report",),
        ("report", "smart-plan", "--plan", "1"),
        ("report", "smart-plan", "--plan", "1", "--edition", "secret", "--out", "x"),
        ("check", "--hard"),
        ("demo",),
    ],
)
def test_wrong_usage_is_two(ask: Callable[..., Said], casebook: Casebook, words: tuple[str, ...]) -> None:
    before = digests(casebook.folder)
    said = ask(*words)
    assert said.code == 2
    assert "usage:" in said.err
    assert digests(casebook.folder) == before


def flipped(content: bytes) -> bytes:
    return content[:20_000] + bytes([content[20_000] ^ 4]) + content[20_001:]


DAMAGES: dict[str, tuple[tuple[str, ...], Callable[[bytes], bytes]]] = {
    "a flipped bit": ((RECORDS,), flipped),
    "a truncated file": ((RECORDS,), lambda content: content[:-5000]),
    "a cut first page": ((RECORDS,), lambda content: content[:100]),
    "nothing": ((RECORDS,), lambda _: b""),
    "a text file": ((RECORDS,), lambda _: b"Dear Sir or Madam\n" * 1000),
    "a short text file": ((RECORDS,), lambda _: b"Dear"),
    "a plain database": ((RECORDS,), lambda _: b"SQLite format 3\0" + bytes(8176)),
    "both key files": (SLOTS, lambda content: content[:-10]),
}


@pytest.mark.parametrize("words", [("check",), ("plan", "import", str(KNOWSLEY))], ids=["check", "import"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_three_and_stays_as_it_is(
    ask: Callable[..., Said],
    casebook: Casebook,
    damage: tuple[tuple[str, ...], Callable[[bytes], bytes]],
    words: tuple[str, ...],
) -> None:
    names, spoil = damage
    for name in names:
        (casebook.folder / name).write_bytes(spoil((casebook.folder / name).read_bytes()))
    before = digests(casebook.folder)
    said = ask(*words)
    assert said.code == 3
    assert refused_in_a_sentence(said), said
    assert digests(casebook.folder) == before


def test_missing_records_are_damage(ask: Callable[..., Said], casebook: Casebook) -> None:
    (casebook.folder / RECORDS).unlink()
    assert ask("check").code == 3


def test_an_altered_trail_is_found_by_check_every_time(ask: Callable[..., Said], casebook: Casebook) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    connection.execute("DROP TRIGGER trail_entry_no_update")
    connection.execute("UPDATE trail_entry SET operation = 'x' WHERE id = 2")
    connection.close()
    for _ in range(2):
        said = ask("check")
        assert said.code == 3
        assert "BAD   Audit trail: Entry 2" in said.out


def test_one_damaged_key_file_is_said_by_check(ask: Callable[..., Said], casebook: Casebook) -> None:
    (casebook.folder / SLOTS[1]).write_bytes(b"")
    before = digests(casebook.folder)
    said = ask("check")
    assert said.code == 3
    assert SLOTS[1] in said.out
    assert digests(casebook.folder) == before


def test_a_newer_casebook_is_refused(ask: Callable[..., Said], casebook: Casebook) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    before = digests(casebook.folder)
    said = ask("check")
    assert said.code == 1
    assert "0999" in said.err
    assert refused_in_a_sentence(said)
    assert digests(casebook.folder) == before


def test_a_read_only_casebook_is_read_and_not_written(
    ask: Callable[..., Said], casebook: Casebook, tmp_path: Path
) -> None:
    ask("plan", "import", KNOWSLEY)
    casebook.folder.chmod(0o500)
    before = digests(casebook.folder)
    assert ask("plan", "export", "1", "--out", tmp_path / "x.json").code == 0
    said = ask("plan", "import", KNOWSLEY)
    assert said.code == 1
    assert refused_in_a_sentence(said)
    assert digests(casebook.folder) == before


def test_writing_over_the_casebook_itself_is_refused(ask: Callable[..., Said], casebook: Casebook) -> None:
    ask("plan", "import", KNOWSLEY)
    before = digests(casebook.folder)
    for name in (RECORDS, SLOTS[0], "new.json", "backups/new.json"):
        said = ask("plan", "export", "1", "--out", casebook.folder / name)
        assert said.code == 1
        assert refused_in_a_sentence(said)
    said = ask("report", "smart-plan", "--plan", "1", "--out", casebook.folder / RECORDS)
    assert said.code == 1
    assert digests(casebook.folder) == before


def test_the_program_itself_ends_as_its_command_line_does(casebook: Casebook, passphrase_file: Path) -> None:
    """A few through a real process: the exit code, the streams, the passphrase from standard input."""
    mentordesk = [sys.executable, "-m", "mentordesk", "--casebook", str(casebook.folder)]

    def ended(*words: str, typed: str = "") -> Said:
        done = subprocess.run([*mentordesk, *words], input=typed, capture_output=True, text=True, check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    assert ended("check", typed=f"{PASSPHRASE}\n").code == 0
    assert refused_in_a_sentence(ended("check", typed="wrong\n"))
    assert ended("nonsense").code == 2
    path = casebook.folder / RECORDS
    path.write_bytes(flipped(path.read_bytes()))
    assert ended("--passphrase-file", str(passphrase_file), "check").code == 3
    shutil.rmtree(casebook.folder)
    assert ended("check", typed=f"{PASSPHRASE}\n").code == 1
