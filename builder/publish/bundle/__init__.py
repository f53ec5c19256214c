"""The offline copy as one zip: see make.py for what is in it."""
