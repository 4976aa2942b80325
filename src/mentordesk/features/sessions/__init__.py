"""Sessions: planned, held, missed or called off; concerns that come up there; the calendar and the figures.

A session is one meeting of one or more mentees with the charity; who was there is an attendance. Other
contacts with partners about a mentee, and what volunteers do without a mentee, are written down beside them.
"""
