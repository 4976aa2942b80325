"""Passphrases: what is accepted, and how strong one is, in words."""

import re
import unicodedata

SHORTEST = 15
WORDS_ENOUGH = 4
_COMMON = frozenset(
    {
        "correcthorsebatterystaple", "passwordpassword", "thequickbrownfox", "letmeinletmein",
        "iloveyouiloveyou", "qwertyuiopasdfgh", "qwertyuiop123456", "1234567890123456",
        "abcdefghijklmnop", "onetwothreefour", "onetwothreefourfive", "passphrasepassphrase",
        "thisismypassword", "thisismypassphrase", "changemechangeme", "mypasswordispassword",
        "mentordeskmentordesk", "administrator123", "liverpoolfootballclub", "youllneverwalkalone",
    }
)  # fmt: skip
_RUNS = "abcdefghijklmnopqrstuvwxyz01234567890 qwertyuiop asdfghjkl zxcvbnm"


def normalised(passphrase: str) -> str:
    """Return a passphrase in the one form that keys are made from, however the keyboard wrote it."""
    return unicodedata.normalize("NFKC", passphrase)


def refusal(passphrase: str) -> str | None:
    """Return why a new passphrase is not accepted, or None when it is."""
    text = normalised(passphrase)
    words = text.split()
    if not text.strip():
        return "Choose a passphrase."
    if len(text) < SHORTEST and len(words) < WORDS_ENOUGH:
        return f"Use at least {SHORTEST} characters, or four words."
    bare = re.sub(r"[\W_]+", "", text.casefold())
    if bare in _COMMON or bare.rstrip("0123456789") in _COMMON:
        return "Many people use this passphrase. Choose one of your own."
    if len(set(bare)) < 5 or len({word.casefold() for word in words}) * 2 < len(words) or bare in _RUNS * 2:
        return "This repeats itself or follows the keyboard. Choose words that do not belong together."
    if len(bare) < 10:
        return "The words are too short. Use longer words, or one more."
    return None


def strength(passphrase: str) -> str:
    """Return how strong a passphrase is, in words."""
    if refusal(passphrase):
        return "Not enough yet"
    score = len(set(normalised(passphrase))) + 2 * len(passphrase.split()) + len(passphrase) // 2
    if score < 25:
        return "Good enough"
    return "Strong" if score < 36 else "Very strong"
