"""Privacy: what was done with records, and what people may ask of a charity that keeps records about them.

A *request* is what somebody asks about their own data; it is due within a month. A *complaint* is
acknowledged within thirty days, a *breach* reported within seventy-two hours.
The *trail* says who did what to which record, when. The *bin* keeps what was removed for thirty days.
"""
