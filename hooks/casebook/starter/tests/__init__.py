"""The tests of this course."""
