"""One file a kind of index page: what stands on it."""
