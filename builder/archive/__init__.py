"""Identity, pages on disk, hand edits, index pages: from articles to the files in ``docs/``."""
