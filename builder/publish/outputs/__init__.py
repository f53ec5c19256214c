"""What is made when publishing: search, feeds, data, citations, charts, related briefings."""
