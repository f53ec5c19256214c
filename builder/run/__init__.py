"""The order of things: seeds, articles, pages, index pages, site."""
