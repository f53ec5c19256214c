"""Work on all cores, or on a cluster: values go out in batches, what comes of them comes back in order."""

from __future__ import annotations

from builder.workers.elsewhere import NoContextError, Shared, for_good
from builder.workers.places import all_cores
from builder.workers.spread import HERE, Workers

__all__ = ["HERE", "NoContextError", "Shared", "Workers", "all_cores", "for_good"]
