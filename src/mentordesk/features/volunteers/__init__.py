"""Volunteers, from the enquiry to the last day: stages, checks, training, plans, support, hours.

A *mentor* is a volunteer who is matched. *Service* is the time in which somebody serves, with its breaks.
"""
