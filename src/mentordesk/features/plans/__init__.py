"""SMART plans as funders draw them.

A *plan* has numbered *targets*; a target answers six questions under the five headings Specific,
Measurable, Agreed, Realistic and Timely, and may have *parts* that are rated by themselves. A *review*
is one dated progress report on a target: what was met, what was not and why, and the lessons, with a
RAG (Red, Amber, Green) for each part. A finished review is history: it is corrected by a new version.
"""
