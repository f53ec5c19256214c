"""The rules as data: who the ministries are, what the topics are called, which lines are noise.

YAML files and their loader.
"""

from builder.registry.load import RegistryCache, RegistryError, load_registry, registry_of, written_registry
from builder.registry.types import (
    Area,
    Body,
    Event,
    EventKind,
    LinePattern,
    NoiseRule,
    Official,
    Phrase,
    Registry,
    Topic,
    Transfer,
)

__all__ = [
    "Area",
    "Body",
    "Event",
    "EventKind",
    "LinePattern",
    "NoiseRule",
    "Official",
    "Phrase",
    "Registry",
    "RegistryCache",
    "RegistryError",
    "Topic",
    "Transfer",
    "load_registry",
    "registry_of",
    "written_registry",
]
