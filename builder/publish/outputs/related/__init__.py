"""Related briefings, versions of one story and neighbours."""
