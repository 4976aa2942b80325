"""Deciding what is kept, erasing and anonymising."""
