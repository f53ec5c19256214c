"""Share cards: the picture that a messenger or a social network shows of a link into the archive."""
