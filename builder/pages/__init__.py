"""An article's page: its front matter, its identity, what a person edited, its place on disk."""
