"""Scripts and styles as they are sent: joined, without comments and without what no page uses."""
