"""The lists that lead to articles: what is in the archive, grouped, and a page for each group."""
