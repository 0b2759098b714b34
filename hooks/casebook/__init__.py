"""A teaching site from hand-written files: read -> check -> render -> write.

Start at `course.read`, which turns a folder into a `Course` and a list of
`Problem`s. Nothing here knows what the course is about, and nothing here
imports MkDocs: only `hooks/events.py` does.
"""
