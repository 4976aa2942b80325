"""Matches: a mentee and a mentor, proposed, introduced, active, paused, ended.

A suggestion ranks the mentors who may safely meet a mentee; those who may not are listed apart, with why.
"""
