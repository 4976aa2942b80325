from tests.ui.casebook import _master, _plain_look, desk, store

__all__ = ["_master", "_plain_look", "desk", "store"]
