"""A published address never dies: the ledger, and what stands where nothing is left."""
