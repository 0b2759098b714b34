"""Files that readers take away. Each module makes the bytes of one kind of file."""
