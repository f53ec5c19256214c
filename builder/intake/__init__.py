"""The first room: bytes on disk become clean lines of text, or a named problem."""
