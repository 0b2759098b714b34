"""Typed content. Each module holds the forms of one kind of file."""
