"""Editions: what each held, what has changed since, and where each is kept."""
