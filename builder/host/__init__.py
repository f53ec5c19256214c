"""The renderer behind one door (renderer.py).

The only room that knows MkDocs: its configuration, build and server.
"""
