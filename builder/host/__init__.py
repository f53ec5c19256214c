"""The renderer behind one door: MkDocs' configuration, build and server."""
