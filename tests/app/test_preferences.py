import pytest

from mentordesk.app.preferences import Preferences, PreferencesFile
from mentordesk.ui.tokens import RowHeight, Theme


def test_every_choice_comes_back(tmp_path):
    path = tmp_path / "deep" / "preferences.toml"
    kept = PreferencesFile(path)
    kept.change(
        theme=Theme.CREAM,
        text_size=150,
        row_height=RowHeight.COMPACT,
        font='A "font" \\ with ’quotes’',
        sidebar_narrow=True,
        place="plans",
        geometry="01d9d0cb",
    )
    kept.keep("columns.plans", {"Plan": 300, 'Area or "project"': -160})
    kept.keep("copies", {"0123abcd": "/media/A stick/backups"})
    again = PreferencesFile(path)
    assert again.recall("copies") == {"0123abcd": "/media/A stick/backups"}
    assert again.now == kept.now
    assert again.recall("columns.plans") == {"Plan": 300, 'Area or "project"': -160}
    assert [each.name for each in path.parent.iterdir()] == ["preferences.toml"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "theme = ",
        "\x00\xff",
        'theme = "purple"',
        "text_size = 'large'",
        "columns = 3",
        "copies = 3",
        "[copies]\na = 1",
        "[theme]\na = 1",
    ],
)
def test_a_broken_file_gives_the_usual_choices(tmp_path, content):
    path = tmp_path / "preferences.toml"
    path.write_text(content, "utf-8")
    assert PreferencesFile(path).now == Preferences()


def test_a_text_size_out_of_bounds_is_brought_back(tmp_path):
    path = tmp_path / "preferences.toml"
    path.write_text("text_size = 9000\n", "utf-8")
    assert PreferencesFile(path).now.text_size == 200


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    kept = PreferencesFile(blocked / "preferences.toml")
    kept.change(text_size=150)
    assert kept.now.text_size == 150
