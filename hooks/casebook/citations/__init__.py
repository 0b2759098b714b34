"""Citations: how they are written, resolved and formatted."""
