"""How long builds take and how large pages are: `make bench`. Nothing here is a test."""
