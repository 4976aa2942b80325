"""Privacy: what was done with records, and what people may ask of a charity that keeps records about them.

The *trail* says who did what to which record, when. The *bin* keeps what was removed for thirty days.
"""
