"""Volumes (builder/catalogue/volumes.py): a page to print and a book, with the same chapters."""
