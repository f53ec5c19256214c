"""An article as it was read: each line with its role, paragraphs, sentences."""
