"""Work on all cores, or on a cluster: values go out in batches, what comes of them comes back in order."""

from __future__ import annotations

from builder.workers.cluster import Cluster
from builder.workers.elsewhere import NoContextError, Shared, Work
from builder.workers.places import NoPlaceError, all_cores
from builder.workers.spread import HERE, Workers

__all__ = ["HERE", "Cluster", "NoContextError", "NoPlaceError", "Shared", "Work", "Workers", "all_cores"]
