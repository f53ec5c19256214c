"""How an article is cited: its facts as a citation names them, and those in the forms that people and programs ask for."""
