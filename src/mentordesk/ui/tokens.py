"""The colours of the four themes, by what they are for."""

from dataclasses import dataclass

from mentordesk.kernel.choices import Choice


class Theme(Choice):
    """Which colours the program wears."""

    LIGHT = "light", "Light"
    DARK = "dark", "Dark"
    CREAM = "cream", "Cream"
    CONTRAST = "contrast", "High contrast"


class RowHeight(Choice):
    """How much room a row of a list takes."""

    COMFORTABLE = "comfortable", "Comfortable"
    COMPACT = "compact", "Compact"


@dataclass(frozen=True)
class Tone:
    """The ink, the ground and the edge of something that carries a meaning."""

    ink: str
    soft: str
    edge: str


@dataclass(frozen=True)
class Tokens:
    """One theme; `line` parts things, `border` (3:1) bounds controls, `soft` grounds what is chosen."""

    canvas: str
    surface: str
    raised: str
    ink: str
    muted: str
    line: str
    border: str
    accent: str
    accent_strong: str
    on_accent: str
    soft: str
    focus: str
    green: Tone
    amber: Tone
    red: Tone
    unrated: Tone


TOKENS: dict[Theme, Tokens] = {
    Theme.LIGHT: Tokens(
        canvas="#F5F6F8",
        surface="#FFFFFF",
        raised="#EDF0F3",
        ink="#1C2430",
        muted="#566170",
        line="#DDE1E7",
        border="#8A94A3",
        accent="#0B6069",
        accent_strong="#084A51",
        on_accent="#FFFFFF",
        soft="#E4F1F2",
        focus="#0B6069",
        green=Tone("#00703C", "#E8F3EC", "#B5D6C3"),
        amber=Tone("#7A4B00", "#FFF3D6", "#E6CD94"),
        red=Tone("#A52A16", "#FCEBE8", "#EBBFB7"),
        unrated=Tone("#566170", "#F0F2F5", "#CDD3DB"),
    ),
    Theme.DARK: Tokens(
        canvas="#14181D",
        surface="#1C2228",
        raised="#272F37",
        ink="#E8ECF1",
        muted="#A7B0BC",
        line="#313A44",
        border="#6B7684",
        accent="#6CCBD2",
        accent_strong="#8FDBE0",
        on_accent="#0C2A2D",
        soft="#1D3539",
        focus="#6CCBD2",
        green=Tone("#7FD8A4", "#1A3326", "#2F5C45"),
        amber=Tone("#F2C46B", "#38301A", "#66552B"),
        red=Tone("#FF9E93", "#42241F", "#744038"),
        unrated=Tone("#A7B0BC", "#272F37", "#46515D"),
    ),
    Theme.CREAM: Tokens(
        canvas="#F4EAD3",
        surface="#FBF4E4",
        raised="#EFE3C6",
        ink="#3A2F1B",
        muted="#6A5A3C",
        line="#E0D2AF",
        border="#94835F",
        accent="#0B6069",
        accent_strong="#084A51",
        on_accent="#FFFFFF",
        soft="#E0EADB",
        focus="#0B6069",
        green=Tone("#00642F", "#E2EED8", "#AFCBA4"),
        amber=Tone("#7A4B00", "#FBE7B9", "#DDBF7C"),
        red=Tone("#A52A16", "#F9E0D3", "#E0AE9B"),
        unrated=Tone("#6A5A3C", "#EFE3C6", "#CDBD95"),
    ),
    Theme.CONTRAST: Tokens(
        canvas="#000000",
        surface="#000000",
        raised="#262626",
        ink="#FFFFFF",
        muted="#E6E6E6",
        line="#8C8C8C",
        border="#FFFFFF",
        accent="#FFE600",
        accent_strong="#FFF27A",
        on_accent="#000000",
        soft="#333000",
        focus="#FFE600",
        green=Tone("#7CFC9A", "#0A2E14", "#7CFC9A"),
        amber=Tone("#FFC24D", "#332400", "#FFC24D"),
        red=Tone("#FF9E93", "#3D120C", "#FF9E93"),
        unrated=Tone("#FFFFFF", "#262626", "#FFFFFF"),
    ),
}
