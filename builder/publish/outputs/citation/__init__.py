"""How an article is cited.

Its facts as a citation names them, and those in the forms that people and programs ask for.
"""
