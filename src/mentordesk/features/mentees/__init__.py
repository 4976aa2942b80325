"""Mentees: the people who are mentored, from referral to exit.

A *referral* asks the charity to help somebody; it has a source, a route, a reason and a decision. An
*episode* is one time with the charity, from acceptance to exit; somebody may come back. A *flag* is what must
be seen before anything is done. The *reference* stands for the name wherever the name must not.
"""
